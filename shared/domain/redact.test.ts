import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact, redactText } from './redact';

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];
const body = fc.array(fc.constantFrom(...alphabet), { minLength: 100, maxLength: 900 }).map((letters) => letters.join(''));
const token = fc.tuple(body, fc.constantFrom('', '=', '==')).map(([letters, padding]) => `AQC${letters}${padding}`);

/** How a token travels: as it is, in a URL, in JSON once or twice, folded by a mailer at any column, in HTML. */
const encodings: Readonly<Record<string, (token: string) => string>> = {
  plain: (text) => text,
  url: (text) => encodeURIComponent(text),
  'url twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'json string': (text) => JSON.stringify({ message: text }),
  'json in json': (text) => JSON.stringify(JSON.stringify({ token: text })),
  'json with slashes escaped': (text) => text.replace(/\//g, '\\/'),
  'json with unicode escapes': (text) => text.replace(/[+/=]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
  'quoted-printable soft breaks': (text) => text.replace(/.{75}/g, '$&=\r\n'),
  'folded lines': (text) => text.replace(/.{60}/g, '$&\n'),
  'folded lines inside json': (text) => JSON.stringify(text.replace(/.{60}/g, '$&\r\n')),
  'broken in its first letters': (text) => `${text.slice(0, 2)}=\r\n${text.slice(2)}`,
  html: (text) => text.replace(/\+/g, '&#43;').replace(/\//g, '&#x2F;').replace(/=/g, '&#61;'),
};

/** Any stretch of a token long enough to be of use. */
function survives(clean: string, secret: string): boolean {
  const plain = secret.replace(/[^A-Za-z0-9]/g, '');
  const left = clean.replace(/[^A-Za-z0-9]/g, '');
  for (let start = 0; start + 40 <= plain.length; start += 20) if (left.includes(plain.slice(start, start + 40))) return true;
  return false;
}

describe('a task token', () => {
  test.each(Object.keys(encodings))('does not survive as %s', (name) => {
    const encode = encodings[name];
    fc.assert(
      fc.property(
        token,
        fc.constantFrom('', 'token ', 'x="', 'aws stepfunctions send-task-success --task-token '),
        fc.constantFrom('', ' \\', '" end', '\r\n  next line'),
        (secret, ahead, behind) => {
          const clean = redactText(`${ahead}${encode?.(secret) ?? ''}${behind}`);
          expect(clean).toContain('[redacted]');
          expect(survives(clean, secret)).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('does not survive in any nesting, as value or as key', () => {
    const leaf = fc.oneof(
      token,
      token.map((secret) => `before ${secret} after`),
    );
    const nested = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.string(), token), tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(nested, (value) => {
        expect(JSON.stringify(redact(value))).not.toMatch(/AQC[A-Za-z0-9+/=]{100,}/);
      }),
      { numRuns: 100 },
    );
  });

  test('does not survive where a huge text is cut inside it', () => {
    const secret = `AQC${'x'.repeat(800)}`;
    for (const column of [1024 * 1024 - 60, 64 * 1024 - 60, 64 * 1024 - 2]) {
      const clean = redactText(`${' '.repeat(column)}${secret} ${'tail '.repeat(300_000)}`);
      expect(clean.length).toBeLessThan(70_000);
      expect(clean).not.toContain('AQCx');
    }
  });
});

test('what looks like a token but is short, or starts otherwise, stays', () => {
  const text = `AQC123 and BQC${'x'.repeat(200)}`;
  expect(redactText(text)).toBe(text);
});

test('keys that hold tokens are dropped, keys that hold credentials are masked', () => {
  expect(
    redact({
      taskToken: 'short',
      pausedStateSnapshot: '{}',
      TaskToken: 1,
      status: 'PAUSED',
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'abc', SessionToken: 'def', 'x-amz-security-token': 'ghi' },
      headers: { Authorization: 'Bearer abc' },
      password: null,
    }),
  ).toEqual({
    status: 'PAUSED',
    credentials: {
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: '[redacted]',
      SessionToken: '[redacted]',
      'x-amz-security-token': '[redacted]',
    },
    headers: { Authorization: '[redacted]' },
    password: null,
  });
});

test.each([
  ['Authorization: AWS4-HMAC-SHA256 Credential=AKIA/2026, Signature=abcdef', 'Authorization: [redacted]'],
  ['{\\"authorization\\": \\"Basic dXNlcjpwYXNz\\"}', '{\\"authorization\\": \\"[redacted]\\"}'],
  ['aws_secret_access_key = wJalrXUtnFEMI', 'aws_secret_access_key = [redacted]'],
  ['"SessionToken":"FwoGZXIvYXdzE"', '"SessionToken":"[redacted]"'],
  ['https://host/?X-Amz-Signature=0a1b&X-Amz-Date=2026', 'https://host/?X-Amz-Signature=[redacted]&X-Amz-Date=2026'],
  ['curl -H "bearer 0123456789abcdef0123"', 'curl -H "bearer [redacted]"'],
])('%s', (text, clean) => {
  expect(redactText(text)).toBe(clean);
});

test('redacting again changes nothing, and words may follow a mask', () => {
  const secrets = fc.constantFrom(
    'Authorization: abc',
    'password=hunter2',
    'Bearer 0123456789abcdef0123',
    'SessionToken: "x"',
    `AQC${'y'.repeat(120)}`,
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(secrets, fc.string()), { maxLength: 6 }),
      fc.constantFrom('', '.', ' and more', '; then'),
      (parts, tail) => {
        const once = redactText(parts.join(' '));
        expect(redactText(once)).toBe(once);
        expect(redactText(`${once}${tail}`)).toBe(redactText(redactText(`${once}${tail}`)));
      },
    ),
    { numRuns: 300 },
  );
});

describe('what JSON cannot hold', () => {
  test('is put into words', () => {
    const circular: Record<string, unknown> = { name: 'loop' };
    circular.self = circular;
    expect(
      redact({
        circular,
        bytes: new Uint8Array(3),
        big: 12n,
        when: new Date(0),
        nan: Number.NaN,
        nothing: undefined,
        half: 'a\ud800b',
      }),
    ).toEqual({
      circular: { name: 'loop', self: '[circular]' },
      bytes: '[3 bytes]',
      big: '12',
      when: '1970-01-01T00:00:00.000Z',
      nan: null,
      half: 'a\ufffdb',
    });
  });

  test('is cut when it is too deep or too long', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 100; level += 1) deep = { deep };
    expect(JSON.stringify(redact(deep))).toContain('[too deep]');
    expect(redact(Array.from({ length: 6000 }, () => 1))).toHaveLength(5001);
  });
});

test('a quarter of a megabyte of one letter group takes no time that grows with its square', () => {
  const once = redactText(`AQC${'A'.repeat(256 * 1024)}`);
  expect(once).toBe('[redacted]');
  expect(redactText('AQ'.repeat(128 * 1024)).length).toBeLessThan(70_000);
});
