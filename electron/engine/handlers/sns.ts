import type { FilterCheck } from '../../../shared/contract/sns';
import {
  costOf,
  type FilterScope,
  readFilterPolicy,
  type SampleMessage,
  wouldPass,
} from '../../../shared/domain/filter-policy/filter-policy';
import type { ContextId } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import type { Engine } from '../engine-api';
import { readDeliveryLog } from '../messaging/delivery-log';
import { refusalOf } from '../messaging/refusals';
import {
  changeSubscription,
  isConfirmedId,
  listSubscriptions,
  readSubscription,
  subscribe,
  type Tuning,
  unsubscribe,
} from '../messaging/subscriptions';
import { readTopicMetrics } from '../messaging/topic-metrics';
import {
  createTopic,
  deleteTopic,
  listTopics,
  logDeliveries,
  nameOfTopic,
  publish,
  readTopic,
  setDisplayName,
} from '../messaging/topics';
import type { Actor } from '../ports';
import { askAws, awsAsked, contextAsked } from './aws-calls';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { conflict, impossible, invalid } from './problems';

/** Topics and subscriptions, read from SNS when they are asked for: they change rarely, and nobody watches them all day. */
export function snsHandlers(os: Implementer, engine: Engine) {
  const { sns } = os;
  const now = () => engine.ports.clock.now();
  const ask = <T>(context: ContextId | undefined, what: string, call: (aws: AwsContext) => Promise<T>): Promise<T> => {
    const aws = awsAsked(engine, context);
    return askAws(engine, aws, () => call(aws), refusalOf(what));
  };
  const changing = commandsOf(engine);
  return {
    topics: sns.topics.handler(async ({ input }) => {
      const topics = await ask(input.context, 'the list of topics', (aws) => listTopics(aws, now()));
      return pageOf(topics, input, ({ topicArn }) => topicArn, 'ascending');
    }),
    topic: sns.topic.handler(({ input: { context, topicArn } }) =>
      ask(context, topicNamed(topicArn), (aws) => readTopic(aws, topicArn, now())),
    ),
    createTopic: sns.createTopic.handler(({ input, context: { actor } }) =>
      changing('sns.createTopic', input, actor, topicNamed(input.name), async (aws) => {
        const topicArn = await createTopic(aws, input);
        if (topicArn === null)
          throw conflict('topic.exists', `There is a topic ${input.name} already, and it stays as it is. Choose another name.`);
        return done(`The topic ${input.name} was made.`, await readTopic(aws, topicArn, now()));
      }),
    ),
    changeTopic: sns.changeTopic.handler(({ input, context: { actor } }) =>
      changing('sns.changeTopic', input, actor, topicNamed(input.topicArn), async (aws) => {
        await setDisplayName(aws, input.topicArn, input.displayName);
        return done(
          `${nameOfTopic(input.topicArn)} is shown as “${input.displayName}”.`,
          await readTopic(aws, input.topicArn, now()),
        );
      }),
    ),
    deleteTopic: sns.deleteTopic.handler(({ input, context: { actor } }) =>
      changing('sns.deleteTopic', input, actor, topicNamed(input.topicArn), async (aws, commandId) => {
        const name = nameOfTopic(input.topicArn);
        if (input.confirm !== name) throw invalid('topic.not-confirmed', 'confirm', `type the topic’s name, ${name}`);
        const topic = await readTopic(aws, input.topicArn, now());
        if (topic.isPlatform)
          throw impossible('topic.platform', `${name} belongs to the orchestrator, whose notifications would be lost. It stays.`);
        await deleteTopic(aws, input.topicArn);
        return accepted(commandId, `The topic ${name} and its ${topic.confirmed + topic.pending} subscriptions were deleted.`);
      }),
    ),
    logDeliveries: sns.logDeliveries.handler(({ input, context: { actor } }) =>
      changing('sns.logDeliveries', input, actor, topicNamed(input.topicArn), async (aws) => {
        await logDeliveries(aws, input.topicArn, input);
        const what = input.roleArn === null ? 'are not logged any more' : 'are logged';
        return done(
          `${input.protocol} deliveries of ${nameOfTopic(input.topicArn)} ${what}.`,
          await readTopic(aws, input.topicArn, now()),
        );
      }),
    ),
    deliveries: sns.deliveries.handler(({ input: { context, topicArn, hours } }) =>
      ask(context, `metrics of ${nameOfTopic(topicArn)}`, (aws) =>
        readTopicMetrics(aws, topicArn, hours, engine.ports.clock.nowMs()),
      ),
    ),
    deliveryLog: sns.deliveryLog.handler(({ input: { context, topicArn, hours } }) =>
      ask(context, `the delivery log of ${nameOfTopic(topicArn)}`, (aws) =>
        readDeliveryLog(aws, topicArn, hours, engine.ports.clock.nowMs()),
      ),
    ),
    publish: sns.publish.handler(({ input, context: { actor } }) =>
      changing(
        'sns.publish',
        input,
        actor,
        topicNamed(input.topicArn),
        async (aws, commandId) => {
          const messageId = await publish(aws, input.topicArn, input);
          const message = `Published to ${nameOfTopic(input.topicArn)} as ${messageId}.`;
          return done(message, { commandId, outcome: 'accepted' as const, message, messageId });
        },
        'act',
      ),
    ),
    subscriptions: sns.subscriptions.handler(async ({ input }) => {
      const { topic = null } = input;
      const what = topic === null ? 'the list of subscriptions' : topicNamed(topic);
      const all = await ask(input.context, what, (aws) => listSubscriptions(aws, topic, now()));
      return pageOf(all, input, (one) => `${one.topicArn} ${one.protocol} ${one.endpoint} ${one.subscriptionId}`, 'ascending');
    }),
    subscription: sns.subscription.handler(({ input: { context, subscriptionId } }) => {
      requireConfirmed(subscriptionId);
      return ask(context, subscriptionNamed(subscriptionId), (aws) => readSubscription(aws, subscriptionId, now()));
    }),
    subscribe: sns.subscribe.handler(({ input, context: { actor } }) =>
      changing('sns.subscribe', input, actor, `${input.protocol} subscription of ${input.endpoint}`, async (aws) => {
        requirePolicy(input, input.filterPolicyScope ?? 'MessageAttributes');
        const arn = await subscribe(aws, input);
        const {
          filterPolicy: _,
          filterPolicyScope: __,
          rawDelivery: ___,
          deadLetterQueue: ____,
          ...entry
        } = await readSubscription(aws, arn, now());
        const waits = entry.state === 'pending' ? ' It waits for its owner to confirm.' : '';
        return done(`${input.endpoint} is subscribed to ${nameOfTopic(input.topicArn)}.${waits}`, entry);
      }),
    ),
    changeSubscription: sns.changeSubscription.handler(({ input, context: { actor } }) =>
      changing('sns.changeSubscription', input, actor, subscriptionNamed(input.subscriptionId), async (aws) => {
        requireConfirmed(input.subscriptionId);
        const before = await readSubscription(aws, input.subscriptionId, now());
        const filterPolicy = input.filterPolicy === undefined ? before.filterPolicy : input.filterPolicy;
        requirePolicy({ filterPolicy }, input.filterPolicyScope ?? before.filterPolicyScope);
        await changeSubscription(aws, input.subscriptionId, input);
        return done(
          `The subscription of ${before.endpoint} was changed. SNS may take up to 15 minutes to apply a filter policy.`,
          await readSubscription(aws, input.subscriptionId, now()),
        );
      }),
    ),
    unsubscribe: sns.unsubscribe.handler(({ input, context: { actor } }) =>
      changing('sns.unsubscribe', input, actor, subscriptionNamed(input.subscriptionId), async (aws, commandId) => {
        requireConfirmed(input.subscriptionId);
        const { endpoint, topicArn } = await readSubscription(aws, input.subscriptionId, now());
        await unsubscribe(aws, input.subscriptionId);
        return accepted(commandId, `${endpoint} hears nothing of ${nameOfTopic(topicArn)} any more.`);
      }),
    ),
    checkFilter: sns.checkFilter.handler(({ input }) => checkFilter(input.filterPolicy, input.scope, input.message)),
  };
}

