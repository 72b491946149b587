import { CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { Settings } from '../../../../shared/domain/settings';
import { stsIdentity } from '../../sources/sts-identity';
import { againstSimulator } from '../../sources/testing/against-simulator';
import { aFolder } from '../../testing/a-folder';
import { fakePorts } from '../../testing/fakes';
import { logsOf } from './log-groups';
import { openLogRoom } from './log-room';

const group = '/aws/lambda/aws-drs-orchestration-query-handler-dev';

async function watching(given: Parameters<typeof againstSimulator>[0] = {}, features = { 'log-analysis': true }) {
  const room = openLogRoom({ dataDir: aFolder() }, fakePorts(), {
    history: { events: () => [] },
    warn: () => undefined,
  });
  const running = await againstSimulator({ speed: 300, sources: [stsIdentity, room.source], ...given });
  running.core.options = Settings.parse({ features });
  await running.until('the context', () => running.sources.awsOf(running.contextId) !== null);
  const aws = running.sources.awsOf(running.contextId);
  if (aws === null) throw new Error('no context');
  const print = async (...messages: string[]): Promise<void> => {
    const logs = await logsOf(aws);
    await logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: 'test' })).catch(() => undefined);
    const timestamp = Math.round(running.ports.clock.nowMs());
    const logEvents = messages.map((message) => ({ timestamp, message }));
    await logs.send(new PutLogEventsCommand({ logGroupName: group, logStreamName: 'test', logEvents }));
  };
  const told = () => running.core.of('logs.pattern').filter(({ logGroup }) => logGroup === group);
  const health = () => running.core.healthOf.get(`${running.contextId}/log-errors`);
  return { ...running, room, print, told, health };
}

test('a new kind of error line is told once, counted on, and told again when it bursts', async () => {
  const { print, told, until, room, contextId, ports } = await watching();
  const token = `AQC${'Ab3/+'.repeat(60)}`;
  await print(`[ERROR] task 17 of arn:aws:x:::y failed, token ${token}`, '✅ Done', 'Received event: {"error":null}');
  await until('the event', () => told().length === 1);
  expect(told()[0]).toMatchObject({ why: 'new', count: 1, pattern: '[ERROR] task <n> of <arn> failed, token [redacted]' });
  expect(JSON.stringify(told())).not.toContain('Ab3');
  const since = ports.clock.nowMs();
  await until('a quiet quarter of an hour', () => ports.clock.nowMs() - since > 960_000);
  await print(...Array.from({ length: 15 }, (_, n) => `[ERROR] task ${n} of arn:aws:x:::z failed, token ${token}`));
  await until('the burst', () => told().length === 2);
  expect(told()[1]).toMatchObject({ why: 'burst', count: 16 });
  expect(room.patterns.list(contextId, ports.clock.nowMs()).find(({ logGroup }) => logGroup === group)).toMatchObject({
    count: 16,
  });
});

test('without the right to read logs, health names the action', async () => {
  const { until, health } = await watching({ faults: ['logs:denied'] });
  await until('a refusal', () => health()?.state === 'not-permitted');
  expect(health()?.error).toMatchObject({ action: expect.stringMatching(/^logs:/) });
});

test('it asks nothing until it is switched on', async () => {
  const { until, health, control } = await watching({}, { 'log-analysis': false });
  await until('rest', () => health()?.state === 'off');
  expect(JSON.stringify(await control('calls'))).not.toContain('FilterLogEvents');
});
