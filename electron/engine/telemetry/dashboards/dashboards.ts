import {
  type CloudWatchClient,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import type { DashboardPreview, PlanDashboard } from '../../../../shared/contract/dashboards';
import { instantOf, PlanId } from '../../../../shared/domain/primitives';
import { serversOfPlan } from '../../../../shared/domain/reconcile/plan';
import type { ConsoleState } from '../../../../shared/domain/state';
import type { AwsContext } from '../../aws/aws-context';
import { isMissing } from '../../aws/errors';
import { alarmPrefix } from '../alarm-presets';
import { listAlarms } from '../alarms';
import { consoleUrl } from './console-url';
import {
  type ChartedServer,
  type DashboardBody,
  dashboardBody,
  dashboardName,
  dashboardPrefix,
  planOfBody,
} from './dashboard-body';

/** A plan as the state has it. */
export type KnownPlan = ConsoleState['plans'][string]['fact'];

/** What the dashboard of a plan would hold, and what is there now. */
export async function previewDashboard(aws: AwsContext, plan: KnownPlan, state: ConsoleState): Promise<DashboardPreview> {
  const name = dashboardName(plan);
  const { body, notes } = await wantedBody(aws, plan, state);
  const text = JSON.stringify(body);
  const current = await bodyOf(await cloudwatchOf(aws), name);
  return {
    name,
    url: await urlOf(aws, name),
    change: changeOf(current, plan.planId, text),
    widgets: body.widgets.map(({ type, properties }) => ({
      title: typeof properties.title === 'string' ? properties.title : 'About this dashboard',
      kind: type,
      metrics: Array.isArray(properties.metrics) ? properties.metrics.length : 0,
    })),
    notes,
    body: text,
  };
}

/** Makes the dashboard, or brings it up to date; null where one of that name is not ours, or another plan's. */
export async function putDashboard(
  aws: AwsContext,
  plan: KnownPlan,
  state: ConsoleState,
  nowMs: number,
): Promise<PlanDashboard | null> {
  const cloudwatch = await cloudwatchOf(aws);
  const name = dashboardName(plan);
  const text = JSON.stringify((await wantedBody(aws, plan, state)).body);
  const change = changeOf(await bodyOf(cloudwatch, name), plan.planId, text);
  if (change === 'foreign') return null;
  if (change !== 'none') await cloudwatch.send(new PutDashboardCommand({ DashboardName: name, DashboardBody: text }));
  const listed = (await listDashboards(aws, state)).find((one) => one.name === name);
  if (listed !== undefined) return listed;
  const { accountId, partition } = await aws.identity();
  return {
    contextId: aws.spec.contextId,
    name,
    arn: `arn:${partition}:cloudwatch::${accountId}:dashboard/${name}`,
    planId: plan.planId,
    planName: plan.planName,
    modifiedAt: instantOf(nowMs),
    sizeBytes: Buffer.byteLength(text),
    url: await urlOf(aws, name),
  };
}

/** Dashboards that consoles made, by name. Others in the account are none of our business. */
export async function listDashboards(aws: AwsContext, state: ConsoleState): Promise<PlanDashboard[]> {
  const cloudwatch = await cloudwatchOf(aws);
  const found: PlanDashboard[] = [];
  let next: string | undefined;
  do {
    const asked = { DashboardNamePrefix: dashboardPrefix, ...(next === undefined ? {} : { NextToken: next }) };
    const { DashboardEntries = [], NextToken } = await cloudwatch.send(new ListDashboardsCommand(asked));
    for (const { DashboardName: name = '', DashboardArn: arn = '', LastModified, Size } of DashboardEntries) {
      const marked = planOfBody((await bodyOf(cloudwatch, name)) ?? '');
      if (marked === null) continue;
      const plan = state.plans[marked]?.fact ?? null;
      found.push({
        contextId: aws.spec.contextId,
        name,
        arn,
        planId: plan === null ? null : PlanId.parse(marked),
        planName: plan?.planName ?? null,
        modifiedAt: LastModified === undefined ? null : instantOf(LastModified.getTime()),
        sizeBytes: Size ?? null,
        url: await urlOf(aws, name),
      });
    }
    next = NextToken;
  } while (next !== undefined);
  return found;
}

/** Whether it was there to be removed, and ours. */
export async function removeDashboard(aws: AwsContext, name: string): Promise<'removed' | 'unknown' | 'foreign'> {
  const cloudwatch = await cloudwatchOf(aws);
  const body = await bodyOf(cloudwatch, name);
  if (body === null) return 'unknown';
  if (!name.startsWith(dashboardPrefix) || planOfBody(body) === null) return 'foreign';
  await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [name] }));
  return 'removed';
}

