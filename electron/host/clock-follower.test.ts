import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followClock, parseClock, readClock } from './clock-follower';
import { createWall } from './wall';

const quiet = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const wall = createWall({ epochMs: () => Date.now(), monoMs: () => performance.now(), unit: () => 0 });
const ending = () => new AbortController();

let server: Server;
let url = '';
let answer: { status: number; body: unknown } = { status: 200, body: {} };
beforeEach(async () => {
  answer = { status: 200, body: { now: '2026-11-23T09:00:00.000Z', speed: 60, start: '2026-11-23T09:00:00.000Z' } };
  server = createServer((_request, response) => response.writeHead(answer.status).end(JSON.stringify(answer.body)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function follow(onNewTrace: () => void = () => undefined) {
  const first = await readClock(url, AbortSignal.timeout(2_000));
  if (!first.ok) throw new Error(first.error);
  const controller = ending();
  const clock = followClock({
    url,
    first: first.value,
    wall,
    log: quiet,
    signal: controller.signal,
    onReading: () => undefined,
    onNewTrace,
  });
  return { clock, stop: () => controller.abort() };
}

test.each([[{ now: 'noon', speed: 1 }], [{ now: '2026-11-23T09:00:00Z', speed: -1 }], [null]])(
  '%j is no clock, and it is said so',
  (body) => {
    expect(parseClock(body)).toMatchObject({ ok: false, error: expect.stringContaining('is no clock') });
  },
);

test('a simulator that is not there is told by the reason of the network', async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await readClock(url, AbortSignal.timeout(2_000))).toMatchObject({
    ok: false,
    error: expect.stringContaining('ECONNREFUSED'),
  });
});

test('a change made elsewhere arrives, and wakes who waits', async () => {
  const { clock, stop } = await follow();
  const changed = new Promise<void>((resolve) => void clock.onChange(resolve));
  answer = { status: 200, body: { now: '2026-11-23T12:00:00.000Z', speed: 0, start: '2026-11-23T09:00:00.000Z' } };
  await changed;
  expect([clock.now(), clock.speed()]).toEqual(['2026-11-23T12:00:00.000Z', 0]);
  stop();
});

test.each([
  ['begins at another instant', { now: '2026-11-23T10:00:00.000Z', speed: 60, start: '2026-11-23T10:00:00.000Z' }],
  ['runs back to a pinned start', { now: '2026-11-23T08:00:00.000Z', speed: 60, start: '2026-11-23T09:00:00.000Z' }],
])('a trace that %s is a new one', async (_name, body) => {
  const onNewTrace = vi.fn();
  await follow(onNewTrace);
  answer = { status: 200, body };
  await vi.waitFor(() => expect(onNewTrace).toHaveBeenCalledTimes(1));
});

test('while nobody answers, time goes on and the log says so once', async () => {
  quiet.warn.mockClear();
  const { clock, stop } = await follow();
  answer = { status: 500, body: {} };
  await vi.waitFor(() => expect(quiet.warn).toHaveBeenCalledTimes(1));
  const before = clock.nowMs();
  await vi.waitFor(() => expect(clock.nowMs()).toBeGreaterThan(before));
  stop();
});
