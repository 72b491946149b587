import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSlack } from './slack-text';

test('reads what our messages use', () => {
  expect(readSlack('*Plan*\nPayroll &amp; co <https://x.example/a|Open> `i-1` <!date^1^{time}|14:02 UTC>')).toEqual([
    { kind: 'bold', text: 'Plan' },
    { kind: 'text', text: '\nPayroll & co ' },
    { kind: 'link', url: 'https://x.example/a', text: 'Open' },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'i-1' },
    { kind: 'text', text: ' ' },
    { kind: 'text', text: '14:02 UTC' },
  ]);
});

test('signs are drawn, and a name that only looks like one stays', () => {
  expect(readSlack(':white_check_mark: *ok* :unknown_sign:').map((one) => one.text)).toEqual(['✅ ', 'ok', ' :unknown_sign:']);
});

test('lines of code keep their marks', () => {
  expect(readSlack('```09:20 *a*\nb```')).toEqual([{ kind: 'lines', text: '09:20 *a*\nb' }]);
});

test('loses nothing of what has no marks', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/[<>*_`~&]/.test(text)),
      (text) => {
        expect(
          readSlack(text)
            .map((one) => one.text)
            .join(''),
        ).toBe(text);
      },
    ),
  );
});
