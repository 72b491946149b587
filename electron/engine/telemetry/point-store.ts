import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Floors } from '../../../shared/domain/metrics/cover';
import { MOST_POINTS } from '../../../shared/domain/metrics/steps';
import type { Database } from '../journal/database';
import { createLedger, type Ledger } from '../metrics/store/ledger';
import { createQueries, type Series, type Stepped, type SteppedWanted, type Wanted } from '../metrics/store/queries';
import { createReader } from '../metrics/store/reader';
import { createRetention, type Keep } from '../metrics/store/retention';
import { createSeriesBook } from '../metrics/store/series-book';
import { createSlices } from '../metrics/store/slices';
import { createWriter, type Mode } from '../metrics/store/writer';

export type { Point } from '../../../shared/domain/metrics/cell';
export type { Series, Stepped, SteppedWanted, Wanted } from '../metrics/store/queries';

/** Points of metrics, newest value per series and moment, and what is kept of them for years. */
export interface PointStore {
  /** Writes soon, in pieces between which the engine answers. What is read of these metrics afterwards has them. */
  record(series: readonly Series[]): void;
  /** What events say: counts, added up within a moment, and other values; whole or not at all, together with where the counting stands. */
  count(
    measured: { readonly counted: readonly Series[]; readonly others: readonly Series[] },
    stands: Parameters<Ledger['keep']>[0],
  ): boolean;
  /** Hears of everything that is recorded or counted from now on, right then; what it does must be little. */
  follow(listener: (series: readonly Series[]) => void): () => void;
  readonly ledger: Pick<Ledger, 'stands' | 'isCounted'>;
  /**
   * Points as they were measured, the newest 4,100 of each series; series with at least one, ordered by context and labels. Rejects
   * never. Turns of its work are short, as those of `query` are.
   */
  read(wanted: Wanted): Promise<Series[]>;
  /** One value per step; rejects never. Turns of its work are short: other things happen in between. */
  query(wanted: SteppedWanted): Promise<Stepped[]>;
  /** Labels some series of this metric carries. */
  labelsOf(name: string): ReadonlySet<string>;
  /** Forgets what is older than it is to be kept; the work is done in pieces. */
  prune(nowMs: number, keep?: Keep): void;
  /** Everything kept is forgotten at once: the store begins anew. */
  clear(): void;
  /** Writes what waits; from now on records and answers nothing. */
  close(): void;
}

export const usualKeep: Keep = { rawDays: 14, minuteDays: 90, hourDays: 1_100 };

/** A piece of background work lasts about so long. */
const TURN_MS = 8;
/** Points that may wait to be written; more are written at once, so that memory is bounded. */
const MOST_WAITING = 200_000;

const PointRow = z.object({ at: z.number(), value: z.number() });

