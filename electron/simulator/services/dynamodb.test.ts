import {
  BatchGetItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  paginateQuery,
  paginateScan,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTables, type TableStore } from '../models/tables';
import { startTestWire, type TestWire } from '../testing/test-wire';
import type { Item } from '../world';
import { dynamodbService } from './dynamodb';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';
const TableName = 'aws-drs-orchestration-execution-history-dev';
const INVENTORY = 'aws-drs-orchestration-source-server-inventory-dev';
let wire: TestWire;
let tables: TableStore;
let dynamo: DynamoDBClient;
beforeEach(async () => {
  wire = await startTestWire((parts) => {
    tables = createTables(parts.time);
    return [dynamodbService(tables, 2_000)];
  });
  dynamo = new DynamoDBClient(wire.client);
  const indexes = [
    { name: 'StatusIndex', hash: 'status' },
    { name: 'planIdIndex', hash: 'planId' },
  ];
  tables.create({ account: ACCOUNT, region: REGION, name: TableName, hash: 'executionId', range: 'planId', indexes });
  const byRegion = [{ name: 'ReplicationRegionIndex', hash: 'replicationRegion', range: 'sourceServerArn' }];
  tables.create({
    account: ACCOUNT,
    region: REGION,
    name: INVENTORY,
    hash: 'sourceServerArn',
    range: 'stagingAccountId',
    indexes: byRegion,
  });
});
afterEach(() => wire.stop());

function execution(id: string, more: Item = {}): Item {
  return { executionId: { S: id }, planId: { S: 'p1' }, status: { S: 'RUNNING' }, startTime: { N: '1773481500' }, ...more };
}
const put = (...items: readonly Item[]) => {
  for (const item of items) tables.put(ACCOUNT, REGION, TableName, item);
};
const byId = (id: string, more: Partial<QueryCommandInput> = {}) =>
  dynamo.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'executionId = :id',
      ...more,
      ExpressionAttributeValues: { ':id': { S: id }, ...more.ExpressionAttributeValues },
    }),
  );

