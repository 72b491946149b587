import { evolveAll } from '../../../shared/domain/evolve/evolve';
import { type ConsoleState, emptyState } from '../../../shared/domain/state';
import type { Journal } from '../journal/journal';
import type { Unreadable } from '../journal/replay';

export interface Restored {
  readonly state: ConsoleState;
  readonly checkpointSeq: number;
  readonly unreadable: readonly Unreadable[];
}

/** Raise when `evolve` or `ConsoleState` change their meaning within one version of the program. */
const STATE_VERSION = 8;

/** Whose checkpoints may be trusted: another version of the program may have understood events differently, so it replays them all. */
export function checkpointMaker(programVersion: string): string {
  return `${STATE_VERSION}:${programVersion}`;
}

/** What the journal adds up to: its newest checkpoint, and the events since. */
export function restoreState(journal: Pick<Journal, 'checkpoints' | 'replay'>, madeBy: string): Restored {
  const checkpoint = journal.checkpoints.newest(madeBy);
  const unreadable: Unreadable[] = [];
  const tail = journal.replay.after(checkpoint?.seq ?? 0, (found) => unreadable.push(found));
  return { state: evolveAll(checkpoint?.state ?? emptyState, tail), checkpointSeq: checkpoint?.seq ?? 0, unreadable };
}
