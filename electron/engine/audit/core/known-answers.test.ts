import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leafHash, nodeHash } from './hash';
import { knownSignatures, parseNote } from './note';
import { consistencyProof, inclusionProof, type NodeAt } from './proofs';
import { compactRange, rootOf } from './tree';
import { verifyConsistency, verifyInclusion } from './verify-proofs';
import { parseVerifierKey } from './vkey';

const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
  leafHash(Buffer.from(hex, 'hex')),
);

const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** Perfect subtrees straight from the definition, over leaf hashes. */
const nodesOf =
  (hashes: readonly Uint8Array[]): NodeAt =>
  (level, index) => {
    const [first, width] = [index * 2 ** level, 2 ** level];
    if (first + width > hashes.length) return null;
    const [only] = hashes.slice(first, first + 1);
    if (level === 0) return only ?? null;
    const [left, right] = [nodesOf(hashes)(level - 1, index * 2), nodesOf(hashes)(level - 1, index * 2 + 1)];
    return left === null || right === null ? null : nodeHash(left, right);
  };

const hex = (path: readonly Uint8Array[]) => path.map((hash) => Buffer.from(hash).toString('hex'));

describe('the tree', () => {
  test.each(ROOTS.map((root, size) => [size, root] as const))('of the first %i leaves has its root', (size, root) => {
    expect(rootOf(leaves.slice(0, size)).toString('hex')).toBe(root);
  });

  test('proves leaf 5 of 8, and leaf 2 of 3', () => {
    const five = inclusionProof(5, 8, nodesOf(leaves));
    expect(five.ok && hex(five.value)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      ROOTS[4],
    ]);
    const two = inclusionProof(2, 3, nodesOf(leaves));
    expect(two.ok && hex(two.value)).toEqual([ROOTS[2]]);
  });

  test('proves that 8 begins with 6, and 5 with 2', () => {
    const six = consistencyProof(6, 8, nodesOf(leaves));
    expect(six.ok && hex(six.value)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      ROOTS[4],
    ]);
    const two = consistencyProof(2, 5, nodesOf(leaves));
    expect(two.ok && hex(two.value)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });

  test('goes on from the roots of its perfect subtrees', () => {
    const begun = compactRange();
    for (const hash of leaves.slice(0, 5)) begun.append(hash);
    const again = compactRange({ size: 5, hashes: begun.hashes() });
    for (const hash of leaves.slice(5)) again.append(hash);
    expect(again.root().toString('hex')).toBe(ROOTS[8]);
  });
});

describe('a proof', () => {
  const cases = fc
    .integer({ min: 2, max: 40 })
    .chain((size) => fc.record({ size: fc.constant(size), at: fc.integer({ min: 1, max: size - 1 }), bit: fc.nat(255) }));
  const some = (size: number) => Array.from({ length: size }, (_, n) => leafHash(Uint8Array.of(n)));
  const flipped = (hash: Uint8Array, bit: number) => {
    const bytes = Buffer.from(hash);
    bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    return bytes;
  };

  test('of inclusion holds, and does not once it is spoilt in any way', () => {
    fc.assert(
      fc.property(cases, ({ size, at, bit }) => {
        const hashes = some(size);
        const [root, made] = [rootOf(hashes), inclusionProof(at, size, nodesOf(hashes))];
        const leaf = hashes[at];
        if (!made.ok || leaf === undefined) throw new Error('no proof');
        const path = made.value;
        const holds = (given: readonly Uint8Array[], index = at, hash: Uint8Array = leaf, to: Uint8Array = root) =>
          verifyInclusion(hash, index, size, given, to).ok;
        expect(holds(path)).toBe(true);
        expect(holds(path.slice(1))).toBe(false);
        expect(holds([...path, leaf])).toBe(false);
        expect(holds(path, at - 1)).toBe(false);
        expect(holds(path, at, flipped(leaf, bit))).toBe(false);
        expect(holds(path, at, leaf, flipped(root, bit))).toBe(false);
        for (const n of path.keys()) expect(holds(path.map((hash, m) => (m === n ? flipped(hash, bit) : hash)))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('of consistency holds, and does not once it is spoilt in any way', () => {
    fc.assert(
      fc.property(cases, ({ size, at, bit }) => {
        const hashes = some(size);
        const [from, to, made] = [rootOf(hashes.slice(0, at)), rootOf(hashes), consistencyProof(at, size, nodesOf(hashes))];
        if (!made.ok) throw new Error('no proof');
        const path = made.value;
        expect(verifyConsistency(at, size, path, from, to).ok).toBe(true);
        expect(verifyConsistency(at, size, path, to, from).ok).toBe(false);
        expect(verifyConsistency(0, size, path, from, to).ok).toBe(false);
        expect(verifyConsistency(at, size, path.slice(1), from, to).ok).toBe(false);
        expect(verifyConsistency(at, size, [...path, to], from, to).ok).toBe(false);
        expect(verifyConsistency(at, size, path, flipped(from, bit), to).ok).toBe(false);
        expect(verifyConsistency(at, size, path, from, flipped(to, bit)).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a signed note', () => {
  const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
  const note = (text: string) =>
    Buffer.from(
      `${text}\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n`,
    );
  const signers = (text: string) => {
    const [key, parsed] = [parseVerifierKey(VKEY), parseNote(note(text))];
    if (!key.ok || !parsed.ok) throw new Error('malformed');
    return knownSignatures(parsed.value, [key.value]);
  };

  test('verifies under its key', () => {
    const known = signers('This is an example message.');
    expect(known.ok && known.value).toHaveLength(1);
  });

  test('is refused with another text', () => {
    expect(signers('This is an example massage.').ok).toBe(false);
  });
});
