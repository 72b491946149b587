import { z } from 'zod';
import { pageOf } from '../models/page';
import type { Table, TableStore } from '../models/tables';
import { AwsFault, type Operation } from '../service';
import { onTable, operation, tableName } from './dynamodb-request';

/** What tables there are, and of what shape. */
export function tableOperations(tables: TableStore): Readonly<Record<string, Operation>> {
  return {
    ListTables: operation(
      z.object({ ExclusiveStartTableName: z.string().optional(), Limit: z.number().int().min(1).max(100).default(100) }),
      (input, call) => {
        const start = input.ExclusiveStartTableName ?? '';
        const names = tables.list(call.caller.accountId, call.region).flatMap(({ name }) => (name > start ? [name] : []));
        const page = pageOf(names, { token: undefined, limit: input.Limit, scope: 'tables', key: (name) => name });
        const TableNames = page.ok ? page.value.items : [];
        return { TableNames, ...(TableNames.length < names.length && { LastEvaluatedTableName: TableNames.at(-1) }) };
      },
    ),
    DescribeTable: operation(
      z.object({ TableName: z.string() }),
      (input, call) => {
        const table = tables.find(call.caller.accountId, call.region, tableName(input.TableName));
        if (table !== null) return { Table: description(table) };
        throw new AwsFault('ResourceNotFoundException', `Requested resource not found: Table: ${input.TableName} not found`);
      },
      onTable,
    ),
  };
}

function description(table: Table) {
  const rows = table.rows();
  const schemas = [table, ...table.indexes.values()];
  const keyNames = new Set(schemas.flatMap(({ hash, range }) => (range === null ? [hash] : [hash, range])));
  return {
    TableName: table.name,
    TableArn: table.arn,
    TableStatus: 'ACTIVE',
    CreationDateTime: table.createdAt / 1000,
    KeySchema: keySchema(table),
    AttributeDefinitions: [...keyNames].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ItemCount: rows.length,
    TableSizeBytes: rows.reduce((sum, row) => sum + row.bytes, 0),
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' },
    DeletionProtectionEnabled: false,
    ...(table.indexes.size > 0 && {
      GlobalSecondaryIndexes: [...table.indexes.values()].map((index) => ({
        IndexName: index.name,
        IndexArn: `${table.arn}/index/${index.name}`,
        IndexStatus: 'ACTIVE',
        KeySchema: keySchema(index),
        Projection: { ProjectionType: 'ALL' },
        ItemCount: rows.filter(({ item }) => item[index.hash] !== undefined).length,
      })),
    }),
  };
}

function keySchema({ hash, range }: { readonly hash: string; readonly range: string | null }) {
  const keys = [{ AttributeName: hash, KeyType: 'HASH' }];
  return range === null ? keys : [...keys, { AttributeName: range, KeyType: 'RANGE' }];
}
