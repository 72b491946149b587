import { DescribeSourceServersCommand, DrsClient } from '@aws-sdk/client-drs';
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { offsetMs } from './scenario/schema';
import { type Simulator, startSimulator } from './simulator';
import { cliVersion, runCli } from './testing/aws-cli';
import { manualWall } from './testing/manual-time';

const START = '2026-03-14T09:00:00Z';
const P = 'aws-drs-orchestration';
let simulator: Simulator;
beforeEach(async () => {
  const wall = manualWall(Date.parse(START));
  const started = await startSimulator({ scenario: 'payroll-drill', start: START, wall });
  if (!started.ok) throw new Error(started.error.message);
  simulator = started.value;
});
afterEach(() => simulator.stop());

const until = (time: string) => {
  const { traceStart } = simulator.world().platform.context.scenario;
  simulator.clock().advanceTo(simulator.clock().start + offsetMs({ traceStart }, time));
};
const client = (region = 'us-east-1') => ({
  endpoint: simulator.url,
  region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

/** EC2 as any client signs it; the signature's scope is all that counts here. */
async function ec2(action: string, parameters: Readonly<Record<string, string>> = {}, region = 'us-east-1') {
  const reply = await fetch(simulator.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260314/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ Action: action, Version: '2016-11-15', ...parameters }).toString(),
  });
  return reply.text();
}
const all = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text);

test('recovery instances are EC2 instances too, with filters', async () => {
  until('10:10:15');
  expect(all(await ec2('DescribeInstances'), 'instanceId')).toHaveLength(8);
  const named = await ec2('DescribeInstances', { 'Filter.1.Name': 'instance-state-name', 'Filter.1.Value.1': 'stopped' });
  expect(all(named, 'instanceId')).toEqual([]);
  const missing = await ec2('DescribeInstances', { 'InstanceId.1': 'i-00000000000000000' });
  expect(all(missing, 'Code')).toEqual(['InvalidInstanceID.NotFound']);
});

test('a subnet that will be full has fewer addresses than servers want, and they come back', async () => {
  const free = async () => {
    const xml = await ec2('DescribeSubnets', { 'SubnetId.1': 'subnet-0123456789abcdef0' });
    return Number(all(xml, 'availableIpAddressCount')[0]);
  };
  const { groups } = simulator.world().platform.context.scenario;
  const wanting = groups.filter(({ launchConfig }) => launchConfig.subnetId === 'subnet-0123456789abcdef0');
  const servers = wanting.reduce((sum, { serverIds }) => sum + serverIds.length, 0);
  expect(await free()).toBe(servers - 1);
  until('09:27:00');
  expect(await free()).toBeLessThan(servers - 1);
  until('09:40:00');
  expect(await free()).toBe(servers - 1);
});

test('a region nobody opted in to knows no keys', async () => {
  expect(all(await ec2('DescribeRegions'), 'regionName')).not.toContain('ap-east-1');
  const everywhere = await ec2('DescribeRegions', { AllRegions: 'true' });
  expect(everywhere).toContain('<regionName>ap-east-1</regionName>');
  expect(everywhere).toContain('<optInStatus>not-opted-in</optInStatus>');
  const drs = new DrsClient(client('ap-east-1')).send(new DescribeSourceServersCommand({}));
  await expect(drs).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  const sns = new SNSClient(client('ap-east-1')).send(new ListTopicsCommand({}));
  await expect(sns).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
});

test('the platform’s functions are there', async () => {
  const lambda = new LambdaClient(client());
  const { Functions } = await lambda.send(new ListFunctionsCommand({}));
  expect(Functions?.map(({ FunctionName, Timeout }) => [FunctionName, Timeout])).toEqual([
    [`${P}-data-management-handler-dev`, 900],
    [`${P}-dr-orch-sf-dev`, 300],
    [`${P}-execution-handler-dev`, 300],
    [`${P}-frontend-deployer-dev`, 300],
    [`${P}-query-handler-dev`, 60],
  ]);
  const got = await lambda.send(new GetFunctionCommand({ FunctionName: `${P}-dr-orch-sf-dev` }));
  expect(got.Configuration?.Runtime).toBe('python3.12');
  await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'nobody' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

describe.skipIf(cliVersion() === null)('the AWS CLI', () => {
  test('reads EC2, IAM, CloudTrail, Logs and quotas', async () => {
    const cli = async (...args: string[]) => {
      const { code, json, stderr } = await runCli(simulator.url, args, '444455556666');
      expect([code, stderr]).toEqual([0, '']);
      return json;
    };
    expect(await cli('ec2', 'describe-subnets')).toMatchObject({ Subnets: [{ VpcId: 'vpc-0123456789abcdef0' }, {}, {}, {}] });
    expect(await cli('iam', 'list-roles')).toMatchObject({ Roles: [{ RoleName: `${P}-forward-events-dev` }] });
    expect(await cli('cloudtrail', 'describe-trails')).toMatchObject({ trailList: [{ Name: 'management-events' }] });
    expect(await cli('logs', 'describe-log-groups')).toEqual({ logGroups: [] });
    expect(await cli('service-quotas', 'get-service-quota', '--service-code', 'drs', '--quota-code', 'L-05AFA8C6')).toMatchObject(
      { Quota: { Value: 500 } },
    );
  }, 60_000);

  test('signs in with a device code, unsigned', async () => {
    const cli = async (...args: string[]) => {
      const { code, json, stderr } = await runCli(simulator.url, args);
      expect([code, stderr]).toEqual([0, '']);
      return z.record(z.string(), z.unknown()).parse(json);
    };
    const client = await cli('sso-oidc', 'register-client', '--client-name', 'tocsin', '--client-type', 'public');
    const ids = ['--client-id', String(client.clientId), '--client-secret', String(client.clientSecret)];
    // Given as an option of its own, this CLI would fetch the address.
    const { clientId, clientSecret } = client;
    const input = JSON.stringify({ clientId, clientSecret, startUrl: 'https://example.awsapps.com/start' });
    const started = await cli('sso-oidc', 'start-device-authorization', '--cli-input-json', input);
    const page = await fetch(String(started.verificationUriComplete));
    expect(await page.json()).toMatchObject({ waiting: [started.userCode] });
    await fetch(`${simulator.url}/_sim/approve`, { method: 'POST', body: JSON.stringify({ userCode: started.userCode }) });
    const grant = ['--grant-type', 'urn:ietf:params:oauth:grant-type:device_code', '--device-code', String(started.deviceCode)];
    const { accessToken } = await cli('sso-oidc', 'create-token', ...ids, ...grant);
    const token = ['--access-token', String(accessToken)];
    expect(await cli('sso', 'list-accounts', ...token)).toMatchObject({ accountList: [{ accountId: '111122223333' }, {}] });
    const role = ['--role-name', 'ViewOnlyAccess', '--account-id', '444455556666'];
    expect(await cli('sso', 'get-role-credentials', ...token, ...role)).toHaveProperty('roleCredentials.sessionToken');
  }, 60_000);
});
