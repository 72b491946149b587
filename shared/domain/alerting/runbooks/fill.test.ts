import { expect, test } from 'vitest';
import { fill } from './fill';

const shell = (source: string, server: string) => fill(source, { server }, 'shell');

test.each([
  ['echo {{ server }}', 'web-01', 'echo web-01'],
  ['echo {{ server }}', 'a; rm -rf $HOME', "echo 'a; rm -rf $HOME'"],
  ['echo {{ server }}', "it's", "echo 'it'\\''s'"],
  ['echo "of {{ server }}"', 'web-01', 'echo "of web-01"'],
])('a value in a command is one word: %s with %s', (source, value, text) => {
  expect(shell(source, value)).toEqual({ text, missing: [] });
});

test.each([
  'echo "of {{ server }}"',
  "echo 'of {{ server }}'",
  'echo "a \\" b {{ server | upcase }}"',
  `echo "it's {{ server }}"`,
])('between quotes, a value that is more than a plain word is left to people: %s', (source) => {
  for (const value of ['$(reboot)', "'; reboot; '", '"; reboot; "', '`reboot`']) {
    const { text, missing } = shell(source, value);
    expect([text.toLowerCase().includes('reboot'), missing]).toEqual([false, ['server']]);
  }
});
