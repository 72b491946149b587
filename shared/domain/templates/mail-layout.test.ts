import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileMailLayout, layoutCompiled } from '../../../build/scripts/lib/mail-layout.mjs';

test('the layout that ships is what its source compiles to (node build/scripts/compile-mail.mjs)', async () => {
  expect(readFileSync(layoutCompiled, 'utf8')).toBe(await compileMailLayout());
});
