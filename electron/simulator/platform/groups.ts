import { z } from 'zod';
import type { Item } from '../world';
import type { PlatformContext } from './context';
import { fromItem, type PlainObject, toAttribute } from './marshal';
import { PlanWave } from './state';

/** Protection groups and recovery plans, as far as the platform itself reads them back from its tables. */
const Group = z.object({
  groupId: z.string(),
  groupName: z.string(),
  accountId: z.string(),
  region: z.string(),
  sourceServerIds: z.array(z.string()),
  launchConfig: z.object({ subnetId: z.string(), securityGroupIds: z.array(z.string()), instanceType: z.string() }),
});
export type Group = z.infer<typeof Group>;

const Plan = z.object({
  planId: z.string(),
  planName: z.string(),
  accountId: z.string(),
  assumeRoleName: z.string(),
  waves: z.array(PlanWave),
});
export type Plan = z.infer<typeof Plan>;

export function findGroup(context: PlatformContext, groupId: string): Group | null {
  const parsed = Group.safeParse(readPlain(context, 'protection-groups', { groupId: { S: groupId } }));
  return parsed.success ? parsed.data : null;
}

export function findPlan(context: PlatformContext, planId: string): Plan | null {
  const parsed = Plan.safeParse(readPlain(context, 'recovery-plans', { planId: { S: planId } }));
  return parsed.success ? parsed.data : null;
}

function readPlain(context: PlatformContext, suffix: string, key: Item): PlainObject | null {
  const { account, region } = context.names;
  const item = context.tables.get(account, region, context.names.table(suffix), key);
  return item === null ? null : fromItem(item);
}

/** Replaces attributes of a group's item, as an edit in the platform's own UI does. */
export function updateGroup(context: PlatformContext, groupId: string, change: (group: PlainObject) => PlainObject): void {
  const { account, region } = context.names;
  const table = context.names.table('protection-groups');
  const item = context.tables.get(account, region, table, { groupId: { S: groupId } });
  if (item === null) return;
  const next: Item = { ...item };
  for (const [name, value] of Object.entries(change(fromItem(item)))) if (value !== undefined) next[name] = toAttribute(value);
  context.tables.put(account, region, table, next);
}
