import { err, ok, type Result } from '../../../shared/lib/result';
import type { Chance } from '../world';
import { compileFilter, type Filter, type FilterScope } from './filter-policy';

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  /** Account that subscribed. */
  readonly owner: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** `FilterPolicy`, `FilterPolicyScope`, `RawMessageDelivery`, `RedrivePolicy`, `DeliveryPolicy` as given. */
  readonly attributes: Map<string, string>;
  filter: Filter;
  /** Queues are confirmed at once; mail addresses and web hooks when their owner answers. */
  confirmed: boolean;
  readonly token: string;
}

export interface NewSubscription {
  readonly owner: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly filter: Filter;
  /** For subscriptions whose owner agreed long ago. */
  readonly confirmed?: boolean;
}

/** Whose owner must agree before anything is delivered. */
const ASKED_FIRST = ['email', 'email-json', 'http', 'https'];

const SETTABLE = [
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'DeliveryPolicy',
  'SubscriptionRoleArn',
];

export function createSubscription(topicArn: string, wanted: NewSubscription, chance: Chance): Subscription {
  return {
    ...wanted,
    arn: `${topicArn}:${chance.uuid()}`,
    topicArn,
    attributes: new Map(wanted.attributes),
    confirmed: wanted.confirmed ?? !ASKED_FIRST.includes(wanted.protocol),
    token: chance.hex(64),
  };
}

/**
 * Attributes after a change, with the filter they make. The error is the reason SNS gives; an empty filter policy removes
 * the filter.
 */
export function changeAttributes(
  current: ReadonlyMap<string, string>,
  change: Readonly<Record<string, string>>,
): Result<{ readonly attributes: Map<string, string>; readonly filter: Filter }, string> {
  const unknown = Object.keys(change).find((name) => !SETTABLE.includes(name));
  if (unknown !== undefined) return err('AttributeName');
  const attributes = new Map([...current, ...Object.entries(change)]);
  const scope = attributes.get('FilterPolicyScope') ?? 'MessageAttributes';
  if (!isScope(scope))
    return err(`FilterPolicyScope: Invalid value [${scope}]. Please use either MessageBody or MessageAttributes`);
  const raw = attributes.get('RawMessageDelivery') ?? 'false';
  if (raw !== 'true' && raw !== 'false')
    return err(`Attributes Reason: RawMessageDelivery: Invalid value [${raw}]. Must be true or false.`);
  const filter = compileFilter(attributes.get('FilterPolicy') || '{}', scope);
  return filter.ok ? ok({ attributes, filter: filter.value }) : err(`FilterPolicy: ${filter.error}`);
}

function isScope(text: string): text is FilterScope {
  return text === 'MessageAttributes' || text === 'MessageBody';
}
