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

/** Pages a single reading may take, of up to 1 MB each; a longer table is read over several readings rather than at once. */
const maxPages = 40;

/** Where a scan goes on: the key of the last item read. */
export type ScanKey = Record<string, AttributeValue>;

/** What one reading got of a table. `next` is null when it came to the end; then, if it began at the beginning, it is the whole. */
export interface Portion {
  readonly items: readonly PlainItem[];
  readonly next: ScanKey | null;
}

/** Executions whose `attribute` has a value: by id on the table itself, by status or plan through its index. */
export async function queryExecutions(
  reading: Reading,
  by: { readonly attribute: 'executionId' | 'status'; readonly value: string },
): Promise<readonly PlainItem[]> {
  const { aws, signal } = reading;
  const { items } = await pages(null, Number.POSITIVE_INFINITY, (start) =>
    aws.dynamodb.send(
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
    ),
  );
  return items;
}

/** Executions of the table, whatever their state, from `from` (null: the beginning) on. */
export async function scanExecutions({ aws, signal }: Reading, from: ScanKey | null): Promise<Portion> {
  const TableName = tableName(aws.platform, 'execution-history');
  return pages(from, maxPages, (start) =>
    aws.dynamodb.send(new ScanCommand({ TableName, ...projection, ExpressionAttributeNames: { ...projectionNames }, ...start }), {
      abortSignal: signal,
    }),
  );
}

/** Items of a table without secrets, from `from` (null: the beginning) on. */
export async function scanTable({ aws, signal }: Reading, table: PlatformTable, from: ScanKey | null): Promise<Portion> {
  const TableName = tableName(aws.platform, table);
  return pages(from, maxPages, (start) => aws.dynamodb.send(new ScanCommand({ TableName, ...start }), { abortSignal: signal }));
}

interface Page {
  readonly Items?: Record<string, AttributeValue>[] | undefined;
  readonly LastEvaluatedKey?: ScanKey | undefined;
}

/** Follows `LastEvaluatedKey` for `most` pages at most; pages may be empty and still have a successor. */
async function pages(
  from: ScanKey | null,
  most: number,
  ask: (start: { ExclusiveStartKey?: ScanKey }) => Promise<Page>,
): Promise<Portion> {
  const items: PlainItem[] = [];
  let next = from;
  for (let page = 0; page < most; page += 1) {
    const answer = await ask(next === null ? {} : { ExclusiveStartKey: next });
    items.push(...(answer.Items ?? []).map(plainItem));
    next = answer.LastEvaluatedKey ?? null;
    if (next === null) break;
  }
  return { items, next };
}