/** `onTrouble` hears of what SQLite refuses (a full disk): points are then lost, and nothing else is. */
export function createPointStore(database: Database, onTrouble: (message: string) => void, monoMs: () => number): PointStore {
  const book = createSeriesBook(database);
  const retention = createRetention(database, book);
  const floors = (): Floors => retention.floors();
  const writer = createWriter(database, floors);
  const reader = createReader(database, floors);
  const ledger = createLedger(database);
  const newest = database.query(
    `SELECT at, value FROM points WHERE series = ? AND at BETWEEN ? AND ? ORDER BY at DESC LIMIT ${MOST_POINTS}`,
    PointRow,
  );
  const unrolled = database.query('SELECT series FROM not_rolled LIMIT 1', z.object({ series: z.number() }));
  const rolled = database.command('DELETE FROM not_rolled WHERE series = ?');
  const waits = new Set(
    database
      .query('SELECT series FROM not_rolled', z.object({ series: z.number() }))
      .all()
      .map((row) => row.series),
  );
  const listeners = new Set<(series: readonly Series[]) => void>();
  let waiting: Series[] = [];
  let waitingPoints = 0;
  let isOpen = true;
  let isInTrouble = false;

  async function pause(): Promise<boolean> {
    await nextTurn();
    return isOpen;
  }

  /** Runs `work` as one transaction; trouble is told once, until something could be written again. */
  function written(work: () => void): boolean {
    const done = database.transaction(work);
    if (!done.ok) {
      book.forget();
      writer.forget();
      if (!isInTrouble) onTrouble(done.error.message);
    }
    isInTrouble = !done.ok;
    return done.ok;
  }

  /** A series from a file of version 1 gets its minutes and hours before anything is added to it or asked of it. */
  function ensureRolled(series: number): void {
    if (!waits.has(series)) return;
    writer.rollUp(series);
    rolled.run(series);
    waits.delete(series);
  }

  function put(series: Series, mode: Mode): void {
    const id = book.idOf(series);
    ensureRolled(id);
    writer.write(id, series.points, mode);
  }

  /** Writes one piece of what waits; false when nothing does. */
  function writeSome(): boolean {
    if (waiting.length === 0) return false;
    const endMs = monoMs() + TURN_MS;
    let taken = 0;
    const isWritten = written(() => {
      taken = 0;
      do {
        const series = waiting[taken];
        if (series !== undefined) put(series, 'set');
        taken += 1;
      } while (taken < waiting.length && monoMs() < endMs);
    });
    // What a full disk refuses is lost: to try again at once would keep the processor busy for as long as it is full.
    const gone = waiting.splice(0, isWritten ? taken : waiting.length);
    for (const { points } of gone) waitingPoints -= points.length;
    return true;
  }

  /** Writes everything that waits at once. */
  function settle(): void {
    const due = waiting;
    waiting = [];
    waitingPoints = 0;
    if (due.length > 0)
      written(() => {
        for (const series of due) put(series, 'set');
      });
  }

  /** Writes what waits of one metric, piece by piece; false when the store was closed meanwhile. */
  async function settled(name: string): Promise<boolean> {
    const due = new Set(waiting.filter((series) => series.name === name));
    if (due.size > 0) waiting = [...due, ...waiting.filter((series) => !due.has(series))];
    while (waiting.some((series) => due.has(series))) {
      writeSome();
      if (!(await pause())) return false;
    }
    return isOpen;
  }

  function rollSome(): boolean {
    const series = unrolled.first()?.series;
    if (series === undefined) return false;
    if (!written(() => ensureRolled(series))) waits.add(series);
    return !isInTrouble;
  }

  function deleteSome(): boolean {
    let goesOn = false;
    const endMs = monoMs() + TURN_MS;
    const done = written(() => {
      do goesOn = retention.deleteSome();
      while (goesOn && monoMs() < endMs);
    });
    // Numbers of series that went away are given again.
    writer.forget();
    return done && goesOn;
  }

  const slices = createSlices([writeSome, rollSome, deleteSome]);
  if (waits.size > 0) slices.wake();

  const queries = createQueries({
    book,
    reader,
    floors,
    ready: (id) => {
      if (waits.has(id)) written(() => ensureRolled(id));
    },
    newest: (series, { fromMs, toMs }) =>
      newest
        .all(series, fromMs, toMs)
        .map(({ at, value }) => ({ atMs: at, value }))
        .reverse(),
    pause,
    monoMs,
  });

  return {
    ledger,
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record(all) {
      if (!isOpen || all.length === 0) return;
      for (const series of all) {
        waiting.push(series);
        waitingPoints += series.points.length;
      }
      for (const listener of listeners) listener(all);
      if (waitingPoints > MOST_WAITING) settle();
      slices.wake();
    },
    count({ counted, others }, stands) {
      if (!isOpen) return false;
      const isWritten = written(() => {
        for (const series of counted) put(series, 'add');
        for (const series of others) put(series, 'set');
        ledger.keep(stands);
      });
      // What could not be written is counted again later.
      if (isWritten) for (const listener of listeners) listener([...counted, ...others]);
      return isWritten;
    },
    read: async (wanted) => (isOpen && (await settled(wanted.name)) ? queries.raw(wanted) : []),
    query: async (wanted) => (isOpen && (await settled(wanted.name)) ? queries.run(wanted) : []),
    labelsOf: (name) => (isOpen ? book.labelsOf(name) : new Set()),
    prune(nowMs, keep = usualKeep) {
      if (!isOpen) return;
      written(() => retention.raise(nowMs, keep));
      slices.wake();
    },
    clear() {
      if (!isOpen) return;
      waiting = [];
      waitingPoints = 0;
      waits.clear();
      written(() => {
        for (const table of ['points', 'minutes', 'hours', 'series', 'facts', 'counted', 'not_rolled'])
          database.exec(`DELETE FROM ${table}`);
      });
      book.forget();
      writer.forget();
      retention.reset();
    },
    close() {
      if (!isOpen) return;
      settle();
      isOpen = false;
      slices.stop();
      database.close();
    },
  };
}
