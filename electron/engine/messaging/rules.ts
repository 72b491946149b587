import {
  type Rule as ListedRule,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import type { BusRule } from '../../../shared/contract/events';
import { jsonOf } from '../../../shared/domain/event-pattern/values';
import type { Instant } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import { factsOf } from '../aws/error-facts';
import { isMissing } from '../aws/errors';
import { queueName, topicArns } from '../aws/platform-names';

const MOST_PAGES = 20;

/** What every event of our own says of its source. */
const OUR_SOURCE = 'tocsin';

/** Rules of the default bus, without their targets. */
export async function listRules({ events }: AwsContext): Promise<ListedRule[]> {
  const found: ListedRule[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await events.send(new ListRulesCommand({ NextToken, Limit: 100 }));
    found.push(...(answer.Rules ?? []));
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  return found;
}

/** A rule with its targets, and what it is to us. */
export async function describeRule(aws: AwsContext, rule: ListedRule, at: Instant): Promise<BusRule> {
  const targets = await targetsOf(aws, rule.Name ?? '');
  const heard = await heardBy(aws);
  return {
    contextId: aws.spec.contextId,
    observedAt: at,
    source: 'eventbridge',
    name: rule.Name ?? '',
    ruleArn: rule.Arn ?? '',
    description: rule.Description ?? '',
    enabled: rule.State !== 'DISABLED',
    seesReads: rule.State === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    pattern: jsonOf(rule.EventPattern ?? '') ?? null,
    schedule: rule.ScheduleExpression ?? null,
    targets: targets ?? [],
    targetsRead: targets !== null,
    whose: whoseRule(aws, rule.Name ?? ''),
    feedsUs: (targets ?? []).some(({ arn }) => heard.has(arn) || arn.includes(':event-bus/')),
  };
}

/** Null where EventBridge knows no such rule any more, or does not take its name: one rule must not hide all the others. */
async function targetsOf({ events }: AwsContext, Rule: string): Promise<BusRule['targets'] | null> {
  try {
    const answer = await events.send(new ListTargetsByRuleCommand({ Rule }));
    return (answer.Targets ?? []).map(({ Id = '', Arn = '' }) => ({ id: Id, arn: Arn }));
  } catch (error) {
    if (isMissing(error) || factsOf(error).name === 'ValidationException') return null;
    throw error;
  }
}

/** ARNs through which events come to us: our queue and the platform's topics. */
async function heardBy({ identity, platform, installationId, spec }: AwsContext): Promise<ReadonlySet<string>> {
  const { accountId, partition } = await identity();
  const queue = `arn:${partition}:sqs:${spec.region}:${accountId}:${queueName(platform, installationId)}`;
  return new Set([queue, ...topicArns(platform, { accountId, partition, region: spec.region })]);
}

function whoseRule({ platform, installationId }: AwsContext, name: string): BusRule['whose'] {
  if (name.startsWith(queueName(platform, installationId))) return 'ours';
  if (name.startsWith(`${platform.project}-console-`)) return 'another-console';
  return name.startsWith(`${platform.project}-`) ? 'platform' : 'other';
}

/** Whether EventBridge itself would match `event`, which it wants whole. */
export async function testPattern(
  { events }: AwsContext,
  pattern: unknown,
  event: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const answer = await events.send(
    new TestEventPatternCommand({ EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) }),
  );
  return answer.Result === true;
}

export interface OwnEvent {
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly resources: readonly string[];
}

/** Puts an event of ours on the default bus. Answers its id; throws what EventBridge gives as the reason. */
export async function sendEvent({ events }: AwsContext, event: OwnEvent): Promise<string> {
  const answer = await events.send(
    new PutEventsCommand({
      Entries: [
        {
          Source: OUR_SOURCE,
          DetailType: event.detailType,
          Detail: JSON.stringify(event.detail),
          Resources: [...event.resources],
        },
      ],
    }),
  );
  const [entry] = answer.Entries ?? [];
  if (entry?.EventId === undefined)
    throw Object.assign(new Error(entry?.ErrorMessage ?? 'EventBridge took the call and not the event.'), {
      name: entry?.ErrorCode ?? 'FailedEntry',
    });
  return entry.EventId;
}