describe('reads the console makes', () => {
  test('an execution by its id, plan unknown, without its task token', async () => {
    const waves = { L: [{ M: { waveNumber: { N: '0' }, status: { S: 'STARTED' } } }] };
    put(execution('e1', { taskToken: { S: 'AQCsecret' }, waves }), execution('e2'));
    const reply = await byId('e1', {
      Limit: 1,
      ProjectionExpression: 'executionId, #s, waves[0].waveNumber',
      ExpressionAttributeNames: { '#s': 'status' },
    });
    expect(reply.Items).toEqual([
      { executionId: { S: 'e1' }, status: { S: 'RUNNING' }, waves: { L: [{ M: { waveNumber: { N: '0' } } }] } },
    ]);
  });

  test('active executions by status, and those of a plan', async () => {
    put(execution('e1'), execution('e2', { status: { S: 'PAUSED' } }), execution('e3', { planId: { S: 'p2' } }));
    const byStatus = await dynamo.send(
      new QueryCommand({
        TableName,
        IndexName: 'StatusIndex',
        KeyConditionExpression: '#s = :s',
        FilterExpression: 'NOT begins_with(executionId, :lock)',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: { ':s': { S: 'RUNNING' }, ':lock': { S: 'execution-lock-' } },
      }),
    );
    expect(byStatus.Items?.map(({ executionId }) => executionId?.S).sort()).toEqual(['e1', 'e3']);
    const count = await dynamo.send(
      new QueryCommand({
        TableName,
        IndexName: 'planIdIndex',
        KeyConditionExpression: 'planId = :p',
        ExpressionAttributeValues: { ':p': { S: 'p1' } },
        Select: 'COUNT',
      }),
    );
    expect([count.Count, count.Items]).toEqual([2, undefined]);
  });

  test('history by Scan, a page of bytes at a time, everything once', async () => {
    put(...Array.from({ length: 50 }, (_, index) => execution(`e${index}`, { filler: { S: 'x'.repeat(200) } })));
    const seen: string[] = [];
    let pages = 0;
    for await (const page of paginateScan({ client: dynamo }, { TableName })) {
      pages += 1;
      seen.push(...(page.Items ?? []).map(({ executionId }) => executionId?.S ?? ''));
    }
    expect(new Set(seen).size).toBe(50);
    expect(seen).toHaveLength(50);
    expect(pages).toBeGreaterThan(5);
    expect(seen).not.toEqual([...seen].sort()); // scan order means nothing
  });

  test('an index without sort key pages too', async () => {
    put(...Array.from({ length: 30 }, (_, index) => execution(`e${index}`)));
    const query = {
      TableName,
      IndexName: 'planIdIndex',
      KeyConditionExpression: 'planId = :p',
      ExpressionAttributeValues: { ':p': { S: 'p1' } },
    };
    const seen: (string | undefined)[] = [];
    for await (const page of paginateQuery({ client: dynamo, pageSize: 7 }, query)) {
      seen.push(...(page.Items ?? []).map(({ executionId }) => executionId?.S));
    }
    expect([seen.length, new Set(seen).size]).toEqual([30, 30]);
  });

  test('a range key orders, forwards and backwards, and can be limited', async () => {
    const arn = (index: number) => `arn:server/${index}`;
    for (let index = 0; index < 9; index += 1) {
      const item = { sourceServerArn: { S: arn(index) }, stagingAccountId: { S: 'a' }, replicationRegion: { S: 'us-east-1' } };
      tables.put(ACCOUNT, REGION, INVENTORY, item);
    }
    const query = async (more: Partial<QueryCommandInput>) => {
      const reply = await dynamo.send(
        new QueryCommand({
          TableName: INVENTORY,
          IndexName: 'ReplicationRegionIndex',
          KeyConditionExpression: 'replicationRegion = :r',
          ...more,
          ExpressionAttributeValues: { ':r': { S: 'us-east-1' }, ...more.ExpressionAttributeValues },
        }),
      );
      return reply.Items?.map(({ sourceServerArn }) => sourceServerArn?.S?.split('/').at(-1)).join('');
    };
    expect(await query({})).toBe('012345678');
    expect(await query({ ScanIndexForward: false })).toBe('876543210');
    const between = 'replicationRegion = :r AND sourceServerArn BETWEEN :a AND :b';
    expect(
      await query({ KeyConditionExpression: between, ExpressionAttributeValues: { ':a': { S: arn(3) }, ':b': { S: arn(5) } } }),
    ).toBe('345');
  });

  test('Get and BatchGet', async () => {
    put(execution('e1'), execution('e2'));
    const Key = { executionId: { S: 'e1' }, planId: { S: 'p1' } };
    expect((await dynamo.send(new GetItemCommand({ TableName, Key, ProjectionExpression: 'planId' }))).Item).toEqual({
      planId: { S: 'p1' },
    });
    const missing = { ...Key, planId: { S: 'p9' } };
    expect((await dynamo.send(new GetItemCommand({ TableName, Key: missing }))).Item).toBeUndefined();
    const batch = await dynamo.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key, missing] } } }));
    expect(batch.Responses?.[TableName]).toHaveLength(1);
  });

  test('tables', async () => {
    put(execution('e1'));
    expect((await dynamo.send(new ListTablesCommand({ Limit: 1 }))).LastEvaluatedTableName).toBe(TableName);
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE', ItemCount: 1, CreationDateTime: new Date(Date.UTC(2026, 2, 14, 9)) });
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['StatusIndex', 'planIdIndex']);
  });

  test('a conditional put', async () => {
    const Item = { executionId: { S: 'execution-lock-p1' }, planId: { S: 'p1' } };
    const lock = () =>
      dynamo.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(executionId)' }));
    await lock();
    await expect(lock()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });
});

describe('what DynamoDB refuses, in its words', () => {
  const refusals: readonly (readonly [string, Partial<QueryCommandInput>, string])[] = [
    ['a wrong index name (H5)', { IndexName: 'PlanIdIndex' }, 'The table does not have the specified index: PlanIdIndex'],
    [
      'a consistent read of an index',
      { IndexName: 'planIdIndex', ConsistentRead: true },
      'Consistent reads are not supported on global secondary indexes',
    ],
    [
      'a reserved word',
      { ProjectionExpression: 'executionId, status' },
      'Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: status',
    ],
    [
      'an alias nobody uses',
      { ExpressionAttributeNames: { '#x': 'x' } },
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}',
    ],
    [
      'an alias nobody defined',
      { ProjectionExpression: '#x' },
      'Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; attribute name: #x',
    ],
    ['a missing hash key', { KeyConditionExpression: 'planId = :id' }, 'Query condition missed key schema element: executionId'],
    ['a range on the hash key', { KeyConditionExpression: 'executionId > :id' }, 'Query key condition not supported'],
    [
      'projection with COUNT',
      { Select: 'COUNT', ProjectionExpression: 'planId' },
      'Cannot specify the ProjectionExpression when choosing to get only the Count',
    ],
    ['a start key of another shape', { ExclusiveStartKey: { planId: { S: 'p' } } }, 'The provided starting key is invalid'],
  ];
  test.each(refusals)('%s', async (_name, more, message) => {
    await expect(byId('e1', more)).rejects.toMatchObject({ name: 'ValidationException', message });
  });

  test('a table that does not exist', async () => {
    await expect(dynamo.send(new ScanCommand({ TableName: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('a key that does not fit', async () => {
    const get = dynamo.send(new GetItemCommand({ TableName, Key: { executionId: { S: 'e1' } } }));
    await expect(get).rejects.toThrow('The provided key element does not match the schema');
  });
});
