import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOfAddress } from './addresses';

const octet = fc.integer({ min: 0, max: 255 });
const v4 = fc.tuple(octet, octet, octet, octet);
const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
const groups = (count: number) => fc.array(group, { minLength: count, maxLength: count });
const written = (address: readonly number[]) => address.join('.');

/** What is not for the internet, said once more in another way. */
function mayBeCalled([a = 0, b = 0, c = 0, d = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b < 128) return false;
  if (a === 172 && b >= 16 && b < 32) return false;
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)) || (b === 88 && c === 99))) return false;
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false;
  if (written([a, b, c, d]) === '168.63.129.16') return false;
  return !(a === 203 && b === 0 && c === 113) && !(a === 169 && b === 254);
}

describe('an IPv4 address', () => {
  test('is public exactly where no special range has it', () => {
    const near = fc.tuple(fc.constantFrom(0, 10, 100, 127, 169, 172, 192, 198, 203, 224, 255), octet, octet, octet);
    const nearer = fc.constantFrom<[number, number, number, number]>(
      [192, 0, 0, 1],
      [192, 88, 99, 7],
      [198, 51, 100, 9],
      [203, 0, 113, 5],
    );
    fc.assert(
      fc.property(fc.oneof(v4, near, nearer), (address) => {
        expect(kindOfAddress(written(address)) === 'public').toBe(mayBeCalled(address));
      }),
      { numRuns: 2000 },
    );
  });

  test('is never public in the clothes of IPv6', () => {
    fc.assert(
      fc.property(v4, ([a, b, c, d]) => {
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        const clothes = [
          `::ffff:${written([a, b, c, d])}`,
          `::ffff:${hex}`,
          `0:0:0:0:0:FFFF:${hex}`,
          `::${hex}`,
          `64:ff9b::${written([a, b, c, d])}`,
          `64:ff9b:1::${hex}`,
          `2002:${hex}::1`,
          `2001:0:${hex}::`,
        ];
        for (const address of clothes) expect([address, kindOfAddress(address)]).not.toEqual([address, 'public']);
      }),
    );
  });
});

describe('an IPv6 address', () => {
  test.each([
    ['fe80', 'link-local'],
    ['febf', 'link-local'],
    ['fc00', 'private'],
    ['fdff', 'private'],
    ['fec0', 'private'],
    ['ff02', 'multicast'],
    ['2002', 'reserved'],
    ['4000', 'reserved'],
    ['5f00', 'reserved'],
  ])('that begins with %s is %s', (first, kind) => {
    fc.assert(
      fc.property(groups(7), (rest) => {
        expect(kindOfAddress([first, ...rest].join(':'))).toBe(kind);
      }),
    );
  });

  test('outside 2000::/3 is never public', () => {
    fc.assert(
      fc.property(groups(8), (all) => {
        const first = Number.parseInt(all[0] ?? '', 16);
        fc.pre(first >> 13 !== 1);
        expect(kindOfAddress(all.join(':'))).not.toBe('public');
      }),
    );
  });

  test('is judged without its zone', () => {
    expect(kindOfAddress('fe80::1%eth0')).toBe('link-local');
    expect(kindOfAddress('::1%lo')).toBe('loopback');
  });
});

test.each([
  ['8.8.8.8', 'public'],
  ['2606:4700::1111', 'public'],
  ['2a00:1450:4001:80b::200e', 'public'],
  ['127.0.0.1', 'loopback'],
  ['127.255.0.3', 'loopback'],
  ['::1', 'loopback'],
  ['169.254.169.254', 'metadata'],
  ['169.254.170.2', 'metadata'],
  ['fd00:ec2::254', 'metadata'],
  ['169.254.1.1', 'link-local'],
  ['0.0.0.0', 'reserved'],
  ['::', 'reserved'],
  ['255.255.255.255', 'reserved'],
  ['not an address', 'reserved'],
  ['', 'reserved'],
])('%s is %s', (address, kind) => {
  expect(kindOfAddress(address)).toBe(kind);
});