/** The way of every change: recorded, for administrators unless told otherwise, with what AWS refuses in plain words. */
function commandsOf(engine: Engine) {
  return <T>(
    command: string,
    input: { readonly context?: ContextId | undefined },
    actor: Actor,
    what: string,
    work: (aws: AwsContext, commandId: string) => Promise<{ outcome: 'accepted' | 'refused'; message: string; value: T }>,
    need: Actor['role'] = 'admin',
  ): Promise<T> => {
    const contextId = contextAsked(engine, input.context);
    return runCommand(engine, { command, need, actor, contextId, note: what }, (commandId) => {
      const aws = awsAsked(engine, contextId);
      return askAws(engine, aws, () => work(aws, commandId), refusalOf(what));
    });
  };
}

function accepted(commandId: string, message: string) {
  return done(message, { commandId, outcome: 'accepted' as const, message });
}

/** SNS would refuse it too, but names neither the place nor the way out. */
function requirePolicy({ filterPolicy }: Pick<Tuning, 'filterPolicy'>, scope: FilterScope): void {
  if (filterPolicy == null) return;
  const read = readFilterPolicy(filterPolicy, scope);
  if (read.ok) return;
  const [first] = read.error;
  const place = first === undefined || first.path === '' ? 'filterPolicy' : `filterPolicy.${first.path}`;
  throw invalid('filter-policy.invalid', place, first?.message ?? 'SNS would not take it');
}

function requireConfirmed(subscriptionId: string): void {
  if (!isConfirmedId(subscriptionId))
    throw impossible(
      'subscription.pending',
      'This subscription waits for its owner to confirm it. Until then SNS can neither change nor end it; it lapses by itself after two days.',
    );
}

function checkFilter(source: unknown, scope: FilterScope, message: SampleMessage | undefined): FilterCheck {
  const cost = costOf(source);
  const read = readFilterPolicy(source, scope);
  if (!read.ok) return { ...cost, valid: false, problems: [...read.error], passes: null, because: null };
  const passing = message === undefined ? { passes: null, because: null } : wouldPass(read.value, scope, message);
  return { ...cost, valid: true, problems: [], ...passing };
}

function topicNamed(nameOrArn: string): string {
  return `topic ${nameOfTopic(nameOrArn)}`;
}

function subscriptionNamed(subscriptionId: string): string {
  return `subscription ${subscriptionId}`;
}
