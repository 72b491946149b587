import { expect, test } from 'vitest';
import { ContextId, ExecutionId } from '../../shared/domain/primitives';
import { fixtureClient } from '../testing/fixture-client';
import { type ReplayPosition, replayClient } from './replay-client';

const until = '2026-03-14T09:25:11.000Z';
const executionId = ExecutionId.parse('e1');

/** What reached the console. */
function aReplay(kind: ReplayPosition['kind']) {
  const asked: unknown[] = [];
  const real = fixtureClient(null);
  const heard = {
    ...real,
    executions: {
      ...real.executions,
      events: async (input: unknown) => {
        asked.push(input);
        return { items: [], nextToken: null };
      },
    },
  };
  return {
    asked,
    client: replayClient(
      () => heard,
      () => ({ recordingId: 'file-1', kind, until }),
      (what) => (what === 'measured' ? 'no metrics' : 'the past'),
    ),
  };
}

test('events are asked for as they were; those of a file come from the file', async () => {
  const own = aReplay('execution');
  await own.client.executions.events({ executionId, context: ContextId.parse('c'), limit: 5 });
  expect(own.asked).toEqual([{ executionId: 'e1', context: 'c', limit: 5, until }]);
  const file = aReplay('file');
  await file.client.executions.events({ executionId });
  expect(file.asked).toEqual([{ executionId: 'e1', until, recording: 'file-1' }]);
});

test('whoever looks may only look, and nothing of now is asked for or changed', async () => {
  const { client } = aReplay('execution');
  expect(await client.tokens.own({})).toMatchObject({ role: 'view' });
  await expect(client.executions.resume({ executionId })).rejects.toThrow('the past');
  await expect(client.health.get({})).rejects.toThrow('the past');
  expect((await client.settings.get({})).theme).toBe('dark');
});

test('a file has no metrics: those of this console are never shown in its place', async () => {
  const input = { name: 'ServerLag' };
  await expect(aReplay('file').client.telemetry.metrics(input)).rejects.toThrow('no metrics');
  expect(await aReplay('execution').client.telemetry.metrics(input)).toHaveProperty('items');
});
