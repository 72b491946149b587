import { CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, onTestFinished, test } from 'vitest';
import { shippedPresets } from '../../../../shared/domain/logs/presets';
import { instantOf } from '../../../../shared/domain/primitives';
import { stsIdentity } from '../../sources/sts-identity';
import { againstSimulator } from '../../sources/testing/against-simulator';
import { createErrorTail, lateMs } from './error-lines';
import { functionGroups, logsOf } from './log-groups';
import { createLogQueries } from './log-queries';

const group = '/aws/lambda/aws-drs-orchestration-query-handler-dev';
const token = `AQC${'Ab3/+'.repeat(60)}`;

type Given = Parameters<typeof againstSimulator>[0];

async function aContext(given: Given = {}) {
  const running = await againstSimulator({ sources: [stsIdentity], ...given });
  await running.until('the context', () => running.sources.awsOf(running.contextId) !== null);
  const aws = running.sources.awsOf(running.contextId);
  if (aws === null) throw new Error('no context');
  const logs = await logsOf(aws);
  /** Prints a line as a function would; `ageMs` before now. */
  const print = async (message: string, ageMs = 0): Promise<void> => {
    const about = { logGroupName: group, logStreamName: 'test' };
    await logs.send(new CreateLogStreamCommand(about)).catch(() => undefined);
    const timestamp = Math.round(running.ports.clock.nowMs() - ageMs);
    await logs.send(new PutLogEventsCommand({ ...about, logEvents: [{ timestamp, message }] }));
  };
  return { ...running, aws, logs, print };
}

async function querying(given: Given = {}) {
  const context = await aContext(given);
  const { aws, ports, until } = context;
  const queries = createLogQueries(ports);
  onTestFinished(queries.close);
  const start = async (query: string, limit = 100, groups?: readonly string[]) => {
    const nowMs = ports.clock.nowMs();
    const window = { from: instantOf(nowMs - 7_200_000), to: instantOf(nowMs + 60_000) };
    const queryId = `q-${queries.list().length}`;
    return queries.start(aws, {
      queryId,
      title: 'test',
      query,
      groups: groups ?? (await functionGroups(aws)),
      limit,
      ...window,
    });
  };
  const run = async (query: string, limit?: number) => {
    const { queryId } = await start(query, limit);
    await until('the end of the query', () => queries.find(queryId)?.state !== 'running');
    return queries.find(queryId);
  };
  return { ...context, queries, start, run };
}

test('a query brings a table, and no secret in it', async () => {
  const { run, print } = await querying();
  await print(`📥 Received event: {"taskToken":"${token}","headers":{"Authorization":"Bearer abcdefghijklmnopqrstuvwxyz"}}`);
  await print(`{"taskToken":"${token}","note":"kept"}`);
  const lines = await run('fields @timestamp, @message | filter @message like /taskToken/ | sort @timestamp desc');
  expect(lines).toMatchObject({ state: 'complete', error: null, isCut: false, recordsMatched: 2 });
  expect(lines?.columns).toEqual(['@timestamp', '@message']);
  const fields = await run('fields taskToken, note | filter ispresent(note)');
  expect(fields?.rows).toEqual([['[redacted]', 'kept']]);
  expect(JSON.stringify([lines, fields])).not.toMatch(/Ab3|abcdefghijkl/);
});

test('every shipped preset is a query the service takes', async () => {
  const { run, until, ports } = await querying({ speed: 600 });
  const begun = ports.clock.nowMs();
  await until('some calls of the functions', () => ports.clock.nowMs() - begun > 600_000);
  for (const { id, query } of shippedPresets) expect({ id, ...(await run(query)) }).toMatchObject({ state: 'complete' });
  const slow = await run(shippedPresets.find(({ id }) => id === 'slow-calls')?.query ?? '');
  expect(slow?.columns).toEqual(['@log', 'calls', 'slowest', 'p95', 'average']);
  expect(slow?.rows.length).toBeGreaterThan(0);
});

test('more rows than asked for are cut, and it is said', async () => {
  const { run, print } = await querying();
  for (const n of [1, 2, 3]) await print(`row ${n}`);
  expect(await run('fields @message | filter @message like /^row/', 2)).toMatchObject({ isCut: true, rows: { length: 2 } });
});

test('a query can be stopped; one that ended stays as it is', async () => {
  const { start, run, queries } = await querying();
  const { queryId } = await start('fields @message');
  expect(await queries.cancel(queryId)).toMatchObject({ state: 'cancelled' });
  const done = await run('fields @message');
  expect(await queries.cancel(done?.queryId ?? '')).toMatchObject({ state: 'complete' });
  expect(await queries.cancel('nobody')).toBeNull();
  expect(queries.running()).toBe(0);
});

test('what AWS refuses at once is thrown', async () => {
  const { start } = await querying();
  await expect(start('select * from logs')).rejects.toMatchObject({ name: 'MalformedQueryException' });
  await expect(start('fields @message', 10, ['/aws/lambda/nobody'])).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('error lines are read once each, late ones too', async () => {
  const { logs, print, ports } = await aContext();
  const tail = createErrorTail(group);
  const read = async () =>
    (await tail.read(logs, ports.clock.nowMs() + 1, new AbortController().signal)).lines.map(({ text }) => text);
  await print('[ERROR] one');
  await print('all is well');
  expect(await read()).toEqual(['[ERROR] one']);
  expect(await read()).toEqual([]);
  await print('[ERROR] late', lateMs - 60_000);
  await print('[ERROR] two');
  expect((await read()).sort()).toEqual(['[ERROR] late', '[ERROR] two']);
  expect(await read()).toEqual([]);
});
