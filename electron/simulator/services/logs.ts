import { z } from 'zod';
import type { LogGroup, LogStore } from '../models/logs';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import type { Chance, SimulatedTime } from '../world';
import { findGroup, GroupName, groupArn, listed, Named, operation, placeOf, refuse } from './logs-access';
import { logReadOperations } from './logs-read';

const RETENTIONS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
const Tags = z.record(z.string(), z.string()).default({});
const ofGroup = { resources: ({ logGroupName }: { logGroupName: string }, call: Call) => [groupArn(call, logGroupName)] };

/** CloudWatch Logs: groups, streams, events, and queries over them. */
export function logsService(logs: LogStore, time: SimulatedTime, chance: Chance): Service {
  return {
    id: 'logs',
    signingName: 'logs',
    iamPrefix: 'logs',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'Logs_20140328', queryMode: false },
    operations: { ...groupOperations(logs, time), ...logReadOperations(logs, time, chance) },
  };
}

function groupOperations(logs: LogStore, time: SimulatedTime): Readonly<Record<string, Operation>> {
  return {
    CreateLogGroup: operation(
      Named.extend({ tags: Tags }),
      (input, call) => {
        const created = logs.create(placeOf(call), input.logGroupName, time.now());
        if (!created.ok) throw new AwsFault('ResourceAlreadyExistsException', 'The specified log group already exists');
        for (const [key, value] of Object.entries(input.tags)) created.value.tags.set(key, value);
      },
      ofGroup,
    ),
    DeleteLogGroup: operation(Named, (input, call) => logs.remove(findGroup(logs, call, input.logGroupName)), ofGroup),
    PutRetentionPolicy: operation(
      Named.extend({ retentionInDays: z.number() }),
      (input, call) => {
        if (!RETENTIONS.includes(input.retentionInDays)) throw refuse('The retention is not one of the allowed values.');
        findGroup(logs, call, input.logGroupName).retentionDays = input.retentionInDays;
      },
      ofGroup,
    ),
    DeleteRetentionPolicy: operation(
      Named,
      (input, call) => {
        findGroup(logs, call, input.logGroupName).retentionDays = null;
      },
      ofGroup,
    ),
    DescribeLogGroups: operation(
      z.object({
        logGroupNamePrefix: GroupName.optional(),
        logGroupNamePattern: GroupName.optional(),
        limit: z.number().int().min(1).max(50).default(50),
        nextToken: z.string().optional(),
      }),
      (input, call) => {
        const { logGroupNamePrefix: prefix = '', logGroupNamePattern: part = '' } = input;
        const all = logs.list(placeOf(call)).filter(({ name }) => name.startsWith(prefix) && name.includes(part));
        const scope = `groups ${call.caller.accountId} ${call.region} ${prefix} ${part}`;
        const { items, ...rest } = listed(all, input.nextToken, input.limit, scope, ({ name }) => name);
        return { logGroups: items.map(shownGroup), ...rest };
      },
    ),
    CreateLogStream: operation(
      Named.extend({ logStreamName: z.string().min(1).max(512) }),
      (input, call) => {
        const created = logs.createStream(findGroup(logs, call, input.logGroupName), input.logStreamName, time.now());
        if (!created.ok) throw new AwsFault('ResourceAlreadyExistsException', 'The specified log stream already exists');
      },
      ofGroup,
    ),
    PutLogEvents: operation(
      Named.extend({
        logStreamName: z.string(),
        logEvents: z
          .array(z.object({ timestamp: z.number(), message: z.string().min(1) }))
          .min(1)
          .max(10_000),
      }),
      (input, call) => {
        const group = findGroup(logs, call, input.logGroupName);
        if (!group.streams.has(input.logStreamName))
          throw new AwsFault('ResourceNotFoundException', 'The specified log stream does not exist.');
        for (const { timestamp, message } of input.logEvents) logs.write(group, input.logStreamName, timestamp, [message]);
        return { nextSequenceToken: '49590302685212155905614650540590178640541284' };
      },
      ofGroup,
    ),
    TagResource: operation(
      z.object({ resourceArn: z.string(), tags: Tags }),
      (input, call) => {
        const group = findGroup(logs, call, input.resourceArn);
        for (const [key, value] of Object.entries(input.tags)) group.tags.set(key, value);
      },
      byArn,
    ),
    ListTagsForResource: operation(
      z.object({ resourceArn: z.string() }),
      (input, call) => ({ tags: Object.fromEntries(findGroup(logs, call, input.resourceArn).tags) }),
      byArn,
    ),
  };
}

const byArn = { resources: ({ resourceArn }: { resourceArn: string }) => [resourceArn] };

function shownGroup(group: LogGroup) {
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(group.retentionDays !== null && { retentionInDays: group.retentionDays }),
    metricFilterCount: 0,
    arn: `${group.arn}:*`,
    logGroupArn: group.arn,
    logGroupClass: 'STANDARD',
    storedBytes: 0,
  };
}
