import { PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { drsSourceServers } from '../../sources/drs-source-servers';
import { dynamodbPlans } from '../../sources/dynamodb-plans';
import { stsIdentity } from '../../sources/sts-identity';
import { againstSimulator } from '../../sources/testing/against-simulator';
import { consoleUrl } from './console-url';
import { dashboardBody, dashboardName, planOfBody } from './dashboard-body';
import { listDashboards, previewDashboard, putDashboard, removeDashboard } from './dashboards';

async function aPlan() {
  const policy = ['observe', 'manage'];
  const running = await againstSimulator({ policy, sources: [stsIdentity, dynamodbPlans, drsSourceServers] });
  const { core, until } = running;
  await until(
    'the plan and its servers',
    () => Object.keys(core.state().plans).length > 0 && Object.keys(core.state().servers).length === 12,
  );
  const aws = running.sources.awsOf(running.contextId);
  const plan = Object.values(core.state().plans)[0]?.fact;
  if (aws === null || plan === undefined) throw new Error('no plan');
  const { accountId } = await aws.identity();
  const { cloudwatch } = await aws.telemetry({ accountId, region: 'us-east-1' });
  return { aws, plan, state: core.state, cloudwatch, nowMs: running.ports.clock.nowMs() };
}

test('a dashboard is previewed, made once, brought up to date and removed, with the shipped policies', async () => {
  const { aws, plan, state, nowMs } = await aPlan();
  const before = await previewDashboard(aws, plan, state());
  expect(before).toMatchObject({ name: 'tocsin-payroll-dr', change: 'create' });
  expect(before.url).toBe(
    'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/tocsin-payroll-dr',
  );
  expect(before.widgets.find(({ title }) => title.startsWith('Replication lag'))).toMatchObject({ kind: 'metric', metrics: 12 });
  expect(before.notes.join(' ')).toContain('account 444455556666');
  const made = await putDashboard(aws, plan, state(), nowMs);
  expect(made).toMatchObject({ name: before.name, planName: 'Payroll DR', sizeBytes: before.body.length });
  expect((await previewDashboard(aws, plan, state())).change).toBe('none');
  expect(await listDashboards(aws, state())).toEqual([made]);
  expect((await previewDashboard(aws, { ...plan, waves: plan.waves.slice(1) }, state())).change).toBe('update');
  expect(await removeDashboard(aws, before.name)).toBe('removed');
  expect(await removeDashboard(aws, before.name)).toBe('unknown');
  expect(await listDashboards(aws, state())).toEqual([]);
});

test('a dashboard that is not ours stays as it is, whatever it is called', async () => {
  const { aws, plan, state, cloudwatch, nowMs } = await aPlan();
  const DashboardName = dashboardName(plan);
  await cloudwatch.send(new PutDashboardCommand({ DashboardName, DashboardBody: '{"widgets":[]}' }));
  expect((await previewDashboard(aws, plan, state())).change).toBe('foreign');
  expect(await putDashboard(aws, plan, state(), nowMs)).toBeNull();
  expect(await listDashboards(aws, state())).toEqual([]);
  expect(await removeDashboard(aws, DashboardName)).toBe('foreign');
});

const facts = {
  plan: { planId: 'p-1', planName: 'Größe & Lager <1>' },
  platform: { project: 'aws-drs-orchestration', environment: 'dev' },
  home: { partition: 'aws', accountId: '111122223333', region: 'us-east-1' },
  installationId: 'inst-1',
  alarmArns: ['arn:aws:cloudwatch:us-east-1:111122223333:alarm:x'],
};
const server = (n: number) => ({ sourceServerId: `s-${n}`, name: `app-${n}`, accountId: '111122223333', region: 'us-east-1' });

test('the name is one CloudWatch takes, and the body says whose it is', () => {
  expect(dashboardName(facts.plan)).toBe('tocsin-gro-e-lager-1');
  expect(dashboardName({ planId: '7c1d2e3f-4a5b', planName: '給与' })).toBe('tocsin-7c1d2e3f');
  const body = dashboardBody({ ...facts, servers: [server(1)] });
  expect(planOfBody(JSON.stringify(body))).toBe('p-1');
  expect(body.widgets.map(({ type }) => type)).toEqual(['text', 'alarm', 'metric', 'metric', 'metric', 'metric', 'metric']);
});

test('nothing overlaps, and a great many servers are one query', () => {
  const { widgets } = dashboardBody({ ...facts, servers: Array.from({ length: 400 }, (_, n) => server(n)) });
  const cells = widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, n) => `${x + (n % width)} ${y + Math.floor(n / width)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(JSON.stringify(widgets)).toContain('GROUP BY SourceServerID');
});

test.each([
  ['aws', 'https://eu-west-1.console.aws.amazon.com/x'],
  ['aws-us-gov', 'https://console.amazonaws-us-gov.com/x'],
  ['aws-cn', 'https://console.amazonaws.cn/x'],
])('the console of partition %s', (partition, url) => expect(consoleUrl(partition, 'eu-west-1', 'x')).toBe(url));
