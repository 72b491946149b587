import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardMarkdown } from './card-markdown';

test('reads bold, italics, links and lines', () => {
  expect(cardMarkdown('**app-03** _now_\n[Open](https://x.example/a)')).toBe(
    '<b>app-03</b> <i>now</i><br><u title="https://x.example/a">Open</u>',
  );
});

test('makes no element out of what somebody wrote', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(cardMarkdown(`<script>${text}</script>`)).not.toMatch(/<(?!\/?(?:b|i|u|br)\b)/);
    }),
  );
});
