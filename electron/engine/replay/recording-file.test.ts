import { gzipSync } from 'node:zlib';
import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { createRouter } from '../handlers/router';
import { anEngine } from '../testing/an-engine';
import { anItem, aServer, at, e1, payroll } from '../testing/events';

const TOKEN = `AQC${'x'.repeat(200)}`;
const operator = { context: { actor: { id: 'token:me', role: 'act', host: 'headless' } } } as const;
const onlooker = { context: { actor: { id: 'token:wall', role: 'view', host: 'headless' } } } as const;

/** What an execution leaves behind, and much that is nobody else's business. */
const events: readonly ConsoleEvent[] = [
  aServer('db-01'),
  anItem({ status: 'RUNNING' }, 10),
  { type: 'token.made', at: at(11), tokenId: 'tok_1', name: 'secret visitor', role: 'view', actor: 'os:dana' },
  { type: 'settings.changed', at: at(12), before: {}, after: { smtp: 'hidden-host' }, actor: 'os:dana' },
  {
    type: 'command.ended',
    at: at(13),
    commandId: 'cmd_1',
    command: 'executions.resume',
    executionId: e1,
    outcome: 'refused',
    message: `the token ${TOKEN} has expired`,
  },
  { type: 'queue.created', at: at(14), contextId: payroll, queueArn: 'arn:aws:sqs:hidden-queue', topics: [], rules: [] },
  withRaw(anItem({ status: 'FAILED' }, 20)),
];

function withRaw(event: ConsoleEvent): ConsoleEvent {
  return event.type === 'execution-item.observed' ? { ...event, raw: { anything: 'as AWS sent it' } } : event;
}

async function aRecorded() {
  const { engine, ports } = await anEngine();
  for (const event of events) {
    const committed = engine.commit([event]);
    if (!committed.ok) throw new Error(committed.error.message);
    await ports.time.advance(1_000);
  }
  return { engine, router: createRouter(engine) };
}

test('a file holds no secret, no raw answer and nothing of how the console is set up', async () => {
  const { router } = await aRecorded();
  const { text } = await call(router.replay.export, { executionId: e1 }, onlooker);
  for (const hidden of [TOKEN.slice(0, 40), 'secret visitor', 'hidden-host', 'hidden-queue', 'as AWS sent it'])
    expect(text).not.toContain(hidden);
  expect(text).toContain('[redacted]');
  const types = text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line).event.type);
  expect(new Set(types).has('token.made')).toBe(false);
  expect(types).toContain('execution-item.observed');
});

test('is opened as text or compressed, by whoever may act; its events are asked for by its id', async () => {
  const { router } = await aRecorded();
  const { text, fileName } = await call(router.replay.export, { executionId: e1 }, operator);
  await expect(call(router.replay.open, { fileName, text }, onlooker)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const opened = await call(router.replay.open, { fileName, text }, operator);
  const gzip = gzipSync(text).toString('base64');
  expect((await call(router.replay.open, { fileName, gzip }, operator)).recordingId).toBe(opened.recordingId);
  const { items } = await call(router.executions.events, { executionId: e1, recording: opened.recordingId }, onlooker);
  expect(items[0]?.seq).toBeGreaterThan(items.at(-1)?.seq ?? 0);
  expect(items.map(({ event }) => event.type)).toContain('execution-item.observed');
  const shown = await call(router.replay.at, { executionId: opened.recordingId }, onlooker);
  expect(shown.view.executions[e1]?.status).toBe('FAILED');
  await call(router.replay.close, { recordingId: opened.recordingId }, operator);
  await expect(call(router.replay.at, { executionId: opened.recordingId }, onlooker)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('what is too large, not compressed or outside the recording is refused by name', async () => {
  const { router } = await aRecorded();
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024)).toString('base64');
  await expect(call(router.replay.open, { fileName: 'bomb', gzip: bomb }, operator)).rejects.toMatchObject({
    status: 413,
    data: { code: 'replay.too-large' },
  });
  await expect(call(router.replay.open, { fileName: 'no', gzip: 'bm8=' }, operator)).rejects.toMatchObject({
    data: { code: 'replay.malformed', field: 'gzip' },
  });
  await expect(call(router.replay.open, { fileName: 'no', text: '{}' }, operator)).rejects.toMatchObject({
    data: { code: 'replay.malformed', field: 'line 1' },
  });
  await expect(call(router.replay.at, { executionId: e1, at: '2001-01-01T00:00:00Z' }, operator)).rejects.toMatchObject({
    data: { code: 'replay.outside', field: 'at' },
  });
});

test('events until an instant are those that had been committed by then', async () => {
  const { router } = await aRecorded();
  const { from, to } = await call(router.replay.marks, { executionId: e1 }, onlooker);
  const typesUntil = async (until: string) =>
    (await call(router.executions.events, { executionId: e1, until }, onlooker)).items.map(({ event }) => event.type);
  expect(await typesUntil(from)).not.toContain('command.ended');
  expect(await typesUntil(to)).toContain('command.ended');
});
