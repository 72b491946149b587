import { DescribeJobsCommand } from '@aws-sdk/client-drs';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ContextId } from '../../../shared/domain/primitives';
import { startSimulator } from '../../simulator/simulator';
import { fakePorts } from '../testing/fakes';
import { openAwsContext } from './aws-context';
import { openConnections } from './clients';
import { stateMachineArn } from './platform-names';

const platform = { project: 'aws-drs-orchestration', environment: 'dev' };
const target = { accountId: '444455556666', region: 'us-east-1' };

/** A simulator, and a context that is told of it only through the environment, as any AWS client would be. */
async function aContext(env: (url: string) => NodeJS.ProcessEnv) {
  const started = await startSimulator({ scenario: 'payroll-drill', speed: 600 });
  if (!started.ok) throw new Error(started.error.message);
  const simulator = started.value;
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  const connections = openConnections();
  const aws = await openAwsContext({
    spec: {
      contextId: ContextId.parse('default@us-east-1'),
      profile: 'default',
      region: 'us-east-1',
      endpointUrl: null,
      keys: null,
      mayCreateQueue: false,
    },
    platform,
    installationId: 'test',
    connections,
    ports: fakePorts(),
    env: { AWS_CONFIG_FILE: '/nowhere', ...env(simulator.url) },
  });
  onTestFinished(async () => {
    aws.close();
    connections.close();
    await simulator.stop();
  });
  return { aws, simulator };
}

test('every client finds the endpoint in the environment, client-drs of old included', { timeout: 30_000 }, async () => {
  const { aws } = await aContext((url) => ({ AWS_ENDPOINT_URL: url }));
  const us = await aws.identity();
  expect(us).toMatchObject({ accountId: '111122223333', partition: 'aws' });
  const machine = stateMachineArn(platform, { ...us, region: 'us-east-1' });
  await aws.sfn.send(new ListExecutionsCommand({ stateMachineArn: machine }));
  await aws.dynamodb.send(new ListTablesCommand({}));
  await aws.events.send(new ListRulesCommand({}));
  await aws.sns.send(new ListTopicsCommand({}));
  await aws.sqs.send(new ListQueuesCommand({}));
  const drs = await aws.drs(target);
  expect((await drs.send(new DescribeJobsCommand({}))).items).toBeDefined();
  expect(await aws.drs(target)).toBe(drs);
});

test('a service may live at an endpoint of its own', { timeout: 30_000 }, async () => {
  const { aws } = await aContext((url) => ({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_ENDPOINT_URL_DRS: url,
    AWS_ENDPOINT_URL_STS: url,
  }));
  const drs = await aws.drs(target);
  expect((await drs.send(new DescribeJobsCommand({}))).items).toBeDefined();
  await expect(aws.sqs.send(new ListQueuesCommand({}))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('the clock of AWS is compared with ours', { timeout: 30_000 }, async () => {
  const { aws } = await aContext((url) => ({ AWS_ENDPOINT_URL: url }));
  expect(aws.skew.aheadMs()).toBeNull();
  await aws.identity();
  // The fake wall stands in March; the simulator answers with the date of today.
  expect(Math.abs(aws.skew.aheadMs() ?? 0)).toBeGreaterThan(60_000);
});
