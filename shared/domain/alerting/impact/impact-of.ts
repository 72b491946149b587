import { type Objective, objectiveOf } from '../../objectives';
import { type Instant, instantOf, msOf, secondsBetween } from '../../primitives';
import type { DomainView } from '../../reconcile/domain-view';
import type { Execution } from '../../view';
import type { Alert } from '../alert';
import type { Impact, Incident } from '../incident';
import type { AlertWorld } from '../world';
import { plansWith } from './plans-with';

type World = Pick<AlertWorld, 'view' | 'settings' | 'now'>;

/** The objective is at risk once less than this share of it is left. */
const AT_RISK_SHARE = 0.25;

/** Tags by which people name the application a server belongs to. */
const applicationTags = ['Application', 'application', 'App', 'app', 'AppName', 'Service'];

interface Assessed {
  readonly impact: Impact | null;
  /** When time alone makes it another: an objective comes near, or is missed. */
  readonly reviewAt: Instant | null;
}

const none: Assessed = { impact: null, reviewAt: null };

/**
 * What an incident with these alerts costs now, those that are over included: what they took is not back because a condition ended. No
 * impact where none of them is about a server or an execution.
 */
export function impactOf(alerts: readonly Alert[], world: World): Assessed {
  const servers = new Set<string>();
  const executionIds = new Set<string>();
  for (const { labels, executionId } of alerts) {
    if (labels.server !== undefined) servers.add(labels.server);
    if (executionId !== null) executionIds.add(executionId);
  }
  if (executionIds.size + servers.size === 0) return none;
  const executions = [...executionIds].flatMap((id) => world.view.executions[id] ?? []);
  if (executions.length === 0 && servers.size === 0) return none;
  const plans = plansOf(executions, servers, world);
  const hit = Math.max(servers.size, sum(executions, notLaunched));
  const next = nextObjective(executions, world);
  const instancesRunning = sum(executions, ({ instancesRunning: running }) => running.length);
  const { price, currency } = world.settings.instanceHour;
  const impact: Impact = {
    servers: hit,
    serversOfPlan: executions.length === 0 ? null : sum(executions, ({ counts }) => counts.total),
    applications: applicationsOf(servers, world.view),
    plans,
    isRecovery: executions.some(({ executionType }) => executionType === 'RECOVERY'),
    environment: environmentOf(alerts, world.view),
    rtoMinutes: next?.rtoMinutes ?? null,
    objectiveAt: next?.at ?? null,
    secondsToObjective: next === null ? null : secondsBetween(world.now, next.at),
    isRtoAtRisk: next !== null && next.riskAt <= world.now,
    instancesRunning,
    costPerHour: price === null ? null : Math.round(price * instancesRunning * 100) / 100,
    currency: price === null ? null : currency,
  };
  return { impact, reviewAt: next === null ? null : ([next.riskAt, next.at].find((at) => at > world.now) ?? null) };
}

/** Whether anything is otherwise than before but the seconds that pass. */
export function isSameImpact(one: Impact | null, other: Impact | null): boolean {
  if (one === null || other === null) return one === other;
  const timeless = (impact: Impact) =>
    JSON.stringify({ ...impact, secondsToObjective: impact.secondsToObjective === null ? null : 0 });
  return timeless(one) === timeless(other);
}

/**
 * Seconds until the objective of an incident is missed, negative once it is: at `now` while it is open, at its end once it is over. Null
 * where there is none.
 */
export function secondsToObjective({ impact, resolvedAt }: Pick<Incident, 'impact' | 'resolvedAt'>, now: Instant): number | null {
  if (impact?.objectiveAt === undefined) return impact?.secondsToObjective ?? null;
  return impact.objectiveAt === null ? null : secondsBetween(resolvedAt ?? now, impact.objectiveAt);
}

/** The incident for somebody who reads it at `now`. */
export function readAt<T extends Pick<Incident, 'impact' | 'resolvedAt'>>(incident: T, now: Instant): T {
  const { impact } = incident;
  if (impact === null) return incident;
  return { ...incident, impact: { ...impact, secondsToObjective: secondsToObjective(incident, now) } };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** Of an execution that is over, whatever it did not bring up; of one that goes on, whatever failed. */
function notLaunched({ counts, endedAt }: Execution): number {
  return endedAt === null ? counts.failed : counts.total - counts.launched - counts.terminated;
}

function plansOf(executions: readonly Execution[], servers: ReadonlySet<string>, { view, settings }: World): Impact['plans'] {
  const plans = new Map<string, Impact['plans'][number]>();
  const put = (planId: Execution['planId'], planName: string) => {
    const { owner, tier } = objectiveOf(settings, planId);
    plans.set(planId ?? planName, { planId, planName, owner, tier });
  };
  for (const { planId, planName } of executions) put(planId, planName);
  // A server that fails outside of any execution is missed by every plan that has it.
  if (executions.length === 0)
    for (const server of servers) for (const { planId, planName } of plansWith(server, view.plans)) put(planId, planName);
  return [...plans.values()].sort((one, other) => (one.planName < other.planName ? -1 : 1));
}

function applicationsOf(servers: ReadonlySet<string>, view: DomainView): string[] {
  const named = new Set<string>();
  for (const id of servers) {
    const tags = view.servers[id]?.tags;
    const name =
      tags === undefined
        ? undefined
        : applicationTags.map((tag) => tags[tag]).find((value) => value !== undefined && value !== '');
    if (name !== undefined) named.add(name);
  }
  return [...named].sort();
}

function environmentOf(alerts: readonly Alert[], view: DomainView): Impact['environment'] {
  let found: Impact['environment'] = null;
  for (const { contextId } of alerts) {
    const environment = contextId === null ? undefined : view.contexts[contextId]?.environment;
    if (environment === 'production') return environment;
    found = environment ?? found;
  }
  return found;
}

interface Deadline {
  readonly at: Instant;
  readonly riskAt: Instant;
  readonly rtoMinutes: number;
}

/** The first objective to be missed among executions that have not reached it: running, or failed, for those are tried again. */
function nextObjective(executions: readonly Execution[], { settings }: World): Deadline | null {
  const deadlines = executions.flatMap((execution) => {
    if (execution.startedAt === null || execution.status === 'COMPLETED') return [];
    return deadlineOf(execution.startedAt, objectiveOf(settings, execution.planId)) ?? [];
  });
  return deadlines.reduce<Deadline | null>((first, one) => (first === null || one.at < first.at ? one : first), null);
}

function deadlineOf(startedAt: Instant, { rtoMinutes }: Objective): Deadline | null {
  if (rtoMinutes === null) return null;
  const endMs = msOf(startedAt) + rtoMinutes * 60_000;
  return { at: instantOf(endMs), riskAt: instantOf(endMs - rtoMinutes * 60_000 * AT_RISK_SHARE), rtoMinutes };
}
