import type { ConsoleState } from '../../../shared/domain/state';
import type { Journal } from '../journal/journal';
import type { Log } from '../ports';

/** Writes a checkpoint now and then, never in the way of a commit. */
export interface Checkpointer {
  /** Called after each commit. */
  committed(): void;
  /** Writes one now, unless the newest is up to date. */
  save(): void;
}

interface CheckpointerOptions {
  readonly journal: Journal;
  readonly state: () => ConsoleState;
  readonly madeBy: string;
  readonly restoredSeq: number;
  readonly log: Log;
}

/** Bounds what a start after a crash has to replay: about half a second's work. */
const EVENTS_BETWEEN = 10_000;

export function createCheckpointer({ journal, state, madeBy, restoredSeq, log }: CheckpointerOptions): Checkpointer {
  let savedSeq = restoredSeq;
  let planned = false;

  function save(): void {
    const seq = journal.lastSeq();
    if (seq === savedSeq) return;
    // Also after a failure: the next attempt comes in good time, not with the next commit.
    savedSeq = seq;
    const saved = journal.checkpoints.save({ seq, state: state() }, madeBy);
    if (!saved.ok) log.warn({ reason: saved.error.message }, 'no checkpoint could be written; the next start will take longer');
  }

  return {
    save,
    committed() {
      if (planned || journal.lastSeq() - savedSeq < EVENTS_BETWEEN) return;
      planned = true;
      setImmediate(() => {
        planned = false;
        save();
      });
    },
  };
}
