import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  paginateFilterLogEvents,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';

const START = Date.UTC(2026, 2, 14, 9);
const logGroupName = '/tocsin/test';
let wire: TestCloud;
let logs: CloudWatchLogsClient;
beforeEach(async () => {
  wire = await startTestCloud();
  logs = new CloudWatchLogsClient(wire.client);
  await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { 'tocsin:installation': 'one' } }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'a' }));
});
afterEach(() => wire.stop());

const write = (...messages: string[]) =>
  logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName: 'a',
      logEvents: messages.map((message, index) => ({ timestamp: START + index * 60_000, message })),
    }),
  );
const filter = async (filterPattern: string) =>
  (await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }))).events?.map(({ message }) => message);
async function query(queryString: string) {
  const window = { startTime: START / 1000 - 60, endTime: START / 1000 + 3600 };
  const { queryId } = await logs.send(new StartQueryCommand({ logGroupName, queryString, ...window }));
  expect((await logs.send(new GetQueryResultsCommand({ queryId }))).status).toBe('Running');
  const { results, statistics } = await logs.send(new GetQueryResultsCommand({ queryId }));
  const rows = results?.map((row) => Object.fromEntries(row.map(({ field = '', value }) => [field, value])));
  return { rows, statistics };
}

test('groups: made once, kept for so long, tagged, listed, deleted', async () => {
  const again = logs.send(new CreateLogGroupCommand({ logGroupName }));
  await expect(again).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 7 }));
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/tocsin' }));
  expect(logGroups).toMatchObject([{ logGroupName, retentionInDays: 7, creationTime: START }]);
  const resourceArn = logGroups[0]?.logGroupArn;
  expect((await logs.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ 'tocsin:installation': 'one' });
  await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  await expect(logs.send(new DescribeLogStreamsCommand({ logGroupName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('filter patterns: all words, one of several, none of these, expressions, JSON fields, pages', async () => {
  await write('[ERROR] AccessDenied on drs', 'all is well', '{"status":"FAILURE","delivery":{"statusCode":403}}');
  expect(await filter('')).toHaveLength(3);
  expect(await filter('ERROR AccessDenied')).toEqual(['[ERROR] AccessDenied on drs']);
  expect(await filter('?ERROR ?well')).toHaveLength(2);
  expect(await filter('-ERROR -status')).toEqual(['all is well']);
  expect(await filter('"is well"')).toEqual(['all is well']);
  expect(await filter('%Access.+drs$%')).toHaveLength(1);
  expect(await filter('{ $.status = "FAIL*" && $.delivery.statusCode >= 400 }')).toHaveLength(1);
  await expect(filter('{ nonsense }')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const seen: (string | undefined)[] = [];
  for await (const page of paginateFilterLogEvents({ client: logs, pageSize: 2 }, { logGroupName }))
    seen.push(...(page.events?.map(({ message }) => message) ?? []));
  expect(seen).toHaveLength(3);
});

test('Insights: fields, filter, sort, limit', async () => {
  await write('one error', 'two', 'three ERROR');
  const { rows, statistics } = await query(
    'fields @timestamp, @message | filter @message like /(?i)error/ | sort @timestamp desc | limit 1',
  );
  expect(rows).toEqual([{ '@timestamp': '2026-03-14 09:02:00.000', '@message': 'three ERROR', '@ptr': expect.any(String) }]);
  expect(statistics).toMatchObject({ recordsMatched: 2, recordsScanned: 3 });
  expect((await query("fields @message | filter @message not like 'error' and @message != 'two'")).rows).toHaveLength(1);
});

test('Insights: counts in bins, and fields of JSON lines', async () => {
  await write('{"status":"SUCCESS","ms":5}', '{"status":"FAILURE","ms":7}', '{"status":"FAILURE","ms":9}');
  expect((await query('stats count(*) as n, max(ms) by status | sort n desc')).rows).toEqual([
    { status: 'FAILURE', n: '2', 'max(ms)': '9' },
    { status: 'SUCCESS', n: '1', 'max(ms)': '5' },
  ]);
  expect((await query('filter status = "FAILURE" | stats count(*) by bin(5m)')).rows).toEqual([
    { 'bin(5m)': '2026-03-14 09:00:00.000', 'count(*)': '2' },
  ]);
});

test('Insights: what Lambda says of its calls, and percentiles', async () => {
  const report = (ms: number) =>
    `REPORT RequestId: r-${ms}\tDuration: ${ms}.00 ms\tBilled Duration: ${ms} ms\tMemory Size: 512 MB`;
  await write('START RequestId: r-5 Version: $LATEST', ...[1, 2, 3, 4, 50].map(report), 'all is well and good, or so it seems');
  expect(
    (await query('filter @type = "REPORT" | stats count(*) as calls, max(@duration), pct(@duration, 80) as p80')).rows,
  ).toEqual([{ calls: '5', 'max(@duration)': '50', p80: '4' }]);
  expect((await query('fields @message | filter @message like "well and good, or so"')).rows).toHaveLength(1);
});

test('Insights: what cannot be read, and how many may run at once', async () => {
  const window = { logGroupName, startTime: 0, endTime: 1 };
  const bad = logs.send(new StartQueryCommand({ ...window, queryString: 'select * from logs' }));
  await expect(bad).rejects.toMatchObject({ name: 'MalformedQueryException' });
  for (const queryString of ['stats median(ms)', 'fields strlen(@message)', 'stats count(*) by tolower(x)', 'dedup @log'])
    await expect(logs.send(new StartQueryCommand({ ...window, queryString }))).rejects.toMatchObject({
      name: 'MalformedQueryException',
    });
  for (let n = 0; n < 100; n += 1) await logs.send(new StartQueryCommand({ ...window, queryString: 'fields @message' }));
  const tooMany = logs.send(new StartQueryCommand({ ...window, queryString: 'fields @message' }));
  await expect(tooMany).rejects.toMatchObject({ name: 'LimitExceededException' });
});

test('Insights: a query can be stopped', async () => {
  const window = { logGroupName, startTime: 0, endTime: 1 };
  const { queryId } = await logs.send(new StartQueryCommand({ ...window, queryString: 'fields @message' }));
  await logs.send(new StopQueryCommand({ queryId }));
  expect((await logs.send(new GetQueryResultsCommand({ queryId }))).status).toBe('Cancelled');
});
