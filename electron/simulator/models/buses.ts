import type { Buses, Chance, SimulatedTime } from '../world';
import { readArn } from './arn';
import { type BusPolicies, busArn, createBusPolicies } from './bus-policies';
import { type InputTransformer, readPath, transformInput } from './input-transformer';
import type { Metrics, Place } from './metrics';
import type { Pattern } from './pattern';
import type { Queues } from './queues';
import type { Roles } from './roles';
import type { TopicStore } from './topics';

/** An event as rules see it and targets get it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string | undefined;
  /** At most one of these three shapes what the target gets. */
  readonly Input?: string | undefined;
  readonly InputPath?: string | undefined;
  readonly InputTransformer?: InputTransformer | undefined;
  readonly DeadLetterConfig?: { readonly Arn?: string | undefined } | undefined;
}

export type RuleState = 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

export interface Rule {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  eventPattern: string | null;
  /** Null for a schedule, which the simulator never fires itself. */
  matches: Pattern | null;
  schedule: string | null;
  description: string | null;
  state: RuleState;
  /** By id. */
  readonly targets: Map<string, Target>;
  readonly tags: Map<string, string>;
}

export type RuleSettings = Pick<Rule, 'eventPattern' | 'matches' | 'schedule' | 'description' | 'state'>;

/** EventBridge default buses. The part the platform uses is `Buses` of `world.ts`. */
export interface BusStore extends Buses {
  readonly policies: BusPolicies;
  /** Puts an event of one account on the bus of another place, whose policy must have let it in. */
  putOn(bus: Place, event: Parameters<Buses['put']>[0]): string;
  /** Adds a rule, or replaces all settings of the one of that name; targets stay. */
  putRule(account: string, region: string, name: string, settings: RuleSettings): Rule;
  rule(account: string, region: string, name: string): Rule | null;
  rules(account: string, region: string): readonly Rule[];
  byArn(arn: string): Rule | null;
  removeRule(rule: Rule): void;
}

export function createBuses(ports: {
  readonly time: SimulatedTime;
  readonly chance: Chance;
  readonly queues: Queues;
  readonly topics: TopicStore;
  readonly metrics: Metrics;
  readonly roles: Roles;
}): BusStore {
  const { time, chance, queues, topics, metrics, roles } = ports;
  const policies = createBusPolicies();
  const rules = new Map<string, Rule>();

  function count(rule: Rule, name: string): void {
    metrics.add(rule, { namespace: 'AWS/Events', name, dimensions: { RuleName: rule.name } }, time.now(), 1);
  }

  function route(account: string, region: string, event: BusEvent, hops: number): void {
    for (const rule of rules.values()) {
      if (rule.account !== account || rule.region !== region || rule.state === 'DISABLED') continue;
      if (rule.matches === null || !rule.matches(event) || !seesReadOnly(rule, event)) continue;
      count(rule, 'TriggeredRules');
      for (const target of rule.targets.values()) invoke(rule, target, event, hops);
    }
  }

  function invoke(rule: Rule, target: Target, event: BusEvent, hops: number): void {
    const isDelivered = deliver(rule, target, event, hops);
    count(rule, isDelivered ? 'Invocations' : 'FailedInvocations');
    const deadLetters = target.DeadLetterConfig?.Arn;
    if (!isDelivered && deadLetters !== undefined)
      count(rule, toQueue(rule, deadLetters, event, target) ? 'InvocationsSentToDlq' : 'FailedInvocations');
  }

  function deliver(rule: Rule, target: Target, event: BusEvent, hops: number): boolean {
    const arn = readArn(target.Arn);
    switch (arn?.service) {
      case 'sqs':
        return toQueue(rule, target.Arn, event, target);
      case 'sns':
        return topics.publishAs(
          { principal: 'events.amazonaws.com', sourceArn: rule.arn },
          { topicArn: target.Arn, message: inputFor(event, target) },
        ).ok;
      case 'events':
        // To another account's or region's bus, where account and region of the event stay those of its origin. AWS lets an
        // event travel one hop only.
        if (hops > 0 || !mayForward(rule, target, arn)) return false;
        route(arn.account, arn.region, event, 1);
        return true;
      default:
        return true; // Lambda and the like: invoked, with no effect in this world
    }
  }

  /** The role that EventBridge acts with must allow it, and the other account's bus must let this account in. */
  function mayForward(rule: Rule, { Arn: target, RoleArn: role }: Target, bus: Place): boolean {
    if (busArn(bus) !== target || role === undefined) return false;
    return roles.serves(role, 'events.amazonaws.com', 'events:PutEvents', target) && policies.allows(bus, rule.account);
  }

  function toQueue(rule: Rule, queueArn: string, event: BusEvent, target: Target): boolean {
    const from = { principal: 'events.amazonaws.com', sourceArn: rule.arn, sourceAccount: rule.account };
    return queues.deliver({ queueArn, body: inputFor(event, target), attributes: {}, ...from }).ok;
  }

  const putOn: BusStore['putOn'] = (bus, { account, region, source, detailType, time: at, resources, detail }) => {
    const id = chance.uuid();
    const iso = `${new Date(at).toISOString().slice(0, 19)}Z`;
    const event: BusEvent = {
      version: '0',
      id,
      'detail-type': detailType,
      source,
      account,
      time: iso,
      region,
      resources,
      detail,
    };
    route(bus.account, bus.region, event, 0);
    return id;
  };

  return {
    policies,
    putOn,
    put: (event) => putOn(event, event),
    putRule: (account, region, name, settings) => {
      const arn = `arn:aws:events:${region}:${account}:rule/${name}`;
      const existing = rules.get(arn);
      if (existing !== undefined) return Object.assign(existing, settings);
      const rule: Rule = { account, region, name, arn, ...settings, targets: new Map(), tags: new Map() };
      rules.set(arn, rule);
      return rule;
    },
    rule: (account, region, name) => rules.get(`arn:aws:events:${region}:${account}:rule/${name}`) ?? null,
    rules: (account, region) =>
      [...rules.values()]
        .filter((rule) => rule.account === account && rule.region === region)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    byArn: (arn) => rules.get(arn) ?? null,
    removeRule: (rule) => rules.delete(rule.arn),
  };
}

/** CloudTrail events of read-only calls reach only rules that ask for all management events. */
function seesReadOnly(rule: Rule, event: BusEvent): boolean {
  if (event['detail-type'] !== 'AWS API Call via CloudTrail') return true;
  return readPath(event, '$.detail.readOnly') !== true || rule.state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
}

function inputFor(event: BusEvent, target: Target): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(readPath(event, target.InputPath) ?? null);
  if (target.InputTransformer !== undefined) return transformInput(event, target.InputTransformer);
  return JSON.stringify(event);
}
