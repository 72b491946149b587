import type { Instant } from '../../../../shared/domain/primitives';
import type { DomainView } from '../../../../shared/domain/reconcile/domain-view';
import { viewOf } from '../../../../shared/domain/reconcile/view-of';
import type { Period } from '../../../../shared/domain/reports/blocks';
import type { ConsoleState } from '../../../../shared/domain/state';
import type { Execution, Participant } from '../../../../shared/domain/view';
import { createCheckpoints } from '../../journal/checkpoints';
import type { Database } from '../../journal/database';
import { createReplay } from '../../journal/replay';
import { checkpointMaker, restoreState } from '../../state/restore';

/** What the journal adds up to, restored when it is first asked for. */
export interface World {
  state(): ConsoleState;
  view(): DomainView;
  executions(period: Period): readonly Execution[];
  participants(executionId: string): readonly Participant[];
  /** Of the first execution that is known; null where there is none. */
  firstBeginning(): Instant | null;
  /** Events that could not be read. */
  unreadable(): number;
}

interface Restored {
  readonly state: ConsoleState;
  readonly view: DomainView;
  readonly unreadable: number;
  /** By their beginning. */
  readonly executions: readonly { readonly at: Instant; readonly execution: Execution }[];
  readonly participants: ReadonlyMap<string, readonly Participant[]>;
}

/** @param now what the view is drawn at: the newest moment of the journal */
export function createWorld(database: Database, version: string, now: Instant): World {
  let held: Restored | null = null;
  const restored = (): Restored => (held ??= restore(database, version, now));
  return {
    state: () => restored().state,
    view: () => restored().view,
    executions: ({ from, to }) =>
      restored()
        .executions.filter(({ at }) => at >= from && at < to)
        .map(({ execution }) => execution),
    participants: (executionId) => restored().participants.get(executionId) ?? [],
    firstBeginning: () => restored().executions[0]?.at ?? null,
    unreadable: () => restored().unreadable,
  };
}

function restore(database: Database, version: string, now: Instant): Restored {
  const journal = { checkpoints: createCheckpoints(database), replay: createReplay(database) };
  const { state, unreadable } = restoreState(journal, checkpointMaker(version));
  const view = viewOf(state, null, now);
  const executions = Object.values(view.executions)
    .map((execution) => ({ at: beginningOf(execution, state), execution }))
    .sort((a, b) => compare(a.at, b.at) || compare(a.execution.executionId, b.execution.executionId));
  const participants = new Map<string, Participant[]>();
  for (const one of Object.values(view.participants)) {
    const others = participants.get(one.executionId);
    if (others === undefined) participants.set(one.executionId, [one]);
    else others.push(one);
  }
  for (const its of participants.values()) its.sort((a, b) => a.waveNumber - b.waveNumber || compare(a.serverName, b.serverName));
  return { state, view, unreadable: unreadable.length, executions, participants };
}

/** An execution that nobody has seen begin counts from when it was first heard of. */
function beginningOf({ executionId, startedAt, observedAt }: Execution, state: ConsoleState): Instant {
  return startedAt ?? state.executions[executionId]?.firstSeenAt ?? observedAt;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
