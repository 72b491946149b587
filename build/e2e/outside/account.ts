import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Simulated } from '../serve';

/** Environment of a console that takes a simulator for a real account: nothing of this machine's AWS files, keys made up. */
export function accountEnv(url: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEOPERATOR1',
    AWS_SECRET_ACCESS_KEY: 'of-no-account',
    AWS_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/nowhere/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Arguments of a console that rehearses beside a simulator started apart, whose faults and data a spec can reach. */
export function beside(simulated: Simulated): readonly string[] {
  return ['--clock', simulated.url];
}

/** What an SDK client needs for a simulator. */
export function clientOf(simulated: Simulated) {
  return {
    endpoint: simulated.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAEXAMPLEOPERATOR2', secretAccessKey: 'of-no-account' },
    maxAttempts: 1,
  };
}

/** Task tokens that the platform keeps in its table now. */
export async function taskTokensIn(simulated: Simulated): Promise<readonly string[]> {
  const dynamo = new DynamoDBClient(clientOf(simulated));
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: 'aws-drs-orchestration-execution-history-dev' }));
  dynamo.destroy();
  return Items.flatMap((item) => item.taskToken?.S ?? []);
}

/** URLs of the queues that exist in the simulated account. */
export async function queuesIn(simulated: Simulated): Promise<readonly string[]> {
  const sqs = new SQSClient(clientOf(simulated));
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  sqs.destroy();
  return QueueUrls;
}
