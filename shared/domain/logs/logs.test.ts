import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf } from '../primitives';
import { errorFilter, isErrorLine } from './error-line';
import { countOf, isBurst, stepMs } from './error-pattern';
import { patternOf } from './pattern';
import { LogPreset, shippedPresets } from './presets';
import { redactLine } from './redact-line';

const token = `AQC${'Ab3/+'.repeat(40)}==`;

test('no secret stays in a line, however it got there', () => {
  expect(redactLine(`📥 {"taskToken":"${token}"}`)).not.toContain('Ab3/+Ab3');
  expect(redactLine(token.slice(3))).toBe('[redacted]');
  expect(redactLine('{"headers":{"Authorization":"Bearer abc.def-ghi_jkl.mno"}}')).not.toContain('abc.def');
  expect(redactLine('jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF_-123 end')).toBe('jwt [redacted] end');
  const plain = '[ERROR] ❌ Wave 1: 1 servers failed to launch';
  expect(redactLine(plain)).toBe(plain);
});

test.each([
  ['[ERROR] ❌ Wave 1: 1 servers failed to launch', '[ERROR] ❌ Wave <n>: <n> servers failed to launch'],
  ['Server s-0a1b2c3d4e5f60a03 of job drsjob-5e10aa01bb02cc0e1 failed', 'Server <id> of job <id> failed'],
  [
    '2026-03-14T09:25:11.482Z 0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60 Task timed out after 30.03 seconds',
    '<time> <id> Task timed out after <n> seconds',
  ],
  ['AccessDenied: arn:aws:sts::111122223333:assumed-role/x/y may not', 'AccessDenied: <arn> may not'],
  ['host web012 at 10.1.2.3:443 in us-east-1', 'host web<n> at <ip> in us-east-<n>'],
  [`failed with {"plan_id":"x","a":{"b":"${'c'.repeat(60)}"}}`, 'failed with {…}'],
])('%s', (line, pattern) => expect(patternOf(line)).toBe(pattern));

test('the pattern of a pattern is itself, and never holds a long number', () => {
  const piece = fc.constantFrom(
    'arn:aws:x',
    's-0123456789abcdef0',
    '17',
    'app03',
    '{"a":1}',
    '<n>',
    token,
    '12:30:11',
    'é❌',
    'x@y.zz',
    '\n',
  );
  const line = fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(line, (text) => {
      const pattern = patternOf(text);
      expect(patternOf(pattern)).toBe(pattern);
      expect(pattern).not.toMatch(/\d{3}/);
      expect(pattern.length).toBeLessThanOrEqual(300);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['[ERROR] ❌ Wave 1: 1 servers failed to launch', true],
  ['botocore.exceptions.ClientError: An error occurred (ThrottlingException)', true],
  ['2026-03-14T09:25:11Z 0f3c Task timed out after 30.03 seconds', true],
  ['REPORT RequestId: x Duration: 30000.00 ms Status: timeout', true],
  ['{"level":"ERROR","message":"no"}', true],
  ['{"status":"FAILURE","delivery":{}}', true],
  ['📥 Received event: {"state":{"error":"x","status":"failed"}}', false],
  ['{"level":"INFO","error":null}', false],
  ['REPORT RequestId: x Duration: 2541.00 ms', false],
  ['✅ Status: completed', false],
])('%s: %s', (line, isError) => {
  expect(isErrorLine(line)).toBe(isError);
  // What counts must pass the filter that AWS applies first. Record fields other than levels are found by their values.
  if (isError && !line.startsWith('REPORT')) expect(new RegExp(errorFilter.slice(1, -1)).test(line)).toBe(true);
});

test('a burst is many more lines than usual, told again after a while at the earliest', () => {
  const at = (step: number) => step * stepMs;
  const steady = new Map([...Array(12).keys()].map((step) => [step, 10] as const));
  expect(isBurst(steady, instantOf(0), at(11))).toBe(false);
  expect(
    isBurst(
      new Map([
        [10, 3],
        [11, 9],
      ]),
      instantOf(0),
      at(11),
    ),
  ).toBe(true);
  expect(isBurst(new Map([[11, 9]]), instantOf(0), at(11))).toBe(false);
  expect(isBurst(new Map([[11, 90]]), instantOf(at(11) - 60_000), at(11))).toBe(false);
  expect(
    countOf(
      new Map([
        [0, 5],
        [5, 2],
        [12, 1],
      ]),
      at(12),
    ),
  ).toBe(3);
});

test('every preset has its own name and the form that is stored', () => {
  expect(new Set(shippedPresets.map(({ id }) => id)).size).toBe(shippedPresets.length);
  for (const preset of shippedPresets) expect(LogPreset.parse(preset)).toEqual(preset);
});
