import { expect, test } from 'vitest';
import { DRS_QUOTAS } from '../models/drs';
import { aRehearsal } from '../platform/testing/rehearsal';
import { parseFleetName } from './fleet';
import { loadScenario } from './load';

test('a fleet obeys its size and the limits of the platform', () => {
  const loaded = loadScenario('fleet?servers=1003&executions=30&accounts=3&regions=2&waves=3');
  if (!loaded.ok) throw new Error(loaded.error.message);
  const { servers, groups, plans, acts, targets } = loaded.value;
  expect(servers).toHaveLength(1003);
  expect(new Set(servers.map((server) => server.id)).size).toBe(1003);
  expect(new Set(servers.map((server) => server.ip)).size).toBe(1003);
  expect(acts).toHaveLength(30);
  expect(targets.map((target) => target.accountId)[0]).toBe('444455556666');
  for (const group of groups) expect(group.serverIds.length).toBeLessThanOrEqual(DRS_QUOTAS.serversInJob);
  for (const plan of plans) {
    const places = plan.waves.map((wave) => groups.find((group) => group.name === wave.group)?.region);
    expect(new Set(places).size).toBe(1);
  }
});

test('sizes out of range and other names are refused', () => {
  expect(parseFleetName('fleet?servers=4001')?.success).toBe(false);
  expect(parseFleetName('fleet?colour=red')?.success).toBe(false);
  expect(parseFleetName('payroll-drill')).toBeNull();
});

test('all executions of a fleet start within the quotas and complete', { timeout: 60_000 }, () => {
  const rehearsal = aRehearsal({ scenario: 'fleet?servers=240&executions=24&accounts=1&regions=1&waves=2' });
  const { platform, clock } = rehearsal;
  const region = platform.drs.region('444455556666', 'us-east-1');
  for (let minutes = 0; minutes < 180; minutes += 1) {
    clock.advanceTo(clock.start + minutes * 60_000);
    const active = [...region.jobs.values()].filter((job) => job.status !== 'COMPLETED');
    expect(active.length).toBeLessThanOrEqual(DRS_QUOTAS.activeJobs);
    expect(active.flatMap((job) => job.participants).length).toBeLessThanOrEqual(DRS_QUOTAS.serversInActiveJobs);
  }
  const { executions } = platform.context;
  // Where the last poll fell between the last launch and the job's end, the platform re-scores to PARTIAL (variant B).
  const ends = executions.ids().map((id) => executions.status(id));
  expect(ends).toHaveLength(24);
  for (const end of ends) expect(['COMPLETED', 'PARTIAL']).toContain(end);
  expect(region.instances.size).toBe(240);
});
