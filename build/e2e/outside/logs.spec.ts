import { CloudWatchClient, ListMetricsCommand, PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { z } from 'zod';
import { DashboardPreview, PlanDashboard } from '../../../shared/contract/dashboards';
import { LogQuery } from '../../../shared/contract/logs';
import { DeliveryLog } from '../../../shared/contract/sns';
import { ErrorPattern } from '../../../shared/domain/logs/error-pattern';
import { shippedPresets } from '../../../shared/domain/logs/presets';
import { expect, test } from '../fixtures';
import { POLICIES, type Served, startServe, startSimulate } from '../serve';
import { beside, clientOf } from './account';
import { E1, E2, endingOf } from './executions';
import { healthOf, silentSources } from './health';

/** CloudWatch as scripts use it: queries without secrets, patterns as events, dashboards, metrics of our own, delivery logs. */

const drill = ['--scenario', 'payroll-drill', '--speed', '300'] as const;
const features = ['--feature', 'log-analysis=on', '--feature', 'own-metrics=on'] as const;
const token = /AQC[A-Za-z0-9+/=]{100,}/;
const itemsOf = <T extends z.ZodType>(item: T, page: unknown) => z.object({ items: z.array(item) }).parse(page).items;
const Entry = z.object({ seq: z.number(), event: z.looseObject({ type: z.string() }) });
const Refusal = z.looseObject({ code: z.string(), message: z.string() });

async function asked(serve: Served, method: string, path: string, body?: unknown) {
  const reply = await serve.api(path, { method, ...(body === undefined ? {} : { body }) });
  const answer: unknown = await reply.json();
  return { status: reply.status, answer };
}

/** Runs a query to its end. */
async function run(serve: Served, body: object): Promise<LogQuery> {
  const started = await asked(serve, 'POST', '/logs/queries', { minutes: 240, ...body });
  expect(started.status).toBe(200);
  const { queryId } = LogQuery.parse(started.answer);
  const look = async () => LogQuery.parse(await serve.get(`/logs/queries/${queryId}`));
  await expect.poll(async () => (await look()).state, { timeout: 30_000 }).not.toBe('running');
  return look();
}

test.describe('logs and CloudWatch, from outside', () => {
  test.setTimeout(180_000);

  test('queries bring no secret, error lines become events, with the shipped policies enforced', async ({ dataDir }) => {
    const simulated = await startSimulate([...drill, ...POLICIES]);
    const serve = await startServe(['--data-dir', dataDir, ...beside(simulated), ...features]);
    await expect.poll(() => endingOf(serve, E2), { timeout: 90_000 }).toBe('COMPLETED []');

    const printed = await run(serve, { query: 'fields @timestamp, @message | filter @message like /taskToken/' });
    expect(printed).toMatchObject({ state: 'complete', error: null });
    expect(printed.rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(printed)).toContain('[redacted]');
    const loose = await run(serve, { query: 'fields @message | filter @message like "store_task_token"' });
    for (const { id } of shippedPresets) expect(await run(serve, { preset: id })).toMatchObject({ state: 'complete' });
    const failures = await run(serve, { preset: 'task-failures' });
    expect(failures.groups).toEqual(['/aws/lambda/aws-drs-orchestration-dr-orch-sf-dev']);
    expect(JSON.stringify(failures.rows)).toContain('servers failed to launch');

    const malformed = await asked(serve, 'POST', '/logs/queries', { query: 'select * from logs' });
    expect(malformed).toMatchObject({ status: 422, answer: { message: expect.stringContaining('cannot read the query') } });
    const foreign = ['/aws/apigateway/aws-drs-orchestration-dev-access-logs'];
    const denied = await asked(serve, 'POST', '/logs/queries', { query: 'fields @message', groups: foreign });
    expect(denied).toMatchObject({
      status: 403,
      answer: { action: 'logs:StartQuery', resource: expect.stringContaining('apigateway') },
    });
    expect(await asked(serve, 'POST', '/logs/queries', {})).toMatchObject({ status: 400, answer: { field: 'query' } });

    const kept = { title: 'Mine', query: 'fields @message | limit 5' };
    expect(await asked(serve, 'PUT', '/logs/presets/mine', kept)).toMatchObject({ status: 200, answer: { shipped: false } });
    expect((await run(serve, { preset: 'mine' })).rows).toHaveLength(5);
    expect(await asked(serve, 'PUT', '/logs/presets/slow-calls', kept)).toMatchObject({ status: 409 });
    expect(await asked(serve, 'DELETE', '/logs/presets/mine')).toMatchObject({ status: 200 });
    expect(await asked(serve, 'POST', '/logs/queries', { preset: 'mine' })).toMatchObject({ status: 404 });

    const told = async (path: string) =>
      itemsOf(Entry, await serve.get(path)).flatMap(({ event }) => (event.type === 'logs.pattern' ? [event] : []));
    const launch = '[ERROR] ❌ Wave <n>: <n> servers failed to launch';
    await expect
      .poll(async () => (await told('/events?subject=logs:all&limit=1000')).map(({ pattern }) => pattern), { timeout: 60_000 })
      .toContain(launch);
    expect((await told(`/executions/${E1}/events?limit=1000`)).map(({ pattern }) => pattern)).toContain(launch);
    const patterns = itemsOf(ErrorPattern, await serve.get('/logs/patterns?limit=1000'));
    expect(patterns.find(({ pattern }) => pattern === launch)).toMatchObject({ count: 1 });

    const everything = [
      await serve.get('/events?limit=1000'),
      await serve.get(`/executions/${E2}/events?limit=1000`),
      await serve.get('/logs/queries'),
      await serve.get('/audit?limit=1000'),
      [printed, loose, failures, patterns],
    ];
    expect(JSON.stringify(everything)).not.toMatch(token);
    expect((await healthOf(serve)).components.filter(({ missingPermission }) => missingPermission !== null)).toEqual([]);
    expect(await serve.stop()).toBe(0);
    await simulated.stop();
  });

  test('a dashboard is previewed, made and removed; metrics of our own arrive', async ({ dataDir }) => {
    const simulated = await startSimulate([...drill, '--operator', 'human', ...POLICIES]);
    const serve = await startServe(['--data-dir', dataDir, ...beside(simulated), ...features]);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    const [plan] = itemsOf(z.looseObject({ planId: z.string() }), await serve.get('/plans'));
    const preview = async () =>
      DashboardPreview.parse(await serve.get(`/cloudwatch/dashboards/preview?plan=${encodeURIComponent(plan?.planId ?? '')}`));
    expect(await preview()).toMatchObject({ name: 'tocsin-payroll-dr', change: 'create' });
    const made = await asked(serve, 'PUT', '/cloudwatch/dashboards', { plan: plan?.planId });
    expect({ status: made.status, ...PlanDashboard.parse(made.answer) }).toMatchObject({ status: 200, planName: 'Payroll DR' });
    expect((await preview()).change).toBe('none');
    expect(itemsOf(PlanDashboard, await serve.get('/cloudwatch/dashboards')).map(({ name }) => name)).toEqual([
      'tocsin-payroll-dr',
    ]);
    expect(await asked(serve, 'DELETE', '/cloudwatch/dashboards/tocsin-payroll-dr')).toMatchObject({ status: 200 });
    expect(itemsOf(PlanDashboard, await serve.get('/cloudwatch/dashboards'))).toEqual([]);

    const cloudwatch = new CloudWatchClient(clientOf(simulated));
    const DashboardName = 'tocsin-payroll-dr';
    await cloudwatch.send(new PutDashboardCommand({ DashboardName, DashboardBody: '{"widgets":[]}' }));
    const refused = await asked(serve, 'PUT', '/cloudwatch/dashboards', { plan: plan?.planId });
    expect({ status: refused.status, ...Refusal.parse(refused.answer) }).toMatchObject({
      status: 409,
      code: 'dashboards.not-ours',
    });
    expect(await asked(serve, 'DELETE', `/cloudwatch/dashboards/${DashboardName}`)).toMatchObject({ status: 422 });

    const names = async () => {
      const { Metrics = [] } = await cloudwatch.send(new ListMetricsCommand({ Namespace: 'Tocsin' }));
      return [...new Set(Metrics.map(({ MetricName }) => MetricName))].sort();
    };
    await expect
      .poll(names, { timeout: 60_000 })
      .toEqual([
        'CallsMade',
        'EventsPerSecond',
        'Executions',
        'LongestSourceSilence',
        'NotificationsFailed',
        'NotificationsQueued',
        'ReplicationLagP95',
        'ServersFailed',
        'ServersLaunched',
      ]);
    cloudwatch.destroy();
    expect(JSON.stringify(await serve.get('/metrics/own'))).toContain('"enabled":true');
    expect(await serve.stop()).toBe(0);
    await simulated.stop();
  });

  test('deliveries of a topic are logged, and read back with the endpoint’s answer', async ({ dataDir }) => {
    const simulated = await startSimulate([...drill, '--operator', 'human']);
    const serve = await startServe(['--data-dir', dataDir, ...beside(simulated)]);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    const topicArn = 'arn:aws:sns:us-east-1:111122223333:aws-drs-orchestration-execution-notifications-dev';
    const topic = `/sns/topics/${encodeURIComponent(topicArn)}`;
    const log = async () => DeliveryLog.parse(await serve.get(`${topic}/delivery-log`));
    expect(await log()).toMatchObject({ items: [], groups: [{ exists: false }, { exists: false }] });

    const roleArn = await feedbackRole(clientOf(simulated));
    expect(await asked(serve, 'PUT', `${topic}/delivery-status`, { protocol: 'SQS', roleArn })).toMatchObject({ status: 200 });
    expect(await asked(serve, 'POST', `${topic}/messages`, { message: 'a test' })).toMatchObject({ status: 200 });
    await expect
      .poll(async () => (await log()).protocols, { timeout: 30_000 })
      .toContainEqual(expect.objectContaining({ protocol: 'SQS', failed: 0 }));
    expect((await log()).items[0]).toMatchObject({ statusCode: 200, answer: expect.stringContaining('sqsMessageId') });
    expect(await serve.stop()).toBe(0);
    await simulated.stop();
  });
});

/** A role that SNS may write logs with. */
async function feedbackRole(client: ReturnType<typeof clientOf>): Promise<string> {
  const iam = new IAMClient(client);
  const allow = (more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  const RoleName = 'aws-drs-orchestration-sns-feedback';
  const AssumeRolePolicyDocument = allow({ Principal: { Service: 'sns.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = allow({ Action: ['logs:CreateLogGroup', 'logs:PutLogEvents'], Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'log', PolicyDocument }));
  iam.destroy();
  return Role?.Arn ?? '';
}
