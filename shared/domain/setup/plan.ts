import { z } from 'zod';
import { isEqual } from '../../lib/equal';
import { unreachable } from '../../lib/unreachable';
import { Resource, type Seen } from './resource';

export const Permission = z.object({ action: z.string(), resource: z.string() });
export type Permission = z.infer<typeof Permission>;

export const StepState = z.enum(['exists', 'create', 'change', 'remove', 'clash', 'unknown']);
export type StepState = z.infer<typeof StepState>;

/** One resource, what becomes of it, and why. */
export const Step = z.object({
  id: z.string(),
  resource: Resource,
  state: StepState,
  why: z.string(),
  /** Settings that differ from what they should be, for `change`. */
  differences: z.array(z.string()),
  /** What the step needs to be allowed. Nothing where nothing is done. */
  permissions: z.array(Permission),
});
export type Step = z.infer<typeof Step>;

/**
 * What has to be done: each wanted resource against what was found in its place, then what is ours and no longer wanted. Pure.
 * Something of the same name that does not carry our mark is a clash: it is never touched.
 */
export function planOf(wanted: readonly Resource[], seen: ReadonlyMap<string, Seen>, ours: readonly Resource[]): Step[] {
  const ids = new Set(wanted.map(({ id }) => id));
  // Who is removed goes in the opposite order: senders first, the queue last.
  const leftovers = ours.filter(({ id }) => !ids.has(id)).reverse();
  return [
    ...wanted.map((resource) => stepOf(resource, seen.get(resource.id) ?? { kind: 'absent' })),
    ...leftovers.map((resource) => removal(resource)),
  ];
}

/** Removing everything that carries our mark: senders first, queues last. */
export function removalOf(ours: readonly Resource[]): Step[] {
  return [...ours].sort((one, other) => removalOrder[one.kind] - removalOrder[other.kind]).map(removal);
}

const removalOrder = { subscription: 0, rule: 1, 'bus-permission': 2, role: 3, queue: 4 } as const;

function removal(resource: Resource): Step {
  return stepWith(resource, 'remove', 'Ours, and no longer wanted.');
}

function stepOf(resource: Resource, seen: Seen): Step {
  switch (seen.kind) {
    case 'absent':
      return stepWith(resource, 'create', 'Not there yet.');
    case 'unknown':
      return stepWith(resource, 'unknown', seen.why);
    case 'present': {
      if (!seen.ours)
        return stepWith(resource, 'clash', `Something named ${resource.name} exists and is not ours; it is not touched.`);
      const differences = differencesOf(resource.settings, seen.settings);
      return differences.length === 0
        ? stepWith(resource, 'exists', 'There, and as it should be.')
        : { ...stepWith(resource, 'change', `Differs in ${differences.join(', ')}.`), differences };
    }
    default:
      return unreachable(seen);
  }
}

function stepWith(resource: Resource, state: StepState, why: string): Step {
  return { id: resource.id, resource, state, why, differences: [], permissions: permissionsOf(resource, state) };
}

/** Names of settings whose values say something else. JSON is compared as JSON, since AWS formats it anew. */
export function differencesOf(wanted: Readonly<Record<string, string>>, found: Readonly<Record<string, string>>): string[] {
  return Object.entries(wanted).flatMap(([name, value]) => (saysTheSame(value, found[name] ?? '') ? [] : [name]));
}

function saysTheSame(one: string, other: string): boolean {
  return one === other || (one.startsWith('{') && other.startsWith('{') && isEqual(json(one), json(other)));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** IAM actions of a step, with the resource each is asked on. */
function permissionsOf(resource: Resource, state: StepState): Permission[] {
  const actions = state === 'remove' ? removing[resource.kind] : making[resource.kind];
  switch (state) {
    case 'exists':
    case 'clash':
      return [];
    case 'create':
    case 'change':
    case 'unknown':
    case 'remove':
      return actions.map((action) => ({ action, resource: permissionResource(resource) }));
    default:
      return unreachable(state);
  }
}

function permissionResource(resource: Resource): string {
  switch (resource.kind) {
    case 'subscription':
      return resource.topicArn;
    case 'bus-permission':
      return resource.id.slice(0, resource.id.lastIndexOf('/'));
    case 'queue':
    case 'rule':
    case 'role':
      return resource.arn;
    default:
      return unreachable(resource);
  }
}

const making: Readonly<Record<Resource['kind'], readonly string[]>> = {
  queue: ['sqs:CreateQueue', 'sqs:TagQueue', 'sqs:SetQueueAttributes'],
  rule: ['events:PutRule', 'events:TagResource', 'events:PutTargets'],
  subscription: ['sns:Subscribe', 'sns:SetSubscriptionAttributes'],
  'bus-permission': ['events:PutPermission'],
  role: ['iam:CreateRole', 'iam:TagRole', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole'],
};

const removing: Readonly<Record<Resource['kind'], readonly string[]>> = {
  queue: ['sqs:DeleteQueue'],
  rule: ['events:RemoveTargets', 'events:DeleteRule'],
  subscription: ['sns:Unsubscribe'],
  'bus-permission': ['events:RemovePermission'],
  role: ['iam:DeleteRolePolicy', 'iam:DeleteRole'],
};
