import { expect, test } from 'vitest';
import { SetupWishes } from '../../../shared/domain/setup/wishes';
import type { AwsContext } from '../aws/aws-context';
import { type AnAccount, admin, anAccount, targetPlace } from './testing/an-account';
import { inventoryOf } from './testing/inventory';

const wishes = SetupWishes.parse({ forwardFrom: [targetPlace] });
/** Every change in the long run; a few of them, at each kind of step, in the usual one. */
const STRIDE = process.env.TOCSIN_LONG === '1' ? 1 : 5;
const CHANGES = /^(Create|Set|Tag|Put|Subscribe|Update|Delete|Remove|Unsubscribe)/;

/** Lets `allowed` changing calls through. The next one still reaches AWS, but its answer finds nobody: the process is gone. */
async function killAfter(aws: AwsContext, allowed: number): Promise<() => boolean> {
  let left = allowed;
  const gate = (command: string | undefined): void => {
    if (left < 0) throw new Error('killed');
    if (CHANGES.test(command ?? '')) left -= 1;
  };
  for (const place of [{ accountId: '111122223333', region: 'us-east-1' }, targetPlace]) {
    const { sqs, sns, events, iam } = await aws.setup(place);
    const options = { step: 'initialize', name: 'kill', override: true } as const;
    sqs.middlewareStack.add((next, context) => async (args) => after(await passed(() => next(args), context)), options);
    sns.middlewareStack.add((next, context) => async (args) => after(await passed(() => next(args), context)), options);
    events.middlewareStack.add((next, context) => async (args) => after(await passed(() => next(args), context)), options);
    iam.middlewareStack.add((next, context) => async (args) => after(await passed(() => next(args), context)), options);
  }
  function passed<T>(next: () => Promise<T>, context: { commandName?: string }): Promise<T> {
    gate(context.commandName);
    return next();
  }
  function after<T>(answer: T): T {
    if (left < 0) throw new Error('killed');
    return answer;
  }
  return () => left < 0;
}

const everything = async ({ simulator }: AnAccount) => ({
  platform: await inventoryOf(simulator.url, '111122223333'),
  target: await inventoryOf(simulator.url, targetPlace.accountId),
});

/** Ids and ports differ from one simulator to the next. */
function comparable(found: unknown, { simulator }: AnAccount): unknown {
  return JSON.parse(JSON.stringify(found).replaceAll(simulator.url, 'http://aws'));
}

async function aPlainAccount() {
  const account = await anAccount({ sources: [] });
  const aws = account.sources.awsOf(account.contextId);
  if (aws === null) throw new Error('the account is not open');
  return { account, aws };
}

test('killed at any change and started again, it comes to the same; and so does its removal', { timeout: 240_000 }, async () => {
  const { account: whole } = await aPlainAccount();
  const nothing = comparable(await everything(whole), whole);
  await whole.setup.apply(whole.contextId, wishes, admin);
  const complete = comparable(await everything(whole), whole);
  expect(complete).not.toEqual(nothing);

  for (let changes = 0, isDone = false; !isDone; changes += STRIDE) {
    const { account, aws } = await aPlainAccount();
    const { contextId } = account;
    let killed = await killAfter(aws, changes);
    await account.another(killed).apply(contextId, wishes, admin);
    isDone = !killed();
    if (!isDone) expect(account.setup.progress(contextId)).toMatchObject({ action: 'apply', endedAt: null, wishes });
    await killAfter(aws, Number.POSITIVE_INFINITY);
    await account.another().apply(contextId, null, admin);
    expect(comparable(await everything(account), account), `killed after ${changes} changes`).toEqual(complete);

    killed = await killAfter(aws, changes);
    await account.another(killed).remove(contextId, admin);
    await killAfter(aws, Number.POSITIVE_INFINITY);
    await account.another().remove(contextId, admin);
    expect(comparable(await everything(account), account), `removal killed after ${changes} changes`).toEqual(nothing);
    await account.simulator.stop();
  }
});

test('cancelled between two steps it says so, keeps what was made, and goes on to the same end', {
  timeout: 60_000,
}, async () => {
  const { account, aws } = await aPlainAccount();
  const { contextId, setup } = account;
  const nothing = comparable(await everything(account), account);
  expect(setup.cancel(contextId, admin)).toMatchObject({ ok: false, error: { code: 'not-running' } });
  // Asked for while the first queue is being made.
  const { sqs } = await aws.setup({ accountId: '111122223333', region: 'us-east-1' });
  sqs.middlewareStack.add(
    (next, context) => async (args) => {
      if (Object(context).commandName === 'CreateQueueCommand') setup.cancel(contextId, admin);
      return next(args);
    },
    { step: 'initialize', name: 'cancel', override: true },
  );
  const cut = await setup.apply(contextId, wishes, admin);
  expect(cut).toMatchObject({ ok: true, value: { outcome: 'cancelled', steps: [{ outcome: 'made' }] } });
  expect(cut.ok && cut.value.message).toMatch(/^dana cancelled it after 1 of \d+ parts\. Make the changes once more to go on\.$/);
  expect(setup.progress(contextId)).toMatchObject({ outcome: 'cancelled', endedAt: expect.any(String), wishes });
  sqs.middlewareStack.remove('cancel');

  expect(await account.another().apply(contextId, null, admin)).toMatchObject({ ok: true, value: { outcome: 'complete' } });
  const steps = setup.progress(contextId)?.steps.map(({ outcome }) => outcome);
  expect(steps?.filter((outcome) => outcome === 'unchanged')).toHaveLength(1);
  expect(await setup.remove(contextId, admin)).toMatchObject({ ok: true, value: { outcome: 'complete' } });
  expect(comparable(await everything(account), account)).toEqual(nothing);
});
