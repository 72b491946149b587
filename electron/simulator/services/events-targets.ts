import { z } from 'zod';
import type { BusStore } from '../models/buses';
import { AwsFault, type Call, type Operation } from '../service';
import { Bus, findRule, listed, operation, Paging, placeOf, RuleName, ruleArn } from './events-access';
import { passRole } from './operation';

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
const MAX_TARGETS = 5;

/** Targets of rules. */
export function eventTargetOperations(buses: BusStore): Readonly<Record<string, Operation>> {
  const OfRule = Bus.extend({ Rule: RuleName });
  const about = { resources: ({ Rule: name }: { Rule: string }, call: Call) => [ruleArn(call, name)] };
  return {
    PutTargets: operation(
      OfRule.extend({ Targets: z.array(Target).min(1).max(100) }),
      (input, call) => {
        const rule = findRule(buses, call, input.Rule);
        const ids = new Set([...rule.targets.keys(), ...input.Targets.map(({ Id }) => Id)]);
        if (ids.size > MAX_TARGETS)
          throw new AwsFault('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
        for (const target of input.Targets) requireRole(target);
        for (const target of input.Targets) rule.targets.set(target.Id, target);
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
      {
        ...about,
        also: ({ Targets }) =>
          passRole(
            'events.amazonaws.com',
            Targets.map(({ RoleArn = '' }) => RoleArn),
          ),
        conditions: ({ Targets }) => ({ 'events:TargetArn': Targets.map(({ Arn }) => Arn) }),
      },
    ),
    ListTargetsByRule: operation(
      OfRule.extend(Paging.shape),
      (input, call) => {
        const rule = findRule(buses, call, input.Rule);
        const page = listed([...rule.targets.values()], input, `targets ${rule.arn}`, ({ Id }) => Id);
        return { Targets: page.items, NextToken: page.nextToken ?? undefined };
      },
      about,
    ),
    RemoveTargets: operation(
      OfRule.extend({ Ids: z.array(z.string()).min(1).max(100), Force: z.boolean().optional() }),
      (input, call) => {
        const rule = findRule(buses, call, input.Rule);
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

/** EventBridge reaches another bus with a role of the rule's account. */
function requireRole({ Arn, RoleArn }: z.output<typeof Target>): void {
  if (Arn.includes(':event-bus/') && RoleArn === undefined)
    throw new AwsFault('ValidationException', `RoleArn is required for target ${Arn}.`);
}
