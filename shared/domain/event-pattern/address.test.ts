import { expect, test } from 'vitest';
import { isInBlock, readBlock } from './address';

test.each([
  ['10.2.3.4', '10.0.0.0/8', true],
  ['11.2.3.4', '10.0.0.0/8', false],
  ['10.0.0.7', '10.0.0.4/30', true],
  ['10.0.0.8', '10.0.0.4/30', false],
  ['1.2.3.4', '0.0.0.0/0', true],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db9::1', '2001:db8::/32', false],
  ['::1', '::1/128', true],
  ['10.0.0.1', '::/0', false],
  ['not an address', '0.0.0.0/0', false],
])('%s in %s: %s', (address, block, expected) => {
  expect(isInBlock(address, block)).toBe(expected);
});

test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '10.0.0.256/8', '1::2::3/16', '::/129', ''])('%s is no block', (text) => {
  expect(readBlock(text)).toBeNull();
});
