import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { aDataDir, aProgram, someFlags } from '../host/testing/a-program';
import { type ServeFlags, serve } from './serve';

function serveFlags(dataDir: string, given: Partial<ServeFlags> = {}): ServeFlags {
  const rest = { port: 0, host: '127.0.0.1', tlsCert: undefined, tlsKey: undefined, insecureBind: false, name: [] };
  return { ...someFlags(dataDir, { rehearse: 'payroll-drill' }), ...rest, ...given };
}

const FirstLine = z.object({ url: z.url(), token: z.string().min(1) });

test('the first line is told when the console answers, and carries what is needed to call it', async () => {
  const program = aProgram({ TOCSIN_TOKEN: 'given-by-the-environment' });
  const serving = serve(serveFlags(aDataDir()), program);
  await expect.poll(() => program.told.length, { timeout: 10_000 }).toBe(1);
  const { url, token } = FirstLine.parse(JSON.parse(program.told[0] ?? ''));
  expect(token).toBe('given-by-the-environment');
  const reply = await fetch(`${url}/api/health`, { headers: { authorization: `Bearer ${token}` } });
  expect(reply.status).toBe(200);

  program.end();
  expect(await serving).toEqual({ ok: true, value: { flushed: true } });
  await expect(fetch(`${url}/api/live`)).rejects.toThrow();
  expect(program.told).toHaveLength(1);
});

test('a taken port is told, and nothing stays locked', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const dataDir = aDataDir();
  for (const _attempt of [1, 2]) {
    const refused = await serve(serveFlags(dataDir, { port }), aProgram());
    expect(refused).toMatchObject({ ok: false, error: { code: 'port.taken', next: expect.stringContaining('--port 0') } });
  }
});

test.each([
  [{ host: '0.0.0.0' }, /--host 0\.0\.0\.0 .*clear/],
  [{ tlsCert: '/cert.pem' }, /--tls-cert and --tls-key/],
  [{ tlsCert: '/none/cert.pem', tlsKey: '/none/key.pem' }, /TLS files cannot be read \(ENOENT\)/],
])('%j is refused before anything is opened', async (given, expected) => {
  const refused = await serve(serveFlags('/nowhere', given), aProgram());
  expect(refused.ok ? '' : refused.error.message).toMatch(expected);
});
