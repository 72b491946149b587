import type { Context } from '../../shared/domain/context';
import { freshnessOf, type SourceHealth } from '../../shared/domain/health';
import type { Notice } from '../../shared/domain/notice';
import type { Execution, ExecutionStatus, InstanceView, Participant, PlanView, ServerView, View } from '../../shared/domain/view';
import { byIdentity } from './by-identity';

/** Parts of the view as screens need them. Each answers the same object as long as what it is made from did not change. */

type InContext = { readonly contextId: string | null };

/** Everything of one context, or of all when `contextId` is null. */
export function inContext<T extends InContext>(items: readonly T[], contextId: string | null): readonly T[] {
  return contextId === null ? items : items.filter((item) => item.contextId === contextId || item.contextId === null);
}

/** Newest first: a run that has not begun is the newest of all. */
export const allExecutions = byIdentity((records: View['executions']): readonly Execution[] =>
  Object.values(records).sort((a, b) => descending(a.startedAt ?? '9', b.startedAt ?? '9')),
);

const urgency: Readonly<Record<ExecutionStatus, number>> = {
  PAUSED: 4,
  RUNNING: 3,
  CANCELLING: 2,
  PENDING: 1,
  COMPLETED: 0,
  FAILED: 0,
  CANCELLED: 0,
  TIMED_OUT: 0,
  TERMINATED: 0,
  UNKNOWN: 0,
};

/**
 * The execution to look at first: a real recovery before a drill, one that waits for a person before one that runs, then the
 * newest. Ended ones come last.
 */
export function mostUrgent(executions: readonly Execution[]): Execution | null {
  const rank = (one: Execution): number =>
    urgency[one.status] * 2 + (urgency[one.status] > 0 && one.executionType === 'RECOVERY' ? 10 : 0);
  return executions.reduce<Execution | null>((best, one) => (best === null || rank(one) > rank(best) ? one : best), null);
}

/** Participants by execution, each list in wave order, then by name. */
export const participantsByExecution = byIdentity(
  (records: View['participants']): ReadonlyMap<string, readonly Participant[]> => {
    const groups = new Map<string, Participant[]>();
    for (const one of Object.values(records)) {
      const group = groups.get(one.executionId);
      if (group === undefined) groups.set(one.executionId, [one]);
      else group.push(one);
    }
    for (const group of groups.values())
      group.sort((a, b) => a.waveNumber - b.waveNumber || ascending(a.serverName, b.serverName));
    return groups;
  },
);

const nobody: readonly Participant[] = [];

export function participantsOf(view: View, executionId: string): readonly Participant[] {
  return participantsByExecution(view.participants).get(executionId) ?? nobody;
}

export const allServers = byIdentity((records: View['servers']): readonly ServerView[] =>
  Object.values(records).sort((a, b) => ascending(a.name, b.name)),
);

export const allPlans = byIdentity((records: View['plans']): readonly PlanView[] =>
  Object.values(records).sort((a, b) => ascending(a.planName, b.planName)),
);

export const allInstances = byIdentity((records: View['instances']): readonly InstanceView[] => Object.values(records));

/** Those being watched; what was seen in others stays, but they are not offered. */
export const allContexts = byIdentity((records: View['contexts']): readonly Context[] =>
  Object.values(records)
    .filter(({ watched }) => watched !== false)
    .sort((a, b) => ascending(a.name, b.name)),
);

/** In the order of the road: messages, servers, runs, records, identity. */
const chipOrder = ['SQS', 'DRS', 'SFN', 'DDB', 'STS'];

export const allSources = byIdentity((records: View['sources']): readonly SourceHealth[] =>
  Object.values(records).sort((a, b) => chipRank(a) - chipRank(b) || a.title.localeCompare(b.title)),
);

function chipRank(source: SourceHealth): number {
  const rank = chipOrder.indexOf(source.chip);
  return rank === -1 ? chipOrder.length : rank;
}

/** Newest first. */
export const allNotices = byIdentity((records: View['notices']): readonly Notice[] =>
  Object.values(records).sort((a, b) => descending(a.raisedAt, b.raisedAt)),
);

const severityRank: Readonly<Record<Notice['severity'], number>> = { CRITICAL: 4, HIGH: 3, MEDIUM: 2, LOW: 1, INFO: 0 };

export function isOpen(notice: Notice): boolean {
  return notice.needsAnswer && notice.acknowledgedAt === null && notice.resolvedAt === null;
}

/** What waits for an answer: most severe first, then the newest. */
export const openNotices = byIdentity((records: View['notices']): readonly Notice[] =>
  allNotices(records)
    .filter(isOpen)
    .sort((a, b) => severityRank[b.severity] - severityRank[a.severity]),
);

/** One chip a kind of source: the worst of its members stands for all of them. */
export interface Chip {
  readonly chip: string;
  readonly members: readonly SourceHealth[];
}

/** Chips in their order, with the sources behind each. */
export function chipsOf(sources: readonly SourceHealth[]): readonly Chip[] {
  const chips = new Map<string, SourceHealth[]>();
  for (const source of sources) {
    const members = chips.get(source.chip);
    if (members === undefined) chips.set(source.chip, [source]);
    else members.push(source);
  }
  return [...chips].map(([chip, members]) => ({ chip, members }));
}

export type ChipMood = 'live' | 'stale' | 'never' | 'not-permitted' | 'off';

/** What a chip says at engine time `nowMs`, and the age of its oldest answer in milliseconds (null: never answered). */
export function moodOf(chip: Chip, nowMs: number): { readonly mood: ChipMood; readonly ageMs: number | null } {
  const on = chip.members.filter((member) => member.state !== 'off');
  if (on.length === 0) return { mood: 'off', ageMs: null };
  const answered = on.filter((member) => member.state !== 'not-permitted');
  const ages = answered.map((member) => (member.lastSuccessAt === null ? null : nowMs - Date.parse(member.lastSuccessAt)));
  const ageMs = ages.reduce<number | null>((worst, age) => (age === null ? worst : Math.max(worst ?? 0, age)), null);
  if (on.some((member) => member.state === 'not-permitted')) return { mood: 'not-permitted', ageMs };
  const fresh = answered.map((member) => freshnessOf(member, nowMs));
  if (fresh.includes('stale')) return { mood: 'stale', ageMs };
  return { mood: fresh.includes('never') ? 'never' : 'live', ageMs };
}

/** By code unit: thousands of names are put in order with each delta, and a collator would cost more than the drawing. */
function ascending(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function descending(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}
