import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { ConsoleContract } from '../../shared/contract/contract';
import { ApiError } from '../../shared/contract/errors';
import { anEngine } from '../engine/testing/an-engine';
import { startHttpHost } from './http-host';

async function aHost(options: { readonly host?: string; readonly port?: number } = {}) {
  const { engine, ports } = await anEngine();
  const started = await startHttpHost({
    engine,
    version: '1.2.3',
    assetsDir: new URL('../../renderer/bridge', import.meta.url).pathname,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    tls: null,
    names: [],
  });
  if (!started.ok) throw new Error(started.error.message);
  const http = started.value;
  onTestFinished(() => http.close());
  const token = engine.firstToken();
  const authorization = { authorization: `Bearer ${token}` };
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${http.url}/api${path}`, { ...init, headers: { ...authorization, ...init.headers } });
  const send = (path: string, body: unknown, method = 'POST') =>
    ask(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return { engine, ports, http, token, ask, send };
}

const errorOf = async (reply: Response) => ({ status: reply.status, ...ApiError.parse(await reply.json()) });

describe('REST', () => {
  test('without a token answers only that it is up', async () => {
    const { http } = await aHost();
    expect(await (await fetch(`${http.url}/api/live`)).json()).toEqual({ status: 'up' });
    const refused = await fetch(`${http.url}/api/health`);
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    expect(await errorOf(refused)).toMatchObject({ status: 401, code: 'access.no-token' });
  });

  test('with the token answers the contract, never kept by a cache', async () => {
    const { ask } = await aHost();
    const reply = await ask('/contexts');
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await reply.json()).toMatchObject({ items: expect.any(Array), nextToken: null });
  });

  test.each([
    ['a wrong number', '/executions?limit=many', 'executions.invalid', 'limit'],
    ['a word that is none', '/executions?status=ASLEEP', 'executions.invalid', 'status'],
  ])('names the field of %s', async (_name, path, code, field) => {
    const { ask } = await aHost();
    expect(await errorOf(await ask(path))).toMatchObject({ status: 400, code, field });
  });

  test('names the field of a body, and what is no JSON', async () => {
    const { send, ask } = await aHost();
    expect(await errorOf(await send('/tokens', { name: 'wall', role: 'owner' }))).toMatchObject({
      status: 400,
      code: 'tokens.invalid',
      field: 'role',
    });
    const broken = await ask('/tokens', { method: 'POST', body: '{"name', headers: { 'content-type': 'application/json' } });
    expect(await errorOf(broken)).toMatchObject({ status: 400, code: 'request.malformed' });
  });

  test('has no route it does not have', async () => {
    const { ask } = await aHost();
    expect(await errorOf(await ask('/nothing'))).toMatchObject({ status: 404, code: 'route.unknown' });
    expect(await errorOf(await ask('/live/subscribe', { method: 'POST' }))).toMatchObject({ status: 404 });
  });

  test('takes no body that nobody would send', async () => {
    const { ask } = await aHost();
    const reply = await ask('/tokens', {
      method: 'POST',
      body: Buffer.alloc(5 * 1024 * 1024, 32),
      headers: { 'content-type': 'application/json' },
    });
    expect(await errorOf(reply)).toMatchObject({ status: 413, code: 'request.too-large' });
  });

  test('knows what a role may do', async () => {
    const { send, http } = await aHost();
    const made = z.object({ token: z.string() }).parse(await (await send('/tokens', { name: 'wall', role: 'view' })).json());
    const asViewer = (path: string, method: string) =>
      fetch(`${http.url}/api${path}`, { method, headers: { authorization: `Bearer ${made.token}` } });
    expect((await asViewer('/contexts', 'GET')).status).toBe(200);
    expect(await errorOf(await asViewer('/tokens/first', 'DELETE'))).toMatchObject({ status: 403 });
  });

  test('a call without a body is one with an empty body', async () => {
    const { ask } = await aHost();
    expect(await errorOf(await ask('/rehearsal/restart', { method: 'POST' }))).toMatchObject({
      status: 422,
      code: 'rehearsal.none',
    });
  });

  test('describes itself, every route with our form of error', async () => {
    const { ask } = await aHost();
    const described = z
      .object({
        info: z.object({ version: z.string() }),
        paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))),
      })
      .parse(await (await ask('/openapi.json')).json());
    expect(described.info.version).toBe('1.2.3');
    expect(Object.keys(described.paths)).toEqual(
      expect.arrayContaining(['/executions', '/executions/{executionId}/resume', '/health', '/tokens/{tokenId}']),
    );
    for (const stream of ['/live/subscribe', '/replay/subscribe']) expect(Object.keys(described.paths)).not.toContain(stream);
    expect(JSON.stringify(described.paths['/health']?.get?.responses['403'])).toContain('"action"');
  });

  test('slows down whoever tries tokens, and nobody with a right one', async () => {
    const { http, ask } = await aHost();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 22; attempt += 1) {
      statuses.push((await fetch(`${http.url}/api/health`, { headers: { authorization: 'Bearer wrong' } })).status);
    }
    expect([statuses[0], statuses[21], (await ask('/health')).status]).toEqual([401, 429, 200]);
  });

  test('writes refusals into the journal', async () => {
    const { http, engine } = await aHost();
    await fetch(`${http.url}/api/health`, { headers: { authorization: 'Bearer wrong' } });
    const kinds = engine.inside.history.events({ subjects: [], contextId: null, before: null, limit: 20 });
    expect(JSON.stringify(kinds)).toContain('access.wrong-token');
  });
});

describe('names and origins', () => {
  const withHeaders = (url: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      request(url, { headers }, (reply) => {
        reply.resume();
        resolve(reply.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });

  test('a name that is not ours is turned away, so no foreign name can be made to point here', async () => {
    const { http } = await aHost();
    expect(await withHeaders(`${http.url}/`, { host: 'evil.example' })).toBe(403);
    expect(await withHeaders(`${http.url}/api/live`, { host: `localhost:${http.port}` })).toBe(200);
  });

  test('a page from elsewhere is turned away, even with a token', async () => {
    const { http, ask } = await aHost();
    expect((await ask('/health', { headers: { origin: 'http://evil.example' } })).status).toBe(403);
    expect((await ask('/health', { headers: { origin: http.url } })).status).toBe(200);
  });
});

describe('the page', () => {
  test('is served with a policy that allows nothing from elsewhere', async () => {
    const { http } = await aHost();
    const reply = await fetch(`${http.url}/../../package.json`);
    expect(reply.status).toBe(404);
    const live = await fetch(`${http.url}/api/live`);
    expect(live.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('the port', () => {
  test('that is taken is named, with the way out', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(aHost({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
  });
});

const Item = z.looseObject({ kind: z.string(), session: z.string(), seq: z.number() });

/** Collects what a plain client receives. */
function aListener(address: string, options: { readonly token?: string; readonly origin?: string } = {}) {
  const socket = new WebSocket(address, {
    ...(options.origin === undefined ? {} : { origin: options.origin }),
    ...(options.token === undefined ? {} : { headers: { authorization: `Bearer ${options.token}` } }),
  });
  const items: z.infer<typeof Item>[] = [];
  socket.on('message', (data) => void items.push(Item.parse(JSON.parse(String(data)))));
  const refused = new Promise<number>((resolve) =>
    socket.on('unexpected-response', (_request, reply) => resolve(reply.statusCode ?? 0)),
  );
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  // A refused socket complains when it is ended.
  socket.on('error', () => undefined);
  onTestFinished(() => socket.terminate());
  return { socket, items, refused, closed };
}

describe('the live stream as JSON', () => {
  const address = (url: string, query = '') => `${url.replace('http', 'ws')}/ws${query}`;

  test('begins with a snapshot, and goes on with numbered deltas', async () => {
    const { http, token, engine } = await aHost();
    const { items } = aListener(address(http.url), { token });
    await expect.poll(() => items.length).toBe(1);
    engine.warn({ code: 'test', message: 'Something.', next: 'Nothing.' });
    await expect.poll(() => items.map(({ kind }) => kind)).toEqual(['snapshot', 'delta']);
    expect(items[1]?.seq).toBe((items[0]?.seq ?? 0) + 1);
  });

  test('goes on where it broke off, and begins anew in another session', async () => {
    const { http, token, engine } = await aHost();
    const first = aListener(address(http.url, `?token=${token}`));
    await expect.poll(() => first.items.length).toBe(1);
    first.socket.close();
    const { session, seq } = Item.parse(first.items[0]);
    engine.warn({ code: 'test', message: 'Something.', next: 'Nothing.' });
    const second = aListener(address(http.url, `?session=${session}&after=${seq}`), { token });
    const other = aListener(address(http.url, `?session=former&after=${seq}`), { token });
    await expect.poll(() => [second.items[0]?.kind, other.items[0]?.kind]).toEqual(['delta', 'snapshot']);
  });

  test.each([
    ['without a token', '', {}, 401],
    ['with a wrong one', '?token=wrong', {}, 401],
  ])('is refused %s', async (_name, query, options, status) => {
    const { http } = await aHost();
    expect(await aListener(address(http.url, query), options).refused).toBe(status);
  });

  test('is refused to a page from elsewhere, and at another path', async () => {
    const { http, token } = await aHost();
    expect(await aListener(address(http.url), { token, origin: 'http://evil.example' }).refused).toBe(403);
    expect(await aListener(`${http.url.replace('http', 'ws')}/elsewhere`, { token }).refused).toBe(404);
  });

  test('an address that is none is refused, and the console goes on', async () => {
    const { http, ask } = await aHost();
    const { hostname, port } = new URL(http.url);
    const answered = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(`GET // HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      });
      socket.on('data', (data) => resolve(String(data)));
      onTestFinished(() => void socket.destroy());
    });
    expect(answered).toMatch(/^HTTP\/1\.1 404 /);
    expect((await ask('/health')).status).toBe(200);
  });

  test('ends with a good-bye when the console stops', async () => {
    const { http, token } = await aHost();
    const { items, closed } = aListener(address(http.url), { token });
    await expect.poll(() => items.length).toBe(1);
    await http.close();
    expect(await closed).toBe(1001);
  });
});

