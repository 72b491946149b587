import { hrtime } from 'node:process';
import type { Aspect } from '../../../../shared/domain/detection/detector';
import { kindOf } from '../../../../shared/domain/detection/finding';
import { type WatchedMetric, watchedBy } from '../../../../shared/domain/detection/watched';
import type { Labels } from '../../../../shared/domain/metrics/labels';
import { answer } from './answers';
import type { DetectorMaker } from './detector-maker';
import { createFleets, type Fleets } from './fleets';
import { ENTRY, type EndedNow, type FromThread, MARK_ENTRY, type SeriesDefinition, type ToThread } from './messages';
import { createMoments, type Moments, type NumberedSeries } from './moment';
import { openSegments, SEGMENT, type Segments } from './segments';
import { createSeriesWatch, type SeriesState } from './series-watch';
import { totalsOf } from './totals';

/** Everything the thread does, without the thread: told something, it posts what comes of it. */
export interface Hall {
  tell(message: ToThread): void;
}

export interface HallParts {
  readonly maker: DetectorMaker;
  readonly post: (message: FromThread, transfer?: ArrayBuffer[]) => void;
  /** Everything is saved once in about so long, piece by piece (wall milliseconds). */
  readonly saveWithinMs: number;
}

/** A series as the hall keeps it. */
export interface KeptSeries extends NumberedSeries {
  readonly contextId: string;
  readonly watched: WatchedMetric;
}

/** At the end there are some hundred milliseconds; what is not saved then is played again from the store. */
const LAST_SAVES_MS = 1_200;
const DROP_EVERY_MS = 3_600_000;
const UNUSED_MS = 7 * 24 * 3_600_000;

