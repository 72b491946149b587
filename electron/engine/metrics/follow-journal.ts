import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Journal } from '../journal/journal';
import type { Ports } from '../ports';
import type { PointStore } from '../telemetry/point-store';
import type { Measured } from './collect/collector';
import { seriesOf } from './measured-series';

/** Counts what the journal says, each event once, whatever kills the program in between. */
export interface JournalFollower {
  /** To be called with everything that was recorded, right after. */
  recorded(events: readonly ConsoleEvent[]): void;
  /** Counts the last of what was recorded. */
  stop(): void;
}

interface FollowerParts {
  readonly ports: Pick<Ports, 'wall' | 'log'>;
  readonly journal: Pick<Journal, 'lastSeq' | 'replay'>;
  readonly points: PointStore;
  /** A rehearsal's journal is of one trace, and so are its metrics; what counts for good outlives a journal that had to make way. */
  readonly isOfOneTrace: boolean;
  readonly measure: (event: ConsoleEvent, isNew: boolean) => readonly Measured[];
}

/** What was recorded is counted together, so often (wall time). */
const GATHER_MS = 500;
/** After a disk that was full. */
const AGAIN_MS = 30_000;
/** Events that wait in memory; more are read from the journal again. */
const MOST_WAITING = 20_000;
/** Events counted at once. Each may end a server's way, which measures eight things of series that are new. */
const PAGE = 25;
const LAST_PIECES = 40;

export function followJournal({ ports, journal, points, isOfOneTrace, measure }: FollowerParts): JournalFollower {
  const { wall, log } = ports;
  const stopping = new AbortController();
  const birth = birthOf(journal);
  const standing = points.ledger.stands();
  if (standing !== null && standing.birth !== birth && isOfOneTrace) points.clear();
  let seq = standing?.birth === birth ? standing.seq : 0;
  /** Recorded after `seq`, without a hole; null while events are read from the journal. */
  let waiting: ConsoleEvent[] | null = seq === journal.lastSeq() ? [] : null;
  let isDue = false;
  let isCatchingUp = false;

  function keep(events: readonly ConsoleEvent[], isNew: boolean, upTo: number): boolean {
    const seen = new Set<string>();
    const measured = events
      .flatMap((event) => measuredOf(event, isNew))
      .filter(({ once }) => {
        if (once === undefined) return true;
        if (seen.has(once) || points.ledger.isCounted(once)) return false;
        seen.add(once);
        return true;
      });
    const isKept = points.count(seriesOf(measured), { standing: { birth: birthOf(journal), seq: upTo }, counted: [...seen] });
    if (isKept) seq = upTo;
    return isKept;
  }

  /** A bug in a collector costs its figures and nothing else. */
  function measuredOf(event: ConsoleEvent, isNew: boolean): readonly Measured[] {
    try {
      return measure(event, isNew);
    } catch (thrown) {
      log.error({ error: thrown, type: event.type }, 'an event could not be measured');
      return [];
    }
  }

  /** Counts a piece of what waits in memory; false where it has to be read from the journal. */
  function countSome(): boolean {
    if (waiting === null) return false;
    const some = waiting.slice(0, PAGE);
    if (some.length === 0) return true;
    if (keep(some, true, seq + some.length)) waiting.splice(0, some.length);
    else waiting = null;
    return waiting !== null;
  }

  async function catchUp(): Promise<void> {
    while (!stopping.signal.aborted && seq < journal.lastSeq()) {
      const upTo = Math.min(journal.lastSeq(), seq + PAGE);
      const events = journal.replay.between(seq, upTo).map(({ event }) => event);
      if (!keep(events, false, upTo)) await wall.sleep(AGAIN_MS, stopping.signal);
      await nextTurn();
    }
    if (!stopping.signal.aborted) waiting = [];
  }

  async function run(): Promise<void> {
    await wall.sleep(GATHER_MS, stopping.signal);
    isDue = false;
    while (countSome() && waiting !== null && waiting.length > 0) await nextTurn();
    if (waiting !== null || isCatchingUp) return;
    isCatchingUp = true;
    await catchUp().finally(() => {
      isCatchingUp = false;
    });
  }

  function wake(): void {
    if (isDue || stopping.signal.aborted) return;
    isDue = true;
    run().catch((thrown) => {
      if (!stopping.signal.aborted) log.error({ error: thrown }, 'counting stopped by a bug');
    });
  }

  if (waiting === null) wake();
  return {
    recorded(events) {
      if (events.length === 0 || stopping.signal.aborted) return;
      if (waiting !== null) {
        if (waiting.length + events.length > MOST_WAITING) waiting = null;
        else waiting.push(...events);
      }
      wake();
    },
    stop() {
      if (stopping.signal.aborted) return;
      // What is left after this is counted at the next start.
      for (let pieces = 0; pieces < LAST_PIECES; pieces += 1) countSome();
      stopping.abort();
    },
  };
}

/** Tells one journal from another: its first event. Each session's start has an id of its own. */
export function birthOf({ replay }: Pick<Journal, 'replay'>): string {
  const [first] = replay.between(0, 1);
  return first === undefined ? 'empty' : JSON.stringify(first.event).slice(0, 300);
}
