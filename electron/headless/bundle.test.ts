import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { aDataDir } from '../host/testing/a-program';

const bundle = fileURLToPath(new URL('../../out/main/headless.js', import.meta.url));

/** The built program under plain Node, with a home of its own. */
function aProcess(...args: string[]) {
  const home = aDataDir();
  const child = spawn(process.execPath, [bundle, ...args], {
    env: { PATH: process.env.PATH, HOME: home, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit').then(() => child.exitCode);
  return { child, ended, output: textOf(child.stdout), complaints: textOf(child.stderr), firstLine: () => firstLineOf(child) };
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function firstLineOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.on('exit', (code) => reject(new Error(`ended with ${code} before its first line`)));
  });
}

// Built by `npm ci`, and by `npm test` before the tests; a checkout without a build has nothing to try.
describe.skipIf(!existsSync(bundle))('the built program under plain Node', { timeout: 60_000 }, () => {
  test('serves a rehearsal, and ends with 0 within five seconds of SIGTERM', async () => {
    const { child, ended, firstLine } = aProcess('serve', '--rehearse', 'payroll-drill', '--port', '0');
    const { url } = z.object({ url: z.url(), token: z.string() }).parse(JSON.parse(await firstLine()));
    expect(await (await fetch(`${url}/api/live`)).json()).toEqual({ status: 'up' });
    const page = await fetch(`${url}/`);
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'self'"),
    ]);
    const asked = performance.now();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5_000);
  });

  test('simulates alone, telling its address first', async () => {
    const { child, ended, firstLine } = aProcess('simulate', '--scenario', 'payroll-drill');
    const { url } = z.object({ url: z.url() }).parse(JSON.parse(await firstLine()));
    expect((await fetch(`${url}/_sim/clock`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test.each([
    [['fly'], 2, /^tocsin: there is no command fly\. Allowed: serve, simulate, doctor, detect, audit\. .*\n$/],
    [['serve', '--speed', '0'], 2, /^tocsin: .*--speed.*Allowed: 1 to 600\. .*\n$/],
    [['serve'], 2, /^tocsin: No AWS profile.*--rehearse payroll-drill\.\n$/],
    [['simulate', '--scenario', 'nope'], 2, /^tocsin: --scenario: .*payroll-drill.*\n$/],
  ])('%j ends with %i and one line', async (args, code, expected) => {
    const { ended, complaints, output } = aProcess(...args);
    expect([await ended, await output]).toEqual([code, '']);
    expect(await complaints).toMatch(expected);
  });

  test('examines the machine, for people and for programs', async () => {
    const { ended, output } = aProcess('doctor', '--json', '--port', '0');
    const report = z
      .object({ ok: z.boolean(), steps: z.array(z.object({ id: z.string(), findings: z.array(z.unknown()).min(1) })) })
      .parse(JSON.parse(await output));
    expect([await ended, report.ok]).toEqual([0, true]);
    expect(report.steps.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'node',
        'runtime',
        'screen',
        'notifications',
        'key-store',
        'data-dir',
        'port',
        'aws-files',
        'aws-reach',
      ]),
    );
  });
});