test('a client that no longer answers does not hold up the end', async () => {
  const { http, token } = await aHost();
  const { hostname, port } = new URL(http.url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const key = Buffer.alloc(16, 1).toString('base64');
  socket.write(
    `GET /ws HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  await new Promise((resolve) => socket.once('data', resolve));
  // Closing politely waits half a minute for the other side, which this test would not live to see.
  await expect(http.close()).resolves.toBeUndefined();
});

/** The socket of a browser and that of `ws` are alike, but their types do not know it. */
const BrowserSocket = z.custom<globalThis.WebSocket>((value) => value instanceof WebSocket);

function aPage(http: { readonly url: string }, token: string) {
  const socket = new WebSocket(
    `${http.url.replace('http', 'ws')}/ws`,
    ['tocsin.rpc', `token.${Buffer.from(token).toString('base64url')}`],
    { origin: http.url },
  );
  onTestFinished(() => socket.terminate());
  const client: ContractRouterClient<ConsoleContract> = createORPCClient(new RPCLink({ websocket: BrowserSocket.parse(socket) }));
  return { socket, client };
}

test('a page whose token was revoked does nothing more over the socket it has', async () => {
  const { engine, http } = await aHost();
  const made = await engine.inside.tokens.make('wall', 'act');
  if (!made.ok) throw new Error(made.error.message);
  const { socket, client } = aPage(http, made.value.token);
  await client.contexts.list({});
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await engine.inside.tokens.revoke(made.value.tokenId);
  await expect(client.contexts.list({})).rejects.toThrow();
  expect(await closed).toBe(1008);
});

test('a page speaks the contract over the same path, with its token as a subprotocol', async () => {
  const { http, token } = await aHost();
  const { socket, client } = aPage(http, token);
  expect((await client.contexts.list({})).nextToken).toBeNull();
  expect(socket.protocol).toBe('tocsin.rpc');
  for await (const item of await client.live.subscribe({})) {
    expect(item.kind).toBe('snapshot');
    break;
  }
});