export function createHall({ maker, post, saveWithinMs }: HallParts): Hall {
  const series = new Map<string, KeptSeries>();
  const byIndex = new Map<number, KeptSeries>();
  let thresholds: Readonly<Record<string, number>> = {};
  let fleets: Fleets = createFleets({});
  let moments: Moments = createMoments(fleets);
  let segments: Segments | null = null;
  let nextSegment = 0;
  let savedMs = Number.NEGATIVE_INFINITY;
  /** The newest mark; its turn ends with the next, so that what is told a little later still belongs to it. */
  let markMs: number | null = null;
  let closedMs: number | null = null;
  let quiet: ReadonlySet<string> = new Set();
  let droppedMs = Number.NEGATIVE_INFINITY;
  let busyNs = 0n;
  const busyMs = (): number => Number(busyNs / 1_000_000n);

  function define({ index, key, metric, contextId, labels, shares }: SeriesDefinition, held: SeriesState | null): void {
    const watched = watchedBy(metric);
    if (watched === null || series.has(key)) return;
    const watch = createSeriesWatch(watched, { index, key, metric, contextId, labels }, maker, held);
    const kept: KeptSeries = { index, key, metric, contextId, shares, watched, watch };
    series.set(key, kept);
    byIndex.set(index, kept);
    fleets.stale();
  }

  function open(folder: string | null, birth: string | null): void {
    const trouble = (message: string) => post({ kind: 'trouble', message });
    segments = folder === null ? null : openSegments(folder, birth, trouble);
    const { states, fleets: books } = segments?.load() ?? { states: [], fleets: {} };
    fleets = createFleets(books);
    moments = createMoments(fleets);
    for (const state of states) define({ ...state, shares: {} }, state);
    const known = states.map(({ index, key, metric, contextId, labels }) => ({ index, key, metric, contextId, labels }));
    const needed = [...series.values()].flatMap(({ watch }) => watch.neededFromMs() ?? []);
    const throughMs = needed.reduce<number | null>((least, ms) => (least === null ? ms : Math.min(least, ms)), null);
    post({ kind: 'opened', throughMs, known });
  }

  function thresholdOf({ family }: WatchedMetric): (aspect: Aspect) => number {
    return (aspect) => thresholds[kindOf({ family, aspect })] ?? NEVER;
  }

  function closeTurn(atMs: number, isPast: boolean): void {
    const others = newestTold(series.values());
    const ended = new Map<number, EndedNow['because']>();
    for (const { index, contextId, metric, watched, watch } of series.values()) {
      const isQuiet = watched.values === 'held' && quiet.has(contextId);
      const judged = { threshold: thresholdOf(watched), othersMs: others.get(`${metric} ${contextId}`) ?? null };
      const because = watch.close({ atMs, sinceMs: closedMs, isQuiet, isPast }, judged);
      if (because !== null) ended.set(index, because);
    }
    closedMs = atMs;
    if (isPast) return;
    const moment = moments.tell(atMs, series, ended);
    const transfer = [...moment.found, ...moment.fleets.flatMap(({ worst }) => worst ?? [])];
    post(moment, [...new Set(transfer.flatMap(({ points }) => (points.length === 0 ? [] : [bufferOf(points)])))]);
    dropUnused(atMs);
    saveSome();
  }

  /** Series of which nothing came for long make room. */
  function dropUnused(atMs: number): void {
    if (Math.abs(atMs - droppedMs) < DROP_EVERY_MS) return;
    droppedMs = atMs;
    const unused = [...series.values()].filter(({ watch }) => atMs - (watch.newestMs() ?? atMs) > UNUSED_MS);
    if (unused.length === 0) return;
    const indexes = unused.map(({ index }) => index);
    retire(indexes);
    post({ kind: 'retired', indexes });
  }

  function mark(atMs: number, isPast: boolean): void {
    if (markMs === atMs) return;
    if (markMs !== null) closeTurn(markMs, isPast);
    markMs = atMs;
  }

  function take({ entries, isPast, number, quiet: silent }: Extract<ToThread, { kind: 'batch' }>): void {
    quiet = new Set(silent);
    for (let at = 0; at + ENTRY <= entries.length; at += ENTRY) {
      const [index = 0, atMs = 0, value = 0] = [entries[at], entries[at + 1], entries[at + 2]];
      if (index === MARK_ENTRY) mark(atMs, isPast);
      else byIndex.get(index)?.watch.take(atMs, value, isPast);
    }
    post({ kind: 'taken', number, totals: totalsOf(series.values(), busyMs()) });
  }

  function saveSegment(segment: number): void {
    const states: SeriesState[] = [];
    for (let index = segment * SEGMENT; index < (segment + 1) * SEGMENT; index += 1) {
      const state = byIndex.get(index)?.watch.save() ?? null;
      if (state !== null) states.push(state);
    }
    segments?.save(segment, states);
  }

  function pieces(): number {
    let most = -1;
    for (const index of byIndex.keys()) most = Math.max(most, index);
    return Math.ceil((most + 1) / SEGMENT);
  }

  function saveSome(): void {
    const nowMs = monoMs();
    const all = pieces();
    if (segments === null || all === 0 || nowMs - savedMs < saveWithinMs / all) return;
    savedMs = nowMs;
    if (nextSegment >= all) nextSegment = 0;
    if (nextSegment === 0) segments.saveFleets(fleets.books());
    saveSegment(nextSegment);
    nextSegment += 1;
  }

  function saveAll(): void {
    const endMs = monoMs() + LAST_SAVES_MS;
    const all = pieces();
    segments?.saveFleets(fleets.books());
    for (let piece = 0; piece < all && monoMs() < endMs; piece += 1) saveSegment((nextSegment + piece) % all);
  }

  function retire(indexes: readonly number[]): void {
    for (const index of indexes) {
      const one = byIndex.get(index);
      if (one === undefined) continue;
      byIndex.delete(index);
      series.delete(one.key);
      moments.forget(index);
    }
    fleets.stale();
  }

  function share(index: number, shares: Labels): void {
    const one = byIndex.get(index);
    if (one === undefined) return;
    const changed = { ...one, shares };
    byIndex.set(index, changed);
    series.set(one.key, changed);
    fleets.stale();
  }

  function handle(message: ToThread): void {
    switch (message.kind) {
      case 'open':
        open(message.folder, message.birth);
        break;
      case 'series':
        for (const one of message.series) define(one, null);
        break;
      case 'shares':
        for (const one of message.shares) share(one.index, one.shares);
        break;
      case 'batch':
        take(message);
        break;
      case 'thresholds':
        thresholds = message.thresholds;
        break;
      case 'retire':
        retire(message.indexes);
        break;
      case 'ask':
        post({ kind: 'answer', id: message.id, answer: answer(message.question, series, maker, busyMs()) });
        break;
      case 'stop':
        saveAll();
        post({ kind: 'stopped' });
        break;
    }
  }

  return {
    tell(message) {
      const begun = hrtime.bigint();
      handle(message);
      busyNs += hrtime.bigint() - begun;
    },
  };
}

/** Above every score. */
const NEVER = 2;

/** The newest moment that was told of any series, by metric and context; of metrics whose silence is told. */
function newestTold(series: Iterable<KeptSeries>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { metric, contextId, watched, watch } of series) {
    const newest = watched.isSilenceTold ? watch.newestMs() : null;
    if (newest === null) continue;
    const key = `${metric} ${contextId}`;
    found.set(key, Math.max(newest, found.get(key) ?? newest));
  }
  return found;
}

function bufferOf({ buffer }: Float64Array): ArrayBuffer {
  return buffer instanceof ArrayBuffer ? buffer : new ArrayBuffer(0);
}

function monoMs(): number {
  return Number(hrtime.bigint() / 1_000_000n);
}
