import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestInTurns } from './turns';

test.each([0, 1, 499_999, 500_000, 500_001])(
  'a digest in pieces is that of the whole, with %i characters before an emoji',
  async (before) => {
    const text = `${'a'.repeat(before)}🙂ü${'b'.repeat(700_000)}`;
    expect(await digestInTurns(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  },
);
