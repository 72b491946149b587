import { z } from 'zod';
import { IncidentKind } from '../../shared/domain/security/incident-kind';
import type { Cloud } from './models/cloud';
import { failedSignIn, type TrailCall, trailRecord } from './models/trail-record';
import type { Names } from './platform/names';
import type { Chance, SimulatedTime } from './world';

/** What `POST /_sim/security` takes: something suspicious that CloudTrail would tell of. */
export const SecurityIncident = z.object({
  kind: IncidentKind,
  /** Name of the call, where a kind knows several. */
  event: z.string().optional(),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  region: z.string().optional(),
  count: z.number().int().min(1).max(100).default(1),
});
export type SecurityIncident = z.infer<typeof SecurityIncident>;

type Incident = readonly [service: string, names: readonly string[], parameters: Readonly<Record<string, unknown>>];

/** Calls worth watching (aws-contracts 5.3); the first name of a service is what happens unless another is asked for. */
const INCIDENTS: Readonly<Record<Exclude<SecurityIncident['kind'], 'failed-sign-in' | 'unknown-user'>, readonly Incident[]>> = {
  'denied-call': [
    ['drs', ['TerminateRecoveryInstances', 'StartRecovery', 'DescribeJobs'], { recoveryInstanceIDs: ['i-0f1e2d3c4b5a6d001'] }],
  ],
  destruction: [
    [
      'drs',
      [
        'DisconnectSourceServer',
        'DeleteSourceServer',
        'StopReplication',
        'DeleteRecoveryInstance',
        'DisconnectRecoveryInstance',
        'StopFailback',
        'DeleteJob',
      ],
      { sourceServerID: 's-0a1b2c3d4e5f60a03' },
    ],
  ],
  failover: [
    [
      'drs',
      ['StartRecovery', 'ReverseReplication', 'StartFailbackLaunch'],
      { isDrill: false, sourceServers: [{ sourceServerID: 's-0a1b2c3d4e5f60a03' }] },
    ],
  ],
  weakening: [
    [
      'drs',
      [
        'UpdateReplicationConfiguration',
        'UpdateReplicationConfigurationTemplate',
        'UpdateLaunchConfiguration',
        'UpdateLaunchConfigurationTemplate',
        'UpdateFailbackReplicationConfiguration',
      ],
      { sourceServerID: 's-0a1b2c3d4e5f60a03' },
    ],
  ],
  tampering: [['states', ['UpdateStateMachine', 'DeleteStateMachine', 'StopExecution'], {}]],
  blinding: [
    ['sns', ['DeleteTopic', 'SetTopicAttributes', 'Unsubscribe'], {}],
    ['events', ['DisableRule', 'DeleteRule', 'RemoveTargets'], {}],
    ['monitoring', ['DisableAlarmActions', 'DeleteAlarms'], {}],
    ['logs', ['DeleteLogGroup', 'DeleteMetricFilter'], {}],
    ['cloudtrail', ['StopLogging', 'DeleteTrail', 'UpdateTrail'], {}],
  ],
  data: [
    ['dynamodb', ['DeleteTable', 'UpdateContinuousBackups'], {}],
    ['kms', ['DisableKey', 'ScheduleKeyDeletion'], {}],
    ['lambda', ['UpdateFunctionCode20150331v2'], {}],
    ['iam', ['UpdateAssumeRolePolicy', 'PutRolePolicy', 'AttachRolePolicy'], {}],
  ],
};

/** Makes something suspicious happen, as far as CloudTrail tells of it. Answers the calls told; none when the kind knows no such call. */
export function injectSecurity(
  world: { readonly cloud: Cloud; readonly clock: SimulatedTime; readonly names: Names; readonly chance: Chance },
  incident: SecurityIncident,
): readonly string[] {
  const { cloud, clock, names, chance } = world;
  const place = { account: incident.account ?? names.account, region: incident.region ?? names.region };
  const about = { now: clock.now(), chance };
  const put = (source: string, detailType: string, detail: unknown) =>
    void cloud.trails.put({ ...place, source, detailType, time: clock.now(), resources: [], detail });
  const told: string[] = [];
  for (let index = 0; index < incident.count; index += 1) {
    if (incident.kind === 'failed-sign-in' || incident.kind === 'unknown-user') {
      const user = incident.kind === 'unknown-user' ? null : 'dana';
      put('aws.signin', 'AWS Console Sign In via CloudTrail', failedSignIn(place, user, about));
      told.push('ConsoleLogin');
      continue;
    }
    const call = callOf(incident.kind, incident.event, place);
    if (call === null) return [];
    const actor = { accountId: place.account, arn: `arn:aws:iam::${place.account}:user/mallory` };
    const service = call.eventSource.split('.')[0] ?? '';
    put(`aws.${service}`, 'AWS API Call via CloudTrail', trailRecord(place, actor, call, about));
    // The platform counts what its functions are refused.
    if (incident.kind === 'denied-call')
      cloud.metrics.add(
        place,
        { namespace: `${names.project}/Security`, name: 'AccessDeniedErrors', dimensions: {} },
        clock.now(),
        1,
      );
    told.push(call.eventName);
  }
  return told;
}

function callOf(kind: keyof typeof INCIDENTS, event: string | undefined, place: { readonly account: string }): TrailCall | null {
  const known = INCIDENTS[kind];
  const [service, names, requestParameters] = known.find(([, calls]) => event === undefined || calls.includes(event)) ?? [];
  const eventName = event ?? names?.[0];
  if (service === undefined || eventName === undefined) return null;
  const message = `User: arn:aws:iam::${place.account}:user/mallory is not authorized to perform: ${service}:${eventName}`;
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters,
    responseElements: null,
    readOnly: /^(Get|List|Describe)/.test(eventName),
    ...(kind === 'denied-call' && { error: { code: 'AccessDenied', message } }),
  };
}