async function wantedBody(
  aws: AwsContext,
  plan: KnownPlan,
  state: ConsoleState,
): Promise<{ readonly body: DashboardBody; readonly notes: string[] }> {
  const { accountId, partition } = await aws.identity();
  const home = { accountId, partition, region: aws.spec.region };
  const servers = serversOfPlan(plan, state).flatMap((id): ChartedServer[] => {
    const server = state.servers[id]?.fact;
    return server === undefined
      ? []
      : [{ sourceServerId: id, name: server.name, accountId: server.accountId, region: server.region }];
  });
  const alarms = await alarmsFor(aws);
  const { platform, installationId } = aws;
  const body = dashboardBody({ plan, servers, platform, home, installationId, alarmArns: alarms });
  return { body, notes: notesOn(servers, accountId, alarms.length) };
}

/** The platform's alarms and ours; a profile that may not read them gets a dashboard without. */
async function alarmsFor(aws: AwsContext): Promise<string[]> {
  const { accountId } = await aws.identity();
  const { project, environment } = aws.platform;
  try {
    const all = await listAlarms(aws, { accountId, region: aws.spec.region }, instantOf(0));
    return all
      .filter(
        ({ name, cannotFire }) =>
          cannotFire === null &&
          (name.startsWith(alarmPrefix(aws.platform)) || (name.startsWith(`${project}-`) && name.endsWith(environment))),
      )
      .map(({ arn }) => arn)
      .sort();
  } catch {
    return []; // the notes say that there are none
  }
}

function notesOn(servers: readonly ChartedServer[], accountId: string, alarms: number): string[] {
  const foreign = [...new Set(servers.map((server) => server.accountId))].filter((account) => account !== accountId);
  return [
    'AWS gives three dashboards free of charge; each further one costs about three dollars a month.',
    ...(servers.length === 0 ? ['None of the plan’s servers is known yet, so there is no chart of their lag.'] : []),
    ...(foreign.length === 0
      ? []
      : [
          `The lag of servers in account ${foreign.join(', ')} shows only where CloudWatch’s cross-account observability is set up for it; else that chart stays empty.`,
        ]),
    ...(alarms === 0 ? ['There is no alarm that can go off, so none is shown; make some under Alarms first.'] : []),
  ];
}

function changeOf(current: string | null, planId: string, wanted: string): DashboardPreview['change'] {
  if (current === null) return 'create';
  if (planOfBody(current) !== planId) return 'foreign';
  return sameJson(current, wanted) ? 'none' : 'update';
}

/** CloudWatch keeps the text as it was given; spaces of an editor do not count. */
function sameJson(one: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
  } catch {
    return false;
  }
}

async function bodyOf(cloudwatch: CloudWatchClient, DashboardName: string): Promise<string | null> {
  try {
    return (await cloudwatch.send(new GetDashboardCommand({ DashboardName }))).DashboardBody ?? '';
  } catch (error) {
    if (isMissing(error) || (error instanceof Error && error.name === 'DashboardNotFoundError')) return null;
    throw error;
  }
}

async function cloudwatchOf(aws: AwsContext): Promise<CloudWatchClient> {
  const { accountId } = await aws.identity();
  return (await aws.telemetry({ accountId, region: aws.spec.region })).cloudwatch;
}

async function urlOf(aws: AwsContext, name: string): Promise<string> {
  const { partition } = await aws.identity();
  return consoleUrl(partition, aws.spec.region, `cloudwatch/home?region=${aws.spec.region}#dashboards/dashboard/${name}`);
}
