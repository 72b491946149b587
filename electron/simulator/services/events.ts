import { z } from 'zod';
import type { BusStore, Rule } from '../models/buses';
import { type Page, pageOf } from '../models/page';
import { compilePattern } from '../models/pattern';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import type { SimulatedTime } from '../world';
import { eventOperations } from './events-put';
import { operations } from './operation';

const operation = operations(
  (field, problem) =>
    new AwsFault(
      'ValidationException',
      `1 validation error detected: Value at '${field}' failed to satisfy constraint: ${problem}`,
    ),
);

const RuleName = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]{1,64}$/, 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');
const Bus = z.object({ EventBusName: z.string().default('default') });
const Tags = z.array(z.object({ Key: z.string(), Value: z.string() })).default([]);
const Paging = z.object({ NextToken: z.string().optional(), Limit: z.number().int().min(1).max(100).default(100) });
const Target = z.object({
  Id: z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/),
  Arn: z.string(),
  RoleArn: z.string().optional(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .object({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
  DeadLetterConfig: z.object({ Arn: z.string().optional() }).optional(),
});
const Named = Bus.extend({ Name: RuleName });
const State = z.enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']);
const MAX_TARGETS = 5;

/** EventBridge: rules of the default bus, their targets, and events put by callers. */
export function eventsService(buses: BusStore, time: SimulatedTime): Service {
  return {
    id: 'events',
    signingName: 'events',
    iamPrefix: 'events',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'AWSEvents', queryMode: false },
    operations: { ...ruleOperations(buses), ...targetOperations(buses), ...eventOperations(buses, time, operation) },
  };
}

function ruleOperations(buses: BusStore): Readonly<Record<string, Operation>> {
  const setState = (state: 'ENABLED' | 'DISABLED') =>
    operation(
      Named,
      (input, call) => {
        find(buses, call, input.Name).state = state;
      },
      named,
    );
  return {
    PutRule: operation(
      Named.extend({
        EventPattern: z.string().optional(),
        ScheduleExpression: z.string().optional(),
        State: State.default('ENABLED'),
        Description: z.string().optional(),
        RoleArn: z.string().optional(),
        Tags,
      }),
      (input, call) => {
        requireDefaultBus(input.EventBusName);
        if (input.EventPattern === undefined && input.ScheduleExpression === undefined) {
          throw new AwsFault('ValidationException', 'Parameter(s) EventPattern or ScheduleExpression must be specified.');
        }
        const rule = buses.putRule(call.caller.accountId, call.region, input.Name, {
          eventPattern: input.EventPattern ?? null,
          matches: input.EventPattern === undefined ? null : requirePattern(input.EventPattern),
          schedule: input.ScheduleExpression ?? null,
          description: input.Description ?? null,
          state: input.State,
        });
        for (const { Key, Value } of input.Tags) rule.tags.set(Key, Value);
        return { RuleArn: rule.arn };
      },
      named,
    ),
    ListRules: operation(Bus.extend({ NamePrefix: z.string().default(''), ...Paging.shape }), (input, call) => {
      requireDefaultBus(input.EventBusName);
      const all = buses.rules(call.caller.accountId, call.region).filter(({ name }) => name.startsWith(input.NamePrefix));
      const page = listed(all, input, `rules ${placeOf(call)} ${input.NamePrefix}`, ({ name }) => name);
      return { Rules: page.items.map(shown), NextToken: page.nextToken ?? undefined };
    }),
    DescribeRule: operation(
      Named,
      (input, call) => {
        const rule = find(buses, call, input.Name);
        return { ...shown(rule), CreatedBy: rule.account };
      },
      named,
    ),
    EnableRule: setState('ENABLED'),
    DisableRule: setState('DISABLED'),
    DeleteRule: operation(
      Named.extend({ Force: z.boolean().optional() }),
      (input, call) => {
        const rule = buses.rule(call.caller.accountId, call.region, input.Name);
        if (rule === null) return; // deleting what is not there succeeds
        if (rule.targets.size > 0) throw new AwsFault('ValidationException', "Rule can't be deleted since it has targets.");
        buses.removeRule(rule);
      },
      named,
    ),
    TagResource: operation(
      z.object({ ResourceARN: z.string(), Tags }),
      (input) => {
        for (const { Key, Value } of input.Tags) byArn(buses, input.ResourceARN).tags.set(Key, Value);
      },
      tagged,
    ),
    UntagResource: operation(
      z.object({ ResourceARN: z.string(), TagKeys: z.array(z.string()) }),
      (input) => {
        for (const key of input.TagKeys) byArn(buses, input.ResourceARN).tags.delete(key);
      },
      tagged,
    ),
    ListTagsForResource: operation(
      z.object({ ResourceARN: z.string() }),
      (input) => ({ Tags: [...byArn(buses, input.ResourceARN).tags].map(([Key, Value]) => ({ Key, Value })) }),
      tagged,
    ),
  };
}

function targetOperations(buses: BusStore): Readonly<Record<string, Operation>> {
  const OfRule = Bus.extend({ Rule: RuleName });
  const about = { resources: ({ Rule: name }: { Rule: string }, call: Call) => [ruleArn(call, name)] };
  return {
    PutTargets: operation(
      OfRule.extend({ Targets: z.array(Target).min(1).max(100) }),
      (input, call) => {
        const rule = find(buses, call, input.Rule);
        const ids = new Set([...rule.targets.keys(), ...input.Targets.map(({ Id }) => Id)]);
        if (ids.size > MAX_TARGETS)
          throw new AwsFault('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
        for (const target of input.Targets) rule.targets.set(target.Id, target);
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
      {
        ...about,
        conditions: ({ Targets }) => ({ 'events:TargetArn': Targets.map(({ Arn }) => Arn) }),
      },
    ),
    ListTargetsByRule: operation(
      OfRule.extend(Paging.shape),
      (input, call) => {
        const rule = find(buses, call, input.Rule);
        const page = listed([...rule.targets.values()], input, `targets ${rule.arn}`, ({ Id }) => Id);
        return { Targets: page.items, NextToken: page.nextToken ?? undefined };
      },
      about,
    ),
    RemoveTargets: operation(
      OfRule.extend({ Ids: z.array(z.string()).min(1).max(100), Force: z.boolean().optional() }),
      (input, call) => {
        const rule = find(buses, call, input.Rule);
        for (const id of input.Ids) rule.targets.delete(id);
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
      about,
    ),
    ListRuleNamesByTarget: operation(Bus.extend({ TargetArn: z.string(), ...Paging.shape }), (input, call) => {
      const all = buses
        .rules(call.caller.accountId, call.region)
        .filter(({ targets }) => [...targets.values()].some(({ Arn }) => Arn === input.TargetArn));
      const page = listed(all, input, `rules of ${input.TargetArn} ${placeOf(call)}`, ({ name }) => name);
      return { RuleNames: page.items.map(({ name }) => name), NextToken: page.nextToken ?? undefined };
    }),
  };
}

const named = { resources: ({ Name }: { Name: string }, call: Call) => [ruleArn(call, Name)] };
const tagged = { resources: ({ ResourceARN }: { ResourceARN: string }) => [ResourceARN] };

function ruleArn({ region, caller }: Call, name: string): string {
  return `arn:aws:events:${region}:${caller.accountId}:rule/${name}`;
}

function placeOf({ region, caller }: Call): string {
  return `${caller.accountId} ${region}`;
}

function find(buses: BusStore, call: Call, name: string): Rule {
  const rule = buses.rule(call.caller.accountId, call.region, name);
  if (rule === null) throw new AwsFault('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
  return rule;
}

function byArn(buses: BusStore, arn: string): Rule {
  const rule = buses.byArn(arn);
  if (rule === null)
    throw new AwsFault('ResourceNotFoundException', `Rule ${arn.split('/').at(-1)} does not exist on EventBus default.`);
  return rule;
}

function requireDefaultBus(name: string): void {
  if (name !== 'default' && !name.endsWith(':event-bus/default')) {
    throw new AwsFault('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  }
}

function requirePattern(text: string) {
  const pattern = compilePattern(text);
  if (!pattern.ok) throw new AwsFault('InvalidEventPatternException', `Event pattern is not valid. Reason: ${pattern.error}`);
  return pattern.value;
}

function listed<T>(
  all: readonly T[],
  input: { readonly NextToken?: string | undefined; readonly Limit: number },
  scope: string,
  key: (item: T) => string,
): Page<T> {
  const page = pageOf(all, { token: input.NextToken, limit: input.Limit, scope: `events ${scope}`, key });
  if (!page.ok) throw new AwsFault('ValidationException', 'NextToken is invalid.');
  return page.value;
}

function shown({ name, arn, eventPattern, schedule, state, description }: Rule) {
  return {
    Name: name,
    Arn: arn,
    ...(eventPattern !== null && { EventPattern: eventPattern }),
    ...(schedule !== null && { ScheduleExpression: schedule }),
    State: state,
    ...(description !== null && { Description: description }),
    EventBusName: 'default',
  };
}
