import { gzipSync } from 'node:zlib';
import { CloudWatchClient, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AwsFault, RestReply, type Service } from '../service';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';
import { startTestWire, type TestWire } from '../testing/test-wire';
import { MAX_BODY_BYTES } from './body';

/** A header as SigV4 writes it; the signature itself is not looked at. */
function signed(service: string, target?: string): Record<string, string> {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=test/20260314/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`,
    'x-amz-date': '20260314T090000Z',
    ...(target !== undefined && { 'x-amz-target': target }),
  };
}

describe('what AWS would refuse', () => {
  let wire: TestCloud;
  beforeEach(async () => {
    wire = await startTestCloud();
  });
  afterEach(() => wire.stop());

  test('an unsigned call', async () => {
    const reply = await fetch(wire.url, { method: 'POST', headers: { 'x-amz-target': 'AmazonSQS.ListQueues' }, body: '{}' });
    expect([reply.status, await reply.json()]).toMatchObject([403, { __type: 'MissingAuthenticationToken' }]);
  });

  test('a service that is not simulated', async () => {
    const reply = await fetch(wire.url, { method: 'POST', headers: signed('rekognition') });
    expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([404, 'UnknownServiceException']);
  });

  test('an operation that does not exist, in the words of each protocol', async () => {
    const json = await fetch(wire.url, { method: 'POST', headers: signed('sqs', 'AmazonSQS.Nonsense'), body: '{}' });
    expect(await json.json()).toMatchObject({ __type: 'com.amazonaws.sqs#UnknownOperationException' });
    const form = new URLSearchParams({ Action: 'Nonsense', Version: '2010-03-31' });
    const query = await fetch(wire.url, { method: 'POST', headers: signed('sns'), body: form });
    expect(await query.text()).toContain('<Code>InvalidAction</Code>');
    const inherited = await fetch(wire.url, { method: 'POST', headers: signed('sqs', 'AmazonSQS.toString'), body: '{}' });
    expect(await inherited.json()).toMatchObject({ __type: 'com.amazonaws.sqs#UnknownOperationException' });
  });

  test('a body that is not JSON, not gzip, or too large', async () => {
    const post = (body: BodyInit, headers: Record<string, string> = {}) =>
      fetch(wire.url, { method: 'POST', headers: { ...signed('sqs', 'AmazonSQS.ListQueues'), ...headers }, body });
    expect(await (await post('{')).json()).toMatchObject({ __type: 'com.amazonaws.sqs#SerializationException' });
    expect((await post('plain', { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await post(Buffer.alloc(MAX_BODY_BYTES + 1, 0x20))).status).toBe(413);
    expect((await post(new Uint8Array(gzipSync('{}')), { 'content-encoding': 'gzip' })).status).toBe(200);
  });

  test('a gzip bomb is refused before it fills memory', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(MAX_BODY_BYTES * 4, 0x20)));
    const headers = { ...signed('sqs', 'AmazonSQS.ListQueues'), 'content-encoding': 'gzip' };
    expect((await fetch(wire.url, { method: 'POST', headers, body: bomb })).status).toBe(400);
  });

  test('a page in a browser may not drive the simulator', async () => {
    const reply = await fetch(`${wire.url}/_sim/pause`, { method: 'POST', headers: { origin: 'http://example.com' } });
    expect(reply.status).toBe(403);
  });
});

describe('faults, as SDK clients see them', () => {
  let wire: TestCloud;
  beforeEach(async () => {
    wire = await startTestCloud();
  });
  afterEach(() => wire.stop());

  const reads = (): readonly (readonly [string, () => Promise<unknown>])[] => [
    ['sts', () => new STSClient(wire.client).send(new GetCallerIdentityCommand({}))],
    ['sns', () => new SNSClient(wire.client).send(new ListTopicsCommand({}))],
    ['sqs', () => new SQSClient(wire.client).send(new ListQueuesCommand({}))],
    ['events', () => new EventBridgeClient(wire.client).send(new ListRulesCommand({}))],
    ['monitoring', () => new CloudWatchClient(wire.client).send(new ListMetricsCommand({}))],
    ['dynamodb', () => new DynamoDBClient(wire.client).send(new DescribeTableCommand({ TableName: 'none' }))],
  ];
  const errorsUnder = async (kind: string) => {
    const names: Record<string, string> = {};
    for (const [service, read] of reads()) {
      wire.parts.faults.set(`${service}:${kind}`, true);
      names[service] = await read().then(
        () => 'none',
        (problem: unknown) => (problem instanceof Error ? problem.name : String(problem)),
      );
      wire.parts.faults.set(`${service}:${kind}`, false);
    }
    return names;
  };

  test('denied', async () => {
    expect(await errorsUnder('denied')).toEqual({
      sts: 'AccessDenied',
      sns: 'AuthorizationErrorException',
      sqs: 'AccessDenied',
      events: 'AccessDeniedException',
      monitoring: 'AccessDenied',
      dynamodb: 'AccessDeniedException',
    });
  });

  test('expired credentials', async () => {
    expect(await errorsUnder('expired')).toEqual({
      sts: 'ExpiredToken',
      sns: 'ExpiredToken',
      sqs: 'ExpiredTokenException',
      events: 'ExpiredTokenException',
      monitoring: 'ExpiredTokenException',
      dynamodb: 'ExpiredTokenException',
    });
  });

  test('a throttled call is throttled in two of three cases, and the SDK knows it may retry', async () => {
    wire.parts.faults.set('dynamodb:throttle', true);
    const client = new DynamoDBClient(wire.client);
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, () =>
        client.send(new DescribeTableCommand({ TableName: 'none' })).catch((problem) => problem.name),
      ),
    );
    const throttled = outcomes.filter((name) => name === 'ThrottlingException').length;
    expect(throttled).toBeGreaterThan(25);
    expect(throttled).toBeLessThan(55);
    expect(outcomes.filter((name) => name === 'ResourceNotFoundException')).toHaveLength(60 - throttled);
  });

  test('down: the connection is cut', async () => {
    wire.parts.faults.set('all:down', true);
    await expect(new SQSClient(wire.client).send(new ListQueuesCommand({}))).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await fetch(`${wire.url}/_sim/clock`)).status).toBe(404); // the control door stays open
  });

  test('slow: the answer waits for wall time', async () => {
    wire.parts.faults.set('sqs:slow', true);
    let answered = false;
    const answer = new SQSClient(wire.client).send(new ListQueuesCommand({})).then(() => {
      answered = true;
    });
    while (wire.parts.wall.pending() === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    wire.parts.wall.advance(2_500);
    await answer;
  });

  test('skew: the first call is refused with a Date an hour ahead, and a client that learns from it gets through', async () => {
    wire.parts.faults.set('sqs:skew', true);
    const client = new SQSClient({ ...wire.client, maxAttempts: 2 });
    const reply = await fetch(wire.url, { method: 'POST', headers: signed('sqs', 'AmazonSQS.ListQueues'), body: '{}' });
    expect(await reply.json()).toMatchObject({
      __type: 'com.amazonaws.sqs#InvalidSignatureException',
      message: 'Signature expired: 20260314T090000Z is now earlier than 20260314T095500Z (20260314T100000Z - 5 min.)',
    });
    expect(reply.headers.get('date')).toBe('Sat, 14 Mar 2026 10:00:00 GMT');
    expect((await client.send(new ListQueuesCommand({}))).$metadata.attempts).toBe(2);
  });

  test('an unknown fault name is refused', () => {
    expect(wire.parts.faults.set('sqs:nonsense', true)).toEqual({ ok: false, error: 'unknown-fault' });
  });

  test('every call is counted with its caller and its error', async () => {
    const client = new SQSClient(wire.client);
    await client.send(new ListQueuesCommand({}));
    wire.parts.faults.set('all:denied', true);
    await client.send(new ListQueuesCommand({})).catch(() => null);
    expect(wire.recorder.counts()).toEqual([
      {
        service: 'sqs',
        operation: 'ListQueues',
        region: 'us-east-1',
        caller: 'arn:aws:iam::111122223333:user/administrator',
        count: 2,
        errors: { AccessDenied: 1 },
        last: '2026-03-14T09:00:00.000Z',
      },
    ]);
  });
});

describe('rest-json', () => {
  const service: Service = {
    id: 'drs',
    signingName: 'drs',
    iamPrefix: 'drs',
    protocol: {
      kind: 'rest-json',
      routes: [
        { method: 'POST', path: '/Echo', operation: 'Echo' },
        { method: 'GET', path: '/tags/{resourceArn}', operation: 'Tags' },
        {
          method: 'POST',
          path: '/functions/{name}/invocations',
          operation: 'Invoke',
          payload: 'Payload',
          headers: { 'x-amz-invocation-type': 'InvocationType' },
        },
      ],
    },
    operations: {
      Echo: { handle: ({ input }) => input, status: 202 },
      Tags: {
        handle: ({ input }) => {
          throw new AwsFault('ThrottlingException', JSON.stringify(input), 429, { retryAfterSeconds: 7 });
        },
      },
      Invoke: { handle: ({ input }) => new RestReply(input, 200, { 'x-amz-executed-version': '$LATEST' }) },
    },
  };
  let wire: TestWire;
  beforeEach(async () => {
    wire = await startTestWire(() => [service]);
  });
  afterEach(() => wire.stop());

  test('the body is the input, and the status is the operation’s', async () => {
    const reply = await fetch(`${wire.url}/Echo?maxResults=3`, { method: 'POST', headers: signed('drs'), body: '{"jobID":"x"}' });
    expect([reply.status, await reply.json()]).toEqual([202, { jobID: 'x', maxResults: '3' }]);
  });

  test('an ARN in the path is one segment, and Retry-After is a header', async () => {
    const arn = 'arn:aws:drs:us-east-1:444455556666:job/drsjob-1';
    const reply = await fetch(`${wire.url}/tags/${encodeURIComponent(arn)}`, { headers: signed('drs') });
    expect(reply.headers.get('retry-after')).toBe('7');
    expect(reply.headers.get('x-amzn-errortype')).toBe('ThrottlingException');
    expect(await reply.json()).toEqual({ message: JSON.stringify({ resourceArn: arn }), retryAfterSeconds: 7 });
  });

  test('a payload route takes the whole body and named headers', async () => {
    const reply = await fetch(`${wire.url}/functions/f/invocations`, {
      method: 'POST',
      headers: { ...signed('drs'), 'x-amz-invocation-type': 'Event' },
      body: '[1,2]',
    });
    expect(reply.headers.get('x-amz-executed-version')).toBe('$LATEST');
    expect(await reply.json()).toEqual({ Payload: [1, 2], InvocationType: 'Event', name: 'f' });
  });
});
