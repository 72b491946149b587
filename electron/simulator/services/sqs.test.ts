import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createQueues } from '../models/queues';
import { startTestWire, type TestWire } from '../testing/test-wire';
import { sqsService } from './sqs';
import { stsService } from './sts';

let wire: TestWire;
let sqs: SQSClient;
beforeEach(async () => {
  wire = await startTestWire((parts) => [stsService(parts.callers), sqsService({ ...parts, queues: createQueues(parts) })]);
  sqs = new SQSClient(wire.client);
});
afterEach(() => wire.stop());

test('GetCallerIdentity', async () => {
  const identity = await new STSClient(wire.client).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe('111122223333');
});

test('CreateQueue answers a URL of the endpoint', async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'aws-drs-orchestration-console-1' }));
  expect(QueueUrl).toBe(`${wire.url}/111122223333/aws-drs-orchestration-console-1`);
});
