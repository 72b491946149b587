import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog, fitForLog, hideSecrets } from './log';

const TASK_TOKEN = `AQC${'b'.repeat(600)}`;

describe('the log', () => {
  test.each([
    ['a task token', `callback ${TASK_TOKEN} ended`],
    ['a bearer header', 'Authorization: Bearer s3cr3t-s3cr3t-s3cr3t'],
    ['an access key', 'key AKIAIOSFODNN7EXAMPLE used'],
    ['a token in an address', 'GET /ws?token=s3cr3t-s3cr3t HTTP/1.1'],
  ])('hides %s in text', (_name, text) => {
    expect(hideSecrets(text)).toMatch(/\[hidden\]/);
    expect(hideSecrets(text)).not.toMatch(/s3cr3t|bbbb|FODNN/);
  });

  test('hides secret fields wherever they stand, and keeps what is none', () => {
    const clean = fitForLog({ user: { password: 'a', tokenId: 'tok-1', webhookUrl: 'https://x' }, list: [{ taskToken: 'b' }] });
    expect(clean).toEqual({
      user: { password: '[hidden]', tokenId: 'tok-1', webhookUrl: '[hidden]' },
      list: [{ taskToken: '[hidden]' }],
    });
  });

  test('no task token gets through, however it is wrapped', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('detail', 'message', 'raw'), (before, after, name) => {
        const text = JSON.stringify(fitForLog({ [name]: [`${before} ${TASK_TOKEN} ${after}`] }));
        expect(text).not.toContain('b'.repeat(80));
      }),
    );
  });

  test('writes one JSON object a line', () => {
    const lines: string[] = [];
    createLog('info', (line) => void lines.push(line)).warn(
      { secretAccessKey: 'x', error: new Error('it broke') },
      'Something happened.',
    );
    const [line = ''] = lines;
    expect(JSON.parse(line)).toMatchObject({
      level: 'warn',
      msg: 'Something happened.',
      secretAccessKey: '[hidden]',
      error: { message: 'it broke' },
    });
  });

  test('survives what refers to itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(JSON.stringify(fitForLog(loop))).toContain('[deeper]');
  });
});

test('what the journal redacts, the log does too: a signature that AWS spells out carries the session token', () => {
  const told = "The Canonical String should have been 'POST\n/\nx-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE\n'";
  expect(hideSecrets(told)).not.toContain('IQoJ');
  expect(hideSecrets(told)).toContain('POST');
  expect(JSON.stringify(fitForLog({ error: new Error(`"sessionToken":"IQoJb3JpZ2luX2VjEXAMPLE"`) }))).not.toContain('IQoJ');
});
