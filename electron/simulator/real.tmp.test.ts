import { test } from 'vitest';
import { startSimulator } from './simulator';

test('real wall x600', async () => {
  const s = await startSimulator({ scenario: 'payroll-drill', speed: 600, onBug: (p) => console.error('BUG', p) });
  if (!s.ok) throw new Error(s.error.message);
  const c0 = process.cpuUsage();
  await new Promise((r) => setTimeout(r, 11700));
  const c1 = process.cpuUsage(c0);
  console.log(await (await fetch(s.value.url + '/_sim/clock')).text(), 'cpu s', (c1.user + c1.system) / 1e6);
  const p = s.value.world().platform;
  for (const id of p.context.executions.ids()) console.log(id, p.context.executions.status(id));
  for (const j of p.drs.region('444455556666', 'us-east-1').jobs.values())
    console.log(j.id, j.status, (j.createdAt - s.value.clock().start) / 1000, ((j.endedAt ?? 0) - s.value.clock().start) / 1000);
  console.log(p.runs.runsOf(p.context.names.machineArn).map((r) => [r.status, r.history.events.length]));
  await s.value.stop();
}, 60000);
