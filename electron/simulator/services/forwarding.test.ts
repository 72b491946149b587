import {
  DescribeEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { queuePolicy, startTestCloud, type TestCloud } from '../testing/test-cloud';

const PLATFORM = '111122223333';
const TARGET = '444455556666';
const BUS = `arn:aws:events:us-east-1:${PLATFORM}:event-bus/default`;
const QUEUE = `arn:aws:sqs:us-east-1:${PLATFORM}:console`;
const RoleName = 'tocsin-forward';
let wire: TestCloud;
let iam: IAMClient;
beforeEach(async () => {
  wire = await startTestCloud();
  iam = new IAMClient(as(TARGET));
  const Policy = queuePolicy(QUEUE, 'events.amazonaws.com', `arn:aws:events:us-east-1:${PLATFORM}:rule/console`);
  wire.cloud.queues.create({ account: PLATFORM, region: 'us-east-1', name: 'console', attributes: { Policy }, tags: {} });
});
afterEach(() => wire.stop());

const as = (account: string) => ({ ...wire.client, credentials: { accessKeyId: account, secretAccessKey: 'x' } });
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trust = policy({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' });
const putEvents = policy({ Effect: 'Allow', Action: 'events:PutEvents', Resource: BUS });
const createRole = (AssumeRolePolicyDocument = trust) =>
  iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Tags: [{ Key: 'tocsin:installation', Value: 'one' }] }));
const putPolicy = (PolicyDocument = putEvents) =>
  iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'forward', PolicyDocument }));
const received = () => (wire.cloud.queues.byArn(QUEUE)?.receive(10, 30_000) ?? []).map(({ body }) => JSON.parse(body));
const launchFailed = (region = 'us-east-1') =>
  wire.cloud.buses.put({
    account: TARGET,
    region,
    source: 'aws.drs',
    detailType: 'DRS Source Server Launch Result',
    time: wire.parts.time.now(),
    resources: [],
    detail: { state: 'RECOVERY_LAUNCH_FAILED' },
  });

/** The target account's rule sends to the platform's bus, whose own rule sends to the console's queue. */
async function forward(region = 'us-east-1') {
  const there = new EventBridgeClient({ ...as(TARGET), region });
  const home = new EventBridgeClient(as(PLATFORM));
  const EventPattern = JSON.stringify({ source: ['aws.drs'] });
  const RoleArn = `arn:aws:iam::${TARGET}:role/${RoleName}`;
  await there.send(new PutRuleCommand({ Name: 'forward', EventPattern }));
  await expect(there.send(new PutTargetsCommand({ Rule: 'forward', Targets: [{ Id: '1', Arn: BUS }] }))).rejects.toThrow(
    /RoleArn is required/,
  );
  await there.send(new PutTargetsCommand({ Rule: 'forward', Targets: [{ Id: '1', Arn: BUS, RoleArn }] }));
  await home.send(new PutRuleCommand({ Name: 'console', EventPattern }));
  await home.send(new PutTargetsCommand({ Rule: 'console', Targets: [{ Id: '1', Arn: QUEUE }] }));
  return home;
}
const admit = (home: EventBridgeClient) =>
  home.send(new PutPermissionCommand({ Action: 'events:PutEvents', Principal: TARGET, StatementId: 'tocsin-target' }));

test('events cross accounts and regions with a role and a bus that admits the account, and keep their origin', async () => {
  await createRole();
  await putPolicy();
  const home = await forward('eu-west-1');
  launchFailed('eu-west-1');
  expect(received()).toEqual([]);
  await admit(home);
  launchFailed('eu-west-1');
  expect(received()).toMatchObject([{ account: TARGET, region: 'eu-west-1' }]);
  const { Policy = '{}' } = await home.send(new DescribeEventBusCommand({}));
  expect(JSON.parse(Policy).Statement).toMatchObject([{ Sid: 'tocsin-target', Action: 'events:PutEvents', Resource: BUS }]);
  await home.send(new RemovePermissionCommand({ StatementId: 'tocsin-target' }));
  expect((await home.send(new DescribeEventBusCommand({}))).Policy).toBeUndefined();
  const again = home.send(new RemovePermissionCommand({ StatementId: 'tocsin-target' }));
  await expect(again).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a role that may not, or that EventBridge may not use, forwards nothing', async () => {
  await createRole();
  await admit(await forward());
  launchFailed();
  expect(received()).toEqual([]);
  await putPolicy(policy({ Effect: 'Allow', Action: 'events:PutEvents', Resource: `${BUS}-of-another` }));
  launchFailed();
  expect(received()).toEqual([]);
  await putPolicy();
  launchFailed();
  expect(received()).toHaveLength(1);
});

test('an organisation is admitted as a whole, and callers put events on another account’s bus', async () => {
  const home = await forward();
  const there = new EventBridgeClient(as(TARGET));
  const Entries = [{ Source: 'tocsin', DetailType: 'Note', Detail: '{}', EventBusName: BUS }];
  expect((await there.send(new PutEventsCommand({ Entries }))).FailedEntryCount).toBe(1);
  const Condition = { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-example1234' };
  await home.send(new PutPermissionCommand({ Action: 'events:PutEvents', Principal: '*', StatementId: 'org', Condition }));
  await home.send(new PutRuleCommand({ Name: 'console', EventPattern: '{"source":["tocsin"]}' }));
  expect((await there.send(new PutEventsCommand({ Entries }))).FailedEntryCount).toBe(0);
  expect(received()).toMatchObject([{ source: 'tocsin', account: TARGET }]);
});

test('a role is made once, read back, tagged, listed, and deleted without its policies', async () => {
  const { Role } = await createRole();
  expect(Role).toMatchObject({ Arn: `arn:aws:iam::${TARGET}:role/${RoleName}`, RoleId: expect.stringMatching(/^AROA/) });
  await expect(createRole()).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
  await putPolicy();
  await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'by', Value: 'tocsin' }] }));
  const got = await iam.send(new GetRoleCommand({ RoleName }));
  expect(decodeURIComponent(got.Role?.AssumeRolePolicyDocument ?? '')).toBe(trust);
  expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toHaveLength(2);
  expect((await iam.send(new ListRolesCommand({}))).Roles?.map((role) => role.RoleName)).toEqual([RoleName]);
  expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['forward']);
  const inline = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'forward' }));
  expect(decodeURIComponent(inline.PolicyDocument ?? '')).toBe(putEvents);
  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({ name: 'DeleteConflictException' });
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'forward' }));
  await iam.send(new DeleteRoleCommand({ RoleName }));
  await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  await expect(createRole('{')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
});

test('a role somebody made is assumed by those it trusts', async () => {
  await createRole(policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${PLATFORM}:root` }, Action: 'sts:AssumeRole' }));
  const assume = (account: string) =>
    new STSClient(as(account)).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${TARGET}:role/${RoleName}`, RoleSessionName: 'tocsin' }),
    );
  expect((await assume(PLATFORM)).AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${TARGET}:assumed-role/${RoleName}/tocsin`);
  await expect(assume('999999999999')).rejects.toMatchObject({ name: 'AccessDenied' });
});
