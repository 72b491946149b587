import type { Home, Platform } from '../../aws/platform-names';
import { queueName, stateMachineArn, topicArns } from '../../aws/platform-names';

/** A server as a line of a chart. */
export interface ChartedServer {
  readonly sourceServerId: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** What the dashboard of one plan is made of. */
export interface DashboardFacts {
  readonly plan: { readonly planId: string; readonly planName: string };
  readonly servers: readonly ChartedServer[];
  readonly platform: Platform;
  readonly home: Home;
  readonly installationId: string;
  readonly alarmArns: readonly string[];
}

type Metric = readonly (string | Readonly<Record<string, string>>)[];
interface Widget {
  readonly type: 'text' | 'metric' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface DashboardBody {
  readonly widgets: readonly Widget[];
}

/** More lines than this in one chart tell nobody anything; the highest of the place are shown instead. */
const mostLines = 100;
const mostAlarms = 100;
const mark = 'tocsin:plan=';

/** The name of a plan's dashboard: letters, digits and hyphens, as CloudWatch wants it. */
export function dashboardName({ planId, planName }: DashboardFacts['plan']): string {
  const slug = planName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${dashboardPrefix}${slug === '' ? planId.slice(0, 8) : slug}`.slice(0, 255);
}

/** Dashboards of consoles begin with this, which the shipped policy for managing allows. */
export const dashboardPrefix = 'tocsin-';

/** The plan a dashboard was made for, by the mark in its body; null where a console did not make it. */
export function planOfBody(body: string): string | null {
  return new RegExp(`${mark}([\\w-]+)`).exec(body)?.[1] ?? null;
}

/** Everything about one plan on one page: alarms, lag of its servers, runs, messages, queues and functions. */
export function dashboardBody(facts: DashboardFacts): DashboardBody {
  const rows: readonly (readonly Omit<Widget, 'x' | 'y'>[])[] = [
    [aboutWidget(facts)],
    facts.alarmArns.length === 0 ? [] : [alarmWidget(facts)],
    ...lagWidgets(facts).map((widget) => [widget]),
    [runWidget(facts), topicWidget(facts)],
    [queueWidget(facts), functionWidget(facts)],
  ];
  return { widgets: placed(rows) };
}

function placed(rows: readonly (readonly Omit<Widget, 'x' | 'y'>[])[]): Widget[] {
  const widgets: Widget[] = [];
  let y = 0;
  for (const row of rows) {
    let x = 0;
    for (const widget of row) {
      widgets.push({ ...widget, x, y });
      x += widget.width;
    }
    y += Math.max(0, ...row.map(({ height }) => height));
  }
  return widgets;
}

function aboutWidget({ plan }: DashboardFacts): Omit<Widget, 'x' | 'y'> {
  const text = `# ${plan.planName.replace(/[`#*_[\]<>|]/g, ' ')}\nMade by Tocsin for this recovery plan; what is changed here by hand is replaced by its next update. \`${mark}${plan.planId}\``;
  return { type: 'text', width: 24, height: 2, properties: { markdown: text } };
}

function alarmWidget({ alarmArns }: DashboardFacts): Omit<Widget, 'x' | 'y'> {
  return { type: 'alarm', width: 24, height: 3, properties: { title: 'Alarms', alarms: alarmArns.slice(0, mostAlarms) } };
}

/** One chart for each account and region its servers replicate to. */
function lagWidgets({ servers, home }: DashboardFacts): Omit<Widget, 'x' | 'y'>[] {
  const places = new Map<string, ChartedServer[]>();
  for (const server of servers) {
    const key = `${server.accountId} ${server.region}`;
    places.set(key, [...(places.get(key) ?? []), server]);
  }
  return [...places.values()].flatMap((here) => {
    const [first] = here;
    if (first === undefined) return [];
    const other = first.accountId === home.accountId ? {} : { accountId: first.accountId };
    const place = `${first.accountId} ${first.region}`;
    if (here.length > mostLines) {
      const expression =
        'SELECT MAX(LagDuration) FROM SCHEMA("AWS/DRS", SourceServerID) GROUP BY SourceServerID ORDER BY MAX() DESC LIMIT 50';
      return [
        chart(`Replication lag, the 50 highest of ${place}`, first.region, 'Maximum', [[{ expression, label: '', ...other }]]),
      ];
    }
    const lines = [...here]
      .sort((one, two) => (one.name < two.name ? -1 : 1))
      .map(
        ({ sourceServerId, name }): Metric => [
          'AWS/DRS',
          'LagDuration',
          'SourceServerID',
          sourceServerId,
          { label: name, ...other },
        ],
      );
    return [chart(`Replication lag of ${here.length} servers, ${place}`, first.region, 'Maximum', lines)];
  });
}

function runWidget({ platform, home }: DashboardFacts): Omit<Widget, 'x' | 'y'> {
  const arn = stateMachineArn(platform, home);
  const names = ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'];
  return half(
    chart(
      'Runs of the orchestrator',
      home.region,
      'Sum',
      names.map((name) => ['AWS/States', name, 'StateMachineArn', arn]),
    ),
  );
}

function topicWidget({ platform, home }: DashboardFacts): Omit<Widget, 'x' | 'y'> {
  const topics = topicArns(platform, home).map((arn) => arn.slice(arn.lastIndexOf(':') + 1));
  const names = ['NumberOfNotificationsDelivered', 'NumberOfNotificationsFailed'];
  const metrics = topics.flatMap((topic) => names.map((name): Metric => ['AWS/SNS', name, 'TopicName', topic]));
  return half(chart('Deliveries of its topics', home.region, 'Sum', metrics));
}

function queueWidget({ platform, home, installationId }: DashboardFacts): Omit<Widget, 'x' | 'y'> {
  const queues = [queueName(platform, installationId), `${platform.project}-lambda-dlq-${platform.environment}`];
  const metrics = queues.map((queue): Metric => ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', queue]);
  return half(chart('Messages that wait in queues', home.region, 'Maximum', metrics));
}

function functionWidget({ platform, home }: DashboardFacts): Omit<Widget, 'x' | 'y'> {
  const functions = ['execution-handler', 'dr-orch-sf'].map((name) => `${platform.project}-${name}-${platform.environment}`);
  const metrics = functions.flatMap((name) =>
    ['Errors', 'Throttles'].map((metric): Metric => ['AWS/Lambda', metric, 'FunctionName', name]),
  );
  return half(chart('Errors of its functions', home.region, 'Sum', metrics));
}

function chart(title: string, region: string, stat: 'Maximum' | 'Sum', metrics: readonly Metric[]): Omit<Widget, 'x' | 'y'> {
  const properties = { title, region, view: 'timeSeries', stat, period: 300, metrics, yAxis: { left: { min: 0 } } };
  return { type: 'metric', width: 24, height: 7, properties };
}

function half(widget: Omit<Widget, 'x' | 'y'>): Omit<Widget, 'x' | 'y'> {
  return { ...widget, width: 12, height: 6 };
}
