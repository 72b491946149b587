import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { z } from 'zod';
import type { ExecutionWithServers } from '../../../shared/contract/executions';
import { expect, test } from '../fixtures';
import { POLICIES, type Served, startServe, startSimulate } from '../serve';
import { beside, clientOf } from './account';
import { executionsOf, hasEnded, noticeKinds } from './executions';
import { silentSources } from './health';

/** What must be the same however messages arrived; instants that the console noted itself are left out. */
function essence(executions: readonly ExecutionWithServers[]) {
  return executions.map(({ executionId, status, detail, counts, instancesRunning, waves }) => ({
    executionId,
    status,
    detail,
    counts,
    instancesRunning,
    waves: waves.map((wave) => ({
      status: wave.status,
      jobId: wave.jobId,
      servers: wave.servers.map(({ sourceServerId, launchStatus, phase, recoveryInstanceId, error }) => ({
        sourceServerId,
        launchStatus,
        phase,
        recoveryInstanceId,
        error,
      })),
    })),
  }));
}

const Malformed = z.object({
  items: z.array(z.object({ reason: z.string().min(1), sizeBytes: z.number(), excerpt: z.string().max(2_000) })),
});

async function malformedOf(serve: Served) {
  return Malformed.parse(await serve.get('/messages/malformed?limit=1000')).items;
}

async function ended(dataDir: string, faults: readonly string[]) {
  const args = ['--rehearse', 'payroll-drill', '--speed', '600', '--seed', 'chaos', ...POLICIES];
  const serve = await startServe(['--data-dir', dataDir, ...args, ...faults.flatMap((name) => ['--fault', name])]);
  await expect.poll(() => hasEnded(serve), { timeout: 90_000 }).toBe(true);
  // The last act takes the instances away; every source must have seen the world since.
  await expect
    .poll(async () => (await executionsOf(serve)).flatMap((execution) => execution.instancesRunning), { timeout: 60_000 })
    .toEqual([]);
  const state = essence(await executionsOf(serve));
  const alerts = [...(await noticeKinds(serve))].sort();
  const malformed = await malformedOf(serve);
  expect(await serve.stop()).toBe(0);
  return { state, alerts, malformed };
}

test.describe('messages that arrive badly', () => {
  test.setTimeout(180_000);

  test('twice, out of order and cut in half end in the state of a clean run, with the same alerts', async ({ dataDir }) => {
    const [clean, chaotic] = await Promise.all([
      ended(`${dataDir}/clean`, []),
      ended(`${dataDir}/chaotic`, ['sqs:duplicate', 'sqs:reorder', 'sqs:malformed']),
    ]);
    expect(clean.malformed).toEqual([]);
    expect(chaotic.malformed.length).toBeGreaterThan(0);
    expect(chaotic.state).toEqual(clean.state);
    expect(chaotic.alerts).toEqual(clean.alerts);
  });

  test('in no known form, huge or binary are kept aside with a reason, and the rest goes on', async ({ dataDir }) => {
    const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '60', '--operator', 'human']);
    const serve = await startServe(['--data-dir', dataDir, ...beside(simulated)]);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    const sns = new SNSClient(clientOf(simulated));
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'aws-drs-orchestration-execution-notifications-dev' }));
    const bodies = ['{"event":', `\u0001\u0002\uFFFD${'\u0007'.repeat(40)}`, `[${'9'.repeat(200_000)}`];
    for (const Message of bodies) await sns.send(new PublishCommand({ TopicArn, Message }));
    sns.destroy();

    await expect.poll(async () => (await malformedOf(serve)).length, { timeout: 30_000 }).toBeGreaterThan(0);
    await expect.poll(() => silentSources(serve), { timeout: 30_000 }).toEqual([]);
    await expect.poll(async () => (await executionsOf(serve)).length, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(JSON.stringify(await serve.get('/events?limit=1000')).length).toBeLessThan(2_000_000);
    expect(await serve.stop()).toBe(0);
    await simulated.stop();
  });
});
