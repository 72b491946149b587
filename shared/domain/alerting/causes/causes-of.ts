import type { Alert } from '../alert';
import type { Cause } from '../incident';
import type { AlertWorld } from '../world';
import type { CauseRule, CauseScene } from './cause-rule';
import { causeRules } from './registry';

/** More alerts of one incident tell nothing that these do not. */
const MOST_ALERTS = 300;
const MOST_CAUSES = 5;

const byName = indexed(causeRules);

/** Probable causes of an incident with these alerts, the most probable first; those that are over count too, for they may have begun it. */
export function causesOf(alerts: readonly Alert[], world: Pick<AlertWorld, 'view' | 'state' | 'now'>): Cause[] {
  const rules = rulesFor(alerts);
  if (rules.size === 0) return [];
  const scene = sceneOf(alerts, world);
  const found = new Map<string, Cause>();
  for (const rule of rules) for (const cause of rule.look(scene)) keep(found, cause);
  return [...found.values()].sort(byRank).slice(0, MOST_CAUSES);
}

function rulesFor(alerts: readonly Alert[]): ReadonlySet<CauseRule> {
  const rules = new Set<CauseRule>();
  for (const { name, origin } of alerts) {
    for (const rule of byName.get(origin === 'notice' ? name : saidBy[origin]) ?? []) rules.add(rule);
  }
  return rules;
}

const saidBy = { rule: 'rules', custom: 'scripts', finding: 'findings' } as const;

function indexed(rules: readonly CauseRule[]): ReadonlyMap<string, readonly CauseRule[]> {
  const index = new Map<string, CauseRule[]>();
  for (const rule of rules) {
    for (const name of typeof rule.names === 'string' ? [rule.names] : rule.names)
      index.set(name, [...(index.get(name) ?? []), rule]);
  }
  return index;
}

function sceneOf(alerts: readonly Alert[], world: CauseScene['world']): CauseScene {
  const { view } = world;
  return {
    // The first that came are the ones that may have begun it.
    alerts: alerts.length <= 1 ? alerts : alerts.slice(0, MOST_ALERTS).sort(byAge),
    world,
    executionOf: ({ executionId }) => (executionId === null ? undefined : view.executions[executionId]),
    participantOf: ({ executionId, sourceServerId }) => view.participants[`${executionId}/${sourceServerId}`],
  };
}

/** The same cause of the same thing, found twice, is found the better. */
function keep(found: Map<string, Cause>, cause: Cause): void {
  const key = `${cause.causeId} ${cause.subject?.id ?? ''}`;
  const held = found.get(key);
  if (held === undefined || held.score < cause.score) found.set(key, cause);
}

function byAge(one: Alert, other: Alert): number {
  if (one.startedAt !== other.startedAt) return one.startedAt < other.startedAt ? -1 : 1;
  return one.alertId < other.alertId ? -1 : 1;
}

function byRank(one: Cause, other: Cause): number {
  if (one.score !== other.score) return other.score - one.score;
  const [key, otherKey] = [`${one.causeId} ${one.subject?.id ?? ''}`, `${other.causeId} ${other.subject?.id ?? ''}`];
  return key < otherKey ? -1 : 1;
}
