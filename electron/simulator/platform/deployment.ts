import type { BusStore } from '../models/buses';
import type { Cloud } from '../models/cloud';
import { compileFilter } from '../models/filter-policy';
import type { Place } from '../models/metrics';
import type { FaultSwitches } from '../scenario/faults';
import type { Scenario } from '../scenario/schema';
import { putAlarms } from './deployment-alarms';
import { forwardTargets, putPattern } from './deployment-rules';
import { type Names, platformNames } from './names';
import { topicArn as arnOf } from './notify';

/** What is deployed around the platform's code: rules, topics' settings, mail subscriptions, alarms, forwarding (aws-contracts 4, 5, 7). */
export function deploySurroundings(scenario: Scenario, cloud: Cloud, faults: FaultSwitches): void {
  const names = platformNames(scenario.platform);
  for (const [suffix, expression] of SCHEDULES) putSchedule(cloud.buses, names, suffix, expression);
  forwardTargets(scenario, cloud, names);
  for (const place of [names, ...scenario.targets.map(homeOf)]) cloud.trails.add(place, 'management-events');
  subscribeMail(scenario, cloud, names, faults);
  cloud.buckets.create({ name: names.evidenceBucket, account: names.account, region: names.region, locks: true });
  const follow = () => {
    setTopics(cloud, names, faults);
    putAlertRules(cloud.buses, names, faults);
    putAlarms(cloud, names, faults);
  };
  follow();
  faults.onChange(follow);
}

function homeOf({ accountId: account, regions }: Scenario['targets'][number]): Place {
  return { account, region: regions[0] ?? 'us-east-1' };
}

const SCHEDULES: readonly (readonly [string, string])[] = [
  ['execution-polling-schedule', 'rate(1 minute)'],
  ['tag-sync-schedule', 'rate(1 hour)'],
  ['staging-account-sync', 'rate(5 minutes)'],
  ['inventory-sync', 'rate(15 minutes)'],
  ['recovery-instance-sync', 'rate(5 minutes)'],
];

function putSchedule(buses: BusStore, names: Names, suffix: string, schedule: string): void {
  const settings = { eventPattern: null, matches: null, schedule, description: null, state: 'ENABLED' } as const;
  const rule = buses.putRule(names.account, names.region, names.ruleName(suffix), settings);
  rule.targets.set('handler', { Id: 'handler', Arn: names.functionArn('execution-handler') });
}

const ALERT_RULES = [
  {
    name: 'DRSRecoveryFailureRule-1C2D3E4F5A6B',
    pattern: {
      source: ['aws.drs'],
      'detail-type': ['DRS Source Server Launch Result'],
      detail: { state: ['RECOVERY_LAUNCH_FAILED'] },
    },
    alertType: 'DRS Recovery Failure',
    message: 'DRS recovery launch failed',
  },
  {
    name: 'DRSReplicationStalledRule-7A8B9C0D1E2F',
    pattern: {
      source: ['aws.drs'],
      'detail-type': ['DRS Source Server Data Replication Stalled Change'],
      detail: { state: ['STALLED'] },
    },
    alertType: 'DRS Replication Stalled',
    message: 'DRS replication stalled',
  },
] as const;

/** H10: the transformer asks for an id where the event has none, and writes `$.time` as text instead of mapping it. */
function putAlertRules(buses: BusStore, names: Names, faults: FaultSwitches): void {
  const isBlind = faults.isOn('H10');
  for (const { name, pattern, alertType, message } of ALERT_RULES) {
    const rule = putPattern(buses, names, `${names.ruleName('stack')}-${name}`, pattern);
    const paths = {
      state: '$.detail.state',
      region: '$.region',
      sourceServerId: isBlind ? '$.detail.sourceServerId' : '$.resources[0]',
    };
    const text =
      `{"alertType": "${alertType}", "sourceServerId": "<sourceServerId>", "state": "<state>", "region": "<region>", ` +
      `"timestamp": "${isBlind ? '$.time' : '<time>'}", "message": "${message} for source server <sourceServerId> in region <region>"}`;
    rule.targets.set('alerts', {
      Id: 'alerts',
      Arn: topicArn(names, 'drs-alerts'),
      InputTransformer: { InputPathsMap: isBlind ? paths : { ...paths, time: '$.time' }, InputTemplate: text },
    });
  }
}

/** H9: encrypted with the AWS-managed key, drs-alerts cannot be written to by EventBridge. */
function setTopics(cloud: Cloud, names: Names, faults: FaultSwitches): void {
  const managed = 'alias/aws/sns';
  cloud.topics.setAttribute(topicArn(names, 'execution-notifications'), 'KmsMasterKeyId', managed);
  cloud.topics.setAttribute(topicArn(names, 'execution-pause'), 'KmsMasterKeyId', managed);
  const alerts = topicArn(names, 'drs-alerts');
  cloud.topics.setAttribute(alerts, 'KmsMasterKeyId', faults.isOn('H9') ? managed : '');
  const admit = {
    Sid: 'AllowEventBridge',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: alerts,
  };
  cloud.topics.setAttribute(alerts, 'Policy', JSON.stringify({ Version: '2012-10-17', Statement: [admit] }));
}

/** One unfiltered mail subscription a topic; each plan's own address filtered by plan. H12: the latter were never made. */
function subscribeMail(scenario: Scenario, cloud: Cloud, names: Names, faults: FaultSwitches): void {
  const unfiltered = { attributes: new Map<string, string>(), filter: () => null };
  const subscribe = (
    suffix: string,
    endpoint: string,
    filter: Pick<Parameters<typeof cloud.topics.subscribe>[1], 'attributes' | 'filter'>,
  ) => {
    const topic = cloud.topics.find(topicArn(names, suffix));
    if (topic !== null)
      cloud.topics.subscribe(topic, { owner: names.account, protocol: 'email', endpoint, ...filter, confirmed: true });
  };
  for (const suffix of ['execution-notifications', 'drs-alerts', 'execution-pause'])
    subscribe(suffix, 'dr-admins@example.com', unfiltered);
  for (const plan of scenario.plans) {
    if (plan.notificationEmail === '' || faults.isOn('H12')) continue;
    const policy = JSON.stringify({ recoveryPlanId: [plan.id] });
    const filter = compileFilter(policy, 'MessageAttributes');
    if (!filter.ok) continue;
    const attributes = new Map([
      ['FilterPolicy', policy],
      ['FilterPolicyScope', 'MessageAttributes'],
    ]);
    subscribe('execution-notifications', plan.notificationEmail, { attributes, filter: filter.value });
  }
}

function topicArn(names: Names, suffix: string): string {
  return arnOf({ names }, suffix);
}
