import { type AttributeValue, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type PlatformTable, tableName } from '../aws/platform-names';
import { plainItem } from './normalise/attribute-value';
import type { Reading } from './source';

export type PlainItem = Record<string, unknown>;

/**
 * The attributes of `execution-history` that may be read: all but `taskToken` and `pausedStateSnapshot`, which are secrets. The
 * shipped policy allows exactly these, and only when they are named. Source: aws-contracts 8.
 */
export const executionAttributes = [
  'executionId',
  'planId',
  'planName',
  'executionType',
  'status',
  'startTime',
  'endTime',
  'initiatedBy',
  'totalWaves',
  'accountContext',
  'accountId',
  'stateMachineArn',
  'drsJobId',
  'drsRegion',
  'lastUpdated',
  'updatedAt',
  'lastPolledTime',
  'pausedBeforeWave',
  'completedWaves',
  'failedWaves',
  'durationSeconds',
  'errorMessage',
  'errorCode',
  'outcomeSummary',
  'outcomeDetails',
  'terminateJobs',
  'terminationInitiatedAt',
  'instancesTerminated',
  'instancesTerminatedAt',
  'waves',
] as const;

/** Names go through placeholders, because `status` and others are reserved words. */
const projection = {
  ProjectionExpression: executionAttributes.map((_, index) => `#p${index}`).join(', '),
  Select: 'SPECIFIC_ATTRIBUTES' as const,
};
const projectionNames: Readonly<Record<string, string>> = Object.fromEntries(
  executionAttributes.map((name, index) => [`#p${index}`, name]),
);

/** Pages a single reading may take: a table of years is read over several readings rather than at once. */
const maxPages = 40;

/** Executions whose `attribute` has a value: by id on the table itself, by status or plan through its index. */
export async function queryExecutions(
  reading: Reading,
  by: { readonly attribute: 'executionId' | 'status'; readonly value: string },
): Promise<readonly PlainItem[]> {
  const { aws, signal } = reading;
  return pages(async (start) => {
    const answer = await aws.dynamodb.send(
      new QueryCommand({
        TableName: tableName(aws.platform, 'execution-history'),
        ...(by.attribute === 'status' ? { IndexName: 'StatusIndex' } : {}),
        KeyConditionExpression: '#key = :value',
        ...projection,
        ExpressionAttributeNames: { ...projectionNames, '#key': by.attribute },
        ExpressionAttributeValues: { ':value': { S: by.value } },
        ...start,
      }),
      { abortSignal: signal },
    );
    return answer;
  });
}

/** Every execution of the table. */
export async function scanExecutions({ aws, signal }: Reading): Promise<readonly PlainItem[]> {
  const TableName = tableName(aws.platform, 'execution-history');
  return pages((start) =>
    aws.dynamodb.send(new ScanCommand({ TableName, ...projection, ExpressionAttributeNames: { ...projectionNames }, ...start }), {
      abortSignal: signal,
    }),
  );
}

/** Every item of a table without secrets. */
export async function scanTable({ aws, signal }: Reading, table: PlatformTable): Promise<readonly PlainItem[]> {
  const TableName = tableName(aws.platform, table);
  return pages((start) => aws.dynamodb.send(new ScanCommand({ TableName, ...start }), { abortSignal: signal }));
}

interface Page {
  readonly Items?: Record<string, AttributeValue>[] | undefined;
  readonly LastEvaluatedKey?: Record<string, AttributeValue> | undefined;
}

/** Follows `LastEvaluatedKey` to the end; pages may be empty and still have a successor. */
async function pages(
  ask: (start: { ExclusiveStartKey?: Record<string, AttributeValue> }) => Promise<Page>,
): Promise<readonly PlainItem[]> {
  const items: PlainItem[] = [];
  let start: { ExclusiveStartKey?: Record<string, AttributeValue> } = {};
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await ask(start);
    items.push(...(answer.Items ?? []).map(plainItem));
    if (answer.LastEvaluatedKey === undefined) break;
    start = { ExclusiveStartKey: answer.LastEvaluatedKey };
  }
  return items;
}
