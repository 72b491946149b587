import type { ConsoleEvent } from '../../../shared/domain/events';
import type { CommitError } from '../engine-api';
import type { Actor, Log } from '../ports';
import type { Batch, Committed } from './commit';

/** The ways into the journal, and what happens while it cannot be written. */
export interface Recorder {
  commit(events: readonly ConsoleEvent[], actor?: Actor): Committed;
  /** Shares one transaction, and one wait for the disk, with all others of the same turn. */
  record(events: readonly ConsoleEvent[], actor?: Actor): Promise<Committed>;
  /**
   * For what has happened and nobody will say again (an action's outcome, an alert that was shown): kept in memory while the journal
   * cannot be written. Observations need no such thing: their source reads again, and a message stays in its queue.
   */
  owe(events: readonly ConsoleEvent[], actor?: Actor): void;
  /** Tries again to write what is owed, and draws what follows from time alone. */
  tick(): void;
}

interface RecorderOptions {
  readonly commit: (batches: readonly Batch[]) => Committed;
  readonly log: Log;
  /** Called when writing begins to fail, fails in another way, and works again (null). */
  readonly onTrouble: (error: CommitError | null) => void;
}

const MOST_OWED = 1_000;

interface Waiting extends Batch {
  readonly done: (result: Committed) => void;
  /** A bug in one batch: whoever waits hears of it instead of waiting for ever. */
  readonly broke: (thrown: unknown) => void;
}

export function createRecorder({ commit, log, onTrouble }: RecorderOptions): Recorder {
  let owed: Batch[] = [];
  let waiting: Waiting[] = [];
  let trouble: CommitError | null = null;
  let lastSeq = 0;

  /** What is owed goes first, in the same transaction, so that the order of events stays what it was. */
  function write(batches: readonly Batch[]): Committed {
    const result = commit([...owed, ...batches]);
    if (result.ok) owed = [];
    // A commit in which nothing was new did not touch the disk, so it proves nothing about it.
    if (!result.ok) notice(result.error);
    else if (result.value.lastSeq > lastSeq) notice(null);
    if (result.ok) lastSeq = result.value.lastSeq;
    return result;
  }

  function notice(error: CommitError | null): void {
    if (error?.code === trouble?.code) return;
    if (error === null) log.info({}, 'the journal can be written again');
    else log.error({ code: error.code, reason: error.message }, 'the journal cannot be written');
    trouble = error;
    onTrouble(error);
  }

  function writeWaiting(): void {
    const batches = waiting;
    waiting = [];
    try {
      const result = write(batches);
      for (const { done } of batches) done(result);
    } catch (thrown) {
      if (batches.length === 1) batches[0]?.broke(thrown);
      else for (const batch of batches) writeAlone(batch);
    }
  }

  /** After a bug in a group: the others of it must not suffer. */
  function writeAlone(batch: Waiting): void {
    try {
      batch.done(write([batch]));
    } catch (thrown) {
      batch.broke(thrown);
    }
  }

  function owe(events: readonly ConsoleEvent[], actor?: Actor): void {
    if (events.length === 0) return;
    const batch = batchOf(events, actor);
    if (write([batch]).ok) return;
    owed.push(batch);
    if (owed.length <= MOST_OWED) return;
    const [lost] = owed.splice(0, 1);
    log.error(
      { types: lost?.events.map((event) => event.type) },
      'the journal could not be written for too long; this was not recorded',
    );
  }

  return {
    commit: (events, actor) => write([batchOf(events, actor)]),
    record(events, actor) {
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(writeWaiting);
        waiting.push({ ...batchOf(events, actor), done: resolve, broke: reject });
      });
    },
    owe,
    tick: () => {
      write([]);
    },
  };
}

function batchOf(events: readonly ConsoleEvent[], actor: Actor | undefined): Batch {
  return { events, actor: actor ?? null };
}
