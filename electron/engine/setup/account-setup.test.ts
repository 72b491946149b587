import { EventBridgeClient, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ListQueuesCommand, SQSClient, TagQueueCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { SetupWishes } from '../../../shared/domain/setup/wishes';
import { type AnAccount, admin, anAccount, targetPlace } from './testing/an-account';
import { inventoryOf } from './testing/inventory';

const platform = '111122223333';

const everything = async ({ simulator }: AnAccount) => ({
  platform: await inventoryOf(simulator.url, platform),
  target: await inventoryOf(simulator.url, targetPlace.accountId),
});

function must<T>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

const adminClient = ({ simulator }: AnAccount) => ({
  endpoint: simulator.url,
  region: 'us-east-1',
  credentials: { accessKeyId: platform, secretAccessKey: 'root' },
});

const wishes = SetupWishes.parse({ forwardFrom: [targetPlace] });

describe('connecting an account', { timeout: 120_000 }, () => {
  test('what was connected and verified is removed, and nothing is left; a repetition changes nothing', async () => {
    const account = await anAccount();
    const { setup, contextId } = account;
    const before = await everything(account);

    const survey = must(await setup.survey(contextId, wishes));
    expect(new Set(survey.plan.map(({ state }) => state))).toEqual(new Set(['create']));
    expect(survey.unread).toEqual([]);
    expect(await everything(account)).toEqual(before);

    const applied = must(await setup.apply(contextId, wishes, admin));
    expect(applied.steps.filter(({ outcome }) => outcome !== 'made')).toEqual([]);
    expect(applied.outcome).toBe('complete');
    const connected = await everything(account);

    const verified = must(await setup.verify(contextId, admin));
    expect(verified.checks.filter(({ outcome }) => outcome === 'fails')).toEqual([]);

    const again = must(await setup.apply(contextId, null, admin));
    expect(again.message).toBe('Nothing had to be changed.');
    expect(await everything(account)).toEqual(connected);

    const removed = must(await setup.remove(contextId, admin));
    expect(removed).toMatchObject({ outcome: 'complete' });
    expect(await everything(account)).toEqual(before);
    expect(must(await setup.remove(contextId, admin)).message).toBe('Nothing had to be changed.');
  });

  test('what has our names but not our mark is never touched', async () => {
    const account = await anAccount();
    const { setup, contextId, sources } = account;
    const id = sources.awsOf(contextId)?.installationId;
    const sqs = new SQSClient(adminClient(account));
    const events = new EventBridgeClient(adminClient(account));
    const queue = `aws-drs-orchestration-console-${id}`;
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: queue, tags: { team: 'other' } }));
    await events.send(new PutRuleCommand({ Name: `${queue}-drs`, EventPattern: '{"source":["theirs"]}', State: 'ENABLED' }));
    const before = await everything(account);

    const { plan } = must(await setup.survey(contextId, wishes));
    expect(plan.filter(({ state }) => state === 'clash').map(({ resource }) => resource.name)).toEqual([queue, `${queue}-drs`]);
    const applied = must(await setup.apply(contextId, wishes, admin));
    expect(applied.outcome).toBe('incomplete');
    must(await setup.remove(contextId, admin));
    expect(await everything(account)).toEqual(before);
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toContain(QueueUrl);
  });

  test('a queue that nobody has used for a month is offered, and removed with its rules', async () => {
    const account = await anAccount();
    const { setup, contextId } = account;
    const sqs = new SQSClient(adminClient(account));
    const make = async (name: string, installation: string, lastUse: string) => {
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
      await sqs.send(
        new TagQueueCommand({ QueueUrl, Tags: { 'tocsin:installation': installation, 'tocsin:last-use': lastUse } }),
      );
    };
    await make('aws-drs-orchestration-console-old1', 'old1', '2025-01-01');
    await make('aws-drs-orchestration-console-old1-dlq', 'old1', '2025-01-01');
    await make('aws-drs-orchestration-console-live', 'live', account.ports.wall.now().slice(0, 10));
    const { discovered } = must(await setup.survey(contextId, null));
    expect(discovered.oldQueues.items.map(({ name }) => name)).toEqual(['aws-drs-orchestration-console-old1']);
    expect(await setup.removeOld(contextId, 'aws-drs-orchestration-console-live', admin)).toMatchObject({
      ok: false,
      error: { code: 'not-abandoned' },
    });
    expect(must(await setup.removeOld(contextId, 'aws-drs-orchestration-console-old1', admin))).toMatchObject({
      outcome: 'complete',
    });
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'aws-drs-orchestration-console-' }));
    expect(QueueUrls.map((url) => url.split('/').at(-1))).toEqual(['aws-drs-orchestration-console-live']);
  });

  test('the shipped set-up policies suffice, from discovery to removal', async () => {
    const account = await anAccount({ policy: ['observe', 'alert', 'setup'] });
    const { setup, contextId } = account;
    const everywhere = SetupWishes.parse({ forwardFrom: [targetPlace, { accountId: platform, region: 'us-west-2' }] });
    const { discovered, unread } = must(await setup.survey(contextId, everywhere));
    const { topics, stateMachines, tables, trails, alarms, oldQueues } = discovered;
    const refused = [topics, stateMachines, tables, trails, alarms, oldQueues].flatMap(({ unread: why }) => why?.action ?? []);
    expect(refused).toEqual([]);
    expect(unread).toEqual([]);
    expect(must(await setup.apply(contextId, everywhere, admin)).message).toMatch(/^All set up/);
    expect(must(await setup.verify(contextId, admin)).message).toMatch(/^The connection works/);
    expect(must(await setup.remove(contextId, admin)).message).toMatch(/^All removed/);
  });

  test('tables and state machines picked by hand are previewed, read from then on, and stand in the policies', async () => {
    const account = await anAccount();
    const { setup, contextId } = account;
    const machine = 'arn:aws:states:us-east-1:111122223333:stateMachine:aws-drs-orchestration-orchestration-dev';
    const picked = { stateMachines: [machine], tables: { recoveryPlans: 'payroll-plans' } };
    const { reads, plan } = must(await setup.survey(contextId, SetupWishes.parse(picked)));
    expect(reads.map(({ part, picked: byHand, state }) => [part, byHand, state])).toEqual([
      ['runs', true, 'found'],
      ['executionHistory', false, 'found'],
      ['recoveryPlans', true, 'missing'],
      ['protectionGroups', false, 'found'],
    ]);
    expect(plan.length).toBeGreaterThan(0);
    expect(account.picks).toEqual([]);
    const applied = must(await setup.apply(contextId, SetupWishes.parse(picked), admin));
    expect(applied.message).toMatch(/^All set up.+ The names that were picked are read from now on\.$/);
    expect(account.picks).toEqual([{ stateMachineArn: machine, tables: { recoveryPlans: 'payroll-plans' } }]);
    const observe = JSON.stringify(must(await setup.policies(contextId)).observe);
    expect(observe).toContain('table/payroll-plans"');
    expect(observe).not.toContain('recovery-plans-dev');
    expect(observe).toContain('table/aws-drs-orchestration-protection-groups-dev');
    must(await setup.remove(contextId, admin));
  });

  test('a topic’s filter policy of the wishes is set, changed and taken away', async () => {
    const account = await anAccount();
    const { setup, contextId } = account;
    const arn = 'arn:aws:sns:us-east-1:111122223333:aws-drs-orchestration-execution-notifications-dev';
    const applied = async (filterPolicy: string) => {
      must(await setup.apply(contextId, SetupWishes.parse({ topics: [{ arn, filterPolicy }] }), admin));
      const { subscriptions } = await inventoryOf(account.simulator.url, platform);
      return JSON.stringify(subscriptions);
    };
    expect(await applied('{"eventType":["fail"]}')).toContain('eventType');
    const { plan } = must(
      await setup.survey(contextId, SetupWishes.parse({ topics: [{ arn, filterPolicy: '{"eventType":["pause"]}' }] })),
    );
    expect(plan.find(({ resource }) => resource.kind === 'subscription')).toMatchObject({
      state: 'change',
      differences: ['filterPolicy'],
    });
    expect(await applied('{"eventType":["pause"]}')).toContain('pause');
    expect(await applied('')).not.toContain('eventType');
    must(await setup.remove(contextId, admin));
  });

  test('what is not permitted is named, and the rest is planned all the same', async () => {
    const account = await anAccount({ policy: ['observe'] });
    const { setup, contextId } = account;
    const { discovered, plan } = must(await setup.survey(contextId, wishes));
    expect(discovered.oldQueues.unread).toMatchObject({ action: 'sqs:ListQueues' });
    expect(plan.find(({ resource }) => resource.kind === 'queue')).toMatchObject({ state: 'unknown' });
    const applied = must(await setup.apply(contextId, wishes, admin));
    expect(applied).toMatchObject({ outcome: 'incomplete', message: expect.stringContaining('sqs:') });
  });
});
