import { setImmediate as turn } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { ConsoleContract } from '../../shared/contract/contract';
import type { StreamItem } from '../../shared/contract/stream';
import { anEngine } from '../engine/testing/an-engine';
import { start } from '../engine/testing/events';
import { startHttpHost } from './http-host';
import { createItemWriter } from './shared-text';

/** Many at one console: each is told the same, and none pays for another. */

async function aConsole() {
  const { engine, ports } = await anEngine();
  const started = await startHttpHost({
    engine,
    version: '1.2.3',
    assetsDir: new URL('../../renderer/bridge', import.meta.url).pathname,
    host: '127.0.0.1',
    port: 0,
    tls: null,
    names: [],
  });
  if (!started.ok) throw new Error(started.error.message);
  const http = started.value;
  onTestFinished(() => http.close());
  /** Says something that everybody is told, at once. */
  const say = async (message: string) => {
    engine.warn({ code: 'test', message, next: 'Nothing.' });
    await ports.time.advance(100);
    await turn();
  };
  return { engine, say, address: `${http.url.replace('http', 'ws')}/ws`, token: engine.firstToken() };
}

const Told = z.looseObject({ kind: z.enum(['snapshot', 'delta']), session: z.string(), seq: z.number() });

/** A script at the plain stream. */
async function aScript(address: string, token: string) {
  const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } });
  const items: unknown[] = [];
  socket.on('message', (data) => void items.push(JSON.parse(String(data))));
  socket.on('error', () => undefined);
  onTestFinished(() => socket.terminate());
  await expect.poll(() => items.length).toBe(1);
  const told = () => items.map((item) => Told.parse(item));
  return { socket, items, told, newest: () => told().at(-1)?.seq ?? -1 };
}

/** The socket of a browser and that of `ws` are alike, but their types do not know it. */
const BrowserSocket = z.custom<globalThis.WebSocket>((value) => value instanceof WebSocket);

/** A page, which speaks the contract. */
function aPage(address: string, token: string) {
  const socket = new WebSocket(address, ['tocsin.rpc', `token.${Buffer.from(token).toString('base64url')}`]);
  socket.on('error', () => undefined);
  onTestFinished(() => socket.terminate());
  const client: ContractRouterClient<ConsoleContract> = createORPCClient(new RPCLink({ websocket: BrowserSocket.parse(socket) }));
  const items: StreamItem[] = [];
  const follow = async () => {
    for await (const item of await client.live.subscribe({})) items.push(item);
  };
  return { socket, client, items, follow };
}

test('a page is told word for word what a script is told, small or large', async () => {
  const { say, address, token } = await aConsole();
  const script = await aScript(address, token);
  const page = aPage(address, token);
  page.follow().catch(() => undefined);
  await expect.poll(() => page.items.length).toBe(1);
  for (const message of ['Grüße, "quoted"', 'x'.repeat(200_000), 'small again']) await say(message);
  await expect.poll(() => [script.items.length, page.items.length]).toEqual([4, 4]);
  const untimed = (items: readonly unknown[]) => items.map((item) => ({ ...Told.parse(item), sentAt: null }));
  expect(untimed(page.items)).toEqual(untimed(script.items));
  expect(page.items.every(({ sentAt }) => sentAt !== undefined)).toBe(true);
  expect(JSON.stringify(page.items[1])).toContain('Grüße, \\"quoted\\"');
  expect((await page.client.contexts.list({})).nextToken).toBeNull();
});

test('several subscriptions over one socket are kept apart', async () => {
  const { say, address, token } = await aConsole();
  const page = aPage(address, token);
  const first = await page.client.live.subscribe({});
  const second = await page.client.live.subscribe({});
  const seqs = [Told.parse((await first.next()).value), Told.parse((await second.next()).value)].map(
    ({ kind, seq }) => `${kind} ${seq}`,
  );
  expect(seqs).toEqual(['snapshot 0', 'snapshot 0']);
  await first.return?.();
  await say('Something.');
  expect((await second.next()).value).toMatchObject({ kind: 'delta', seq: 1 });
});

test('a viewer that reads nothing holds nobody up, and once it reads again is given a snapshot for what it missed', async () => {
  const { say, address, token } = await aConsole();
  const slow = await aScript(address, token);
  const quick = await aScript(address, token);
  slow.socket.pause();
  // More than the engine keeps for whoever lags behind, and more than the machine holds between two sockets.
  const said = 1_400;
  for (let n = 0; n < said; n += 1) await say(`${n} ${'x'.repeat(60_000)}`);
  await expect.poll(() => quick.items.length, { timeout: 10_000 }).toBe(said + 1);
  expect(quick.told().map(({ kind }) => kind)).toEqual(['snapshot', ...Array.from({ length: said }, () => 'delta')]);
  slow.socket.resume();
  await expect.poll(() => slow.newest(), { timeout: 10_000 }).toBe(quick.newest());
  expect(slow.told().filter(({ kind }) => kind === 'snapshot')).toHaveLength(2);
  expect(slow.items.length).toBeLessThan(said);
});

test('a page that asks and does not read is let go', async () => {
  const { say, address, token } = await aConsole();
  await say('x'.repeat(2_000_000));
  const page = aPage(address, token);
  await page.client.contexts.list({});
  const closed = new Promise<number>((resolve) => page.socket.once('close', resolve));
  page.socket.pause();
  // Each of these is answered with two megabytes that nobody reads.
  for (let n = 0; n < 60; n += 1) void page.client.live.subscribe({}).catch(() => undefined);
  // A paused socket does not tell that the other side is gone, until something is written to it.
  const state = () => {
    page.socket.ping();
    return page.socket.readyState;
  };
  await expect.poll(state, { timeout: 10_000 }).not.toBe(WebSocket.OPEN);
  page.socket.resume();
  await closed;
});

test('the text of a delta is made once for all', () => {
  const write = createItemWriter();
  let read = 0;
  const change = {
    kind: 'remove' as const,
    collection: 'servers' as const,
    get id() {
      read += 1;
      return 'a';
    },
  };
  const item = { kind: 'delta' as const, session: 's', seq: 7, changes: [change] };
  const [one, other] = [write({ ...item, sentAt: start }), write(item)];
  expect(one.body).toBe(other.body);
  expect(read).toBe(1);
  expect(JSON.parse(`${one.head}${one.body}${one.tail}`)).toEqual({ ...item, sentAt: start });
  expect(JSON.parse(`${other.head}${other.body}${other.tail}`)).toEqual(item);
});
