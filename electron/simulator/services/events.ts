import { z } from 'zod';
import type { BusStore, Rule } from '../models/buses';
import { compilePattern } from '../models/pattern';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import type { SimulatedTime } from '../world';
import {
  Bus,
  findRule,
  listed,
  operation,
  Paging,
  placeOf,
  RuleName,
  requireDefaultBus,
  ruleArn,
  ruleByArn,
  Tags,
} from './events-access';
import { eventBusOperations } from './events-buses';
import { eventOperations } from './events-put';
import { eventTargetOperations } from './events-targets';

const Named = Bus.extend({ Name: RuleName });
const State = z.enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']);

/** EventBridge: rules of the default bus, their targets, and events put by callers. */
export function eventsService(buses: BusStore, time: SimulatedTime): Service {
  return {
    id: 'events',
    signingName: 'events',
    iamPrefix: 'events',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'AWSEvents', queryMode: false },
    operations: {
      ...ruleOperations(buses),
      ...eventBusOperations(buses),
      ...eventTargetOperations(buses),
      ...eventOperations(buses, time),
    },
  };
}

function ruleOperations(buses: BusStore): Readonly<Record<string, Operation>> {
  const setState = (state: 'ENABLED' | 'DISABLED') =>
    operation(
      Named,
      (input, call) => {
        findRule(buses, call, input.Name).state = state;
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
        const rule = findRule(buses, call, input.Name);
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
        for (const { Key, Value } of input.Tags) ruleByArn(buses, input.ResourceARN).tags.set(Key, Value);
      },
      tagged,
    ),
    UntagResource: operation(
      z.object({ ResourceARN: z.string(), TagKeys: z.array(z.string()) }),
      (input) => {
        for (const key of input.TagKeys) ruleByArn(buses, input.ResourceARN).tags.delete(key);
      },
      tagged,
    ),
    ListTagsForResource: operation(
      z.object({ ResourceARN: z.string() }),
      (input) => ({ Tags: [...ruleByArn(buses, input.ResourceARN).tags].map(([Key, Value]) => ({ Key, Value })) }),
      tagged,
    ),
  };
}

const named = { resources: ({ Name }: { Name: string }, call: Call) => [ruleArn(call, Name)] };
const tagged = { resources: ({ ResourceARN }: { ResourceARN: string }) => [ResourceARN] };

function requirePattern(text: string) {
  const pattern = compilePattern(text);
  if (!pattern.ok) throw new AwsFault('InvalidEventPatternException', `Event pattern is not valid. Reason: ${pattern.error}`);
  return pattern.value;
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
