import { expect, test } from 'vitest';
import { aRehearsal } from '../platform/testing/rehearsal';
import { loadScenario, SHIPPED } from '../scenario/load';
import { leavePast } from './leave-past';
import { playPast } from './play-past';

const UNTIL = Date.UTC(2026, 2, 14, 9);

function past(drills: number, seed = '1', scenario = 'payroll-drill') {
  const loaded = loadScenario(scenario);
  if (!loaded.ok) throw new Error(loaded.error.message);
  const platform = playPast(loaded.value, { drills, until: UNTIL, seed });
  const ids = platform.context.executions.ids();
  const runs = platform.runs.runsOf(platform.context.names.machineArn);
  const jobs = platform.drs.regions().flatMap((region) => [...region.jobs.values()]);
  const instances = platform.drs.regions().flatMap((region) => [...region.instances.values()]);
  return { platform, ids, runs, jobs, instances, statuses: ids.map((id) => platform.context.executions.status(id)) };
}

test('six drills leave items, ended runs and ended jobs with logs; one lost a server, and no instance is left', () => {
  const { runs, jobs, instances, statuses } = past(6);
  expect(statuses).toHaveLength(6);
  expect(statuses.filter((status) => status === 'FAILED')).toHaveLength(1);
  expect(statuses.slice(-2)).not.toContain('FAILED');
  expect(runs.filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(5);
  expect(runs.every(({ stoppedAt }) => stoppedAt !== null && stoppedAt < UNTIL)).toBe(true);
  expect(jobs.every(({ status, endedAt }) => status === 'COMPLETED' && endedAt !== null)).toBe(true);
  expect(jobs.every(({ log }) => log.at(-1)?.event === 'JOB_END')).toBe(true);
  expect(instances).toEqual([]);
  const took = runs.map(({ startedAt, stoppedAt }) => (stoppedAt ?? 0) - startedAt);
  expect(new Set(took).size).toBe(6);
});

test('with three all go well, as a forecast needs; without any there is nothing', () => {
  expect(past(3).runs.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  expect(past(0).ids).toEqual([]);
});

test('the same seed leaves the same, another one something else', () => {
  const items = (seed: string) => {
    const { platform, ids } = past(4, seed);
    return ids.map((id) => platform.context.executions.item(id));
  };
  expect(items('1')).toEqual(items('1'));
  expect(items('2')).not.toEqual(items('1'));
});

test.each(Object.keys(SHIPPED).filter((name) => name !== 'faults'))('every plan that %s starts has its past', (scenario) => {
  const { platform, ids, statuses } = past(3, '1', scenario);
  const started = new Set(platform.context.scenario.acts.flatMap((act) => (act.do === 'start' ? [act.plan] : [])));
  expect(ids).toHaveLength(3 * started.size);
  expect(statuses.filter((status) => status !== 'COMPLETED' && status !== 'PARTIAL')).toEqual([]);
});

test('the trace itself stays as it is: its ids, its jobs, its ends', () => {
  const [plain, after] = [aRehearsal(), aRehearsal()];
  leavePast(playPast(after.scenario, { drills: 3, until: after.clock.now(), seed: '1' }), after.platform);
  for (const rehearsal of [plain, after]) rehearsal.until('10:55:00');
  const ids = plain.platform.context.executions.ids();
  expect(after.platform.context.executions.ids()).toEqual(ids);
  for (const id of ids) expect(after.execution(id)).toEqual(plain.execution(id));
  expect(after.mails).toEqual(plain.mails);
});
