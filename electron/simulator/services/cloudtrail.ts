import { z } from 'zod';
import { isRecord } from '../models/json';
import { pageOf } from '../models/page';
import type { Trail, TrailEvent, Trails } from '../models/trail';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import { operations } from './operation';

const operation = operations((field, problem) => new AwsFault('InvalidParameterCombinationException', `${field}: ${problem}`));
const Named = z.object({ Name: z.string() });

/** CloudTrail: which trails log, and the history of management events. */
export function cloudtrailService(trails: Trails): Service {
  return {
    id: 'cloudtrail',
    signingName: 'cloudtrail',
    iamPrefix: 'cloudtrail',
    protocol: {
      kind: 'json',
      version: '1.1',
      targetPrefix: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
      queryMode: false,
    },
    operations: { ...trailOperations(trails), LookupEvents: lookup(trails) },
  };
}

function trailOperations(trails: Trails): Readonly<Record<string, Operation>> {
  const find = (call: Call, name: string): Trail => {
    const trail = trails.find(call.caller.accountId, name);
    if (trail === null)
      throw new AwsFault('TrailNotFoundException', `Unknown trail: ${name} for the user: ${call.caller.accountId}`);
    return trail;
  };
  const setLogging = (isLogging: boolean) =>
    operation(
      Named,
      (input, call) => {
        find(call, input.Name).isLogging = isLogging;
        return {};
      },
      { resources: ({ Name }, call) => [find(call, Name).arn] },
    );
  return {
    DescribeTrails: operation(z.object({ trailNameList: z.array(z.string()).optional() }), (input, call) => {
      const all = trails.list(call.caller.accountId);
      const wanted = all.filter(
        ({ name, arn }) => input.trailNameList === undefined || input.trailNameList.some((each) => each === name || each === arn),
      );
      return { trailList: wanted.map(shown) };
    }),
    GetTrailStatus: operation(Named, (input, call) => ({ IsLogging: find(call, input.Name).isLogging })),
    GetEventSelectors: operation(z.object({ TrailName: z.string() }), (input, call) => ({
      TrailARN: find(call, input.TrailName).arn,
      EventSelectors: [
        { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
      ],
    })),
    StartLogging: setLogging(true),
    StopLogging: setLogging(false),
  };
}

const ATTRIBUTES = [
  'EventId',
  'EventName',
  'ReadOnly',
  'Username',
  'EventSource',
  'AccessKeyId',
  'ResourceType',
  'ResourceName',
] as const;

function lookup(trails: Trails): Operation {
  return operation(
    z.object({
      LookupAttributes: z
        .array(z.object({ AttributeKey: z.enum(ATTRIBUTES), AttributeValue: z.string() }))
        .max(1)
        .default([]),
      StartTime: z.number().default(0),
      EndTime: z.number().default(Number.POSITIVE_INFINITY),
      MaxResults: z.number().int().min(1).max(50).default(50),
      NextToken: z.string().optional(),
    }),
    (input, call) => {
      const place = { account: call.caller.accountId, region: call.region };
      const all = trails
        .history(place)
        .filter(({ at }) => at / 1000 >= input.StartTime && at / 1000 <= input.EndTime)
        .map(shownEvent)
        .filter((event) =>
          input.LookupAttributes.every(({ AttributeKey: key, AttributeValue: value }) => fieldOf(event, key) === value),
        );
      const scope = JSON.stringify(['cloudtrail', place, input.LookupAttributes]);
      const page = pageOf(all, { token: input.NextToken, limit: input.MaxResults, scope, key: ({ EventId }) => EventId });
      if (!page.ok) throw new AwsFault('InvalidNextTokenException', 'Invalid token.');
      const { items, nextToken } = page.value;
      return { Events: items, ...(nextToken !== null && { NextToken: nextToken }) };
    },
  );
}

function shown({ name, arn, region }: Trail) {
  return {
    Name: name,
    S3BucketName: `${name}-logs`,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    HomeRegion: region,
    TrailARN: arn,
    LogFileValidationEnabled: true,
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
    IsOrganizationTrail: false,
  };
}

function shownEvent({ at, record }: TrailEvent) {
  const identity = isRecord(record.userIdentity) ? record.userIdentity : {};
  const arn = String(identity.arn ?? '');
  return {
    EventId: String(record.eventID),
    EventName: String(record.eventName),
    ReadOnly: String(record.readOnly),
    EventTime: at / 1000,
    EventSource: String(record.eventSource),
    Username: String(identity.userName ?? arn.split('/').at(-1)),
    ...(identity.accessKeyId !== undefined && { AccessKeyId: String(identity.accessKeyId) }),
    Resources: [],
    CloudTrailEvent: JSON.stringify(record),
  };
}

/** An event of this world names no resources, so nothing is found by them. */
function fieldOf(event: ReturnType<typeof shownEvent>, key: (typeof ATTRIBUTES)[number]): string | undefined {
  return key === 'ResourceName' || key === 'ResourceType' ? undefined : event[key];
}
