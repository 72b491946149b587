import { expect, test } from 'vitest';
import { aRehearsal } from '../platform/testing/rehearsal';
import { startSimulator } from '../simulator';

const D01 = 's-0a1b2c3d4e5f60d01';
const E1 = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';

function lostIn(stage: 'snapshot' | 'conversion' | 'launch') {
  const launchFailures = [{ server: D01, stage, after: 700, rawError: 'because' }];
  const rehearsal = aRehearsal({ patch: { launchFailures } });
  rehearsal.until('09:20:00');
  const [job] = [...rehearsal.platform.drs.region('444455556666', 'us-east-1').jobs.values()];
  const events = job?.log.filter(({ data }) => data.sourceServerID === D01).map(({ event }) => event);
  return { events, part: job?.participants.find(({ serverId }) => serverId === D01), status: rehearsal.execution(E1).status };
}

test('a server is lost in the stage that the scenario names, whatever its subnet, and nothing of it follows', () => {
  expect(lostIn('snapshot').events).toEqual(['SNAPSHOT_START', 'SNAPSHOT_FAIL']);
  expect(lostIn('conversion').events).toEqual(['SNAPSHOT_START', 'SNAPSHOT_END', 'CONVERSION_START', 'CONVERSION_FAIL']);
  expect(lostIn('launch').events?.slice(-2)).toEqual(['LAUNCH_START', 'LAUNCH_FAILED']);
  expect(lostIn('snapshot')).toMatchObject({ part: { launchStatus: 'FAILED' }, status: 'FAILED' });
});

test('a function that dies while it polls ends the run and leaves the item as it was', () => {
  const deaths = [{ run: 1, wave: 0, error: 'Lambda.TooManyRequestsException', cause: 'Rate Exceeded.' }];
  const rehearsal = aRehearsal({ patch: { orchestrator: { deaths } } });
  rehearsal.until('09:05:00');
  const [run] = rehearsal.platform.runs.runsOf(rehearsal.platform.context.names.machineArn);
  expect(run).toMatchObject({ status: 'FAILED', error: 'Lambda.TooManyRequestsException' });
  expect(rehearsal.execution(E1).status).not.toBe('FAILED');
});

test('a server with a backlog falls behind', () => {
  const replication = [{ at: '09:01:00', server: D01, state: 'BACKLOG' }];
  const rehearsal = aRehearsal({ patch: { replication } });
  rehearsal.until('09:11:00');
  expect(rehearsal.platform.drs.region('444455556666', 'us-east-1').servers.get(D01)?.replication).toMatchObject({
    state: 'BACKLOG',
    since: rehearsal.clock.start + 60_000,
  });
});

test('faults come and go at their times, and a restart begins without those that the story brings', async () => {
  const started = await startSimulator({ scenario: 'faults', variant: 'drs-throttled', seed: '1', held: true });
  if (!started.ok) throw new Error(started.error.message);
  const { world, stop, restart } = started.value;
  const active = async () => {
    const answer = await fetch(`${started.value.url}/_sim/faults`);
    return JSON.stringify(await answer.json()).includes('drs:throttle');
  };
  expect(await active()).toBe(false);
  world().clock.advanceTo(world().clock.start + 6 * 60_000);
  expect(await active()).toBe(true);
  restart();
  expect(await active()).toBe(false);
  await stop();
});
