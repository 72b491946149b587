import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DeviationMap } from '../../../shared/contract/findings';
import type { FindingFamily } from '../../../shared/domain/detection/finding';
import { shippedThreshold } from '../../../shared/domain/detection/threshold';
import { labelsText } from '../../../shared/domain/metrics/labels';
import { type Instant, instantOf } from '../../../shared/domain/primitives';
import type { Core, EngineOptions } from '../engine-api';
import type { Ports } from '../ports';
import type { PointStore } from '../telemetry/point-store';
import type { RunningFindings } from './book/open-findings';
import { catchUp } from './catch-up';
import { reportOf } from './detection-report';
import { createFeed } from './feed';
import { createKeeper } from './keeper';
import { nameOf, sharesIn } from './names';
import { type Overlay, type OverlayWanted, overlayOf } from './overlay';
import { createPace } from './pace';
import { retireGone } from './retire-gone';
import { sayMoment } from './say-moment';
import { type BookedSeries, createSeriesBook } from './series-book';
import type { OpenThread } from './threads';
import { thresholdsOf } from './thresholds';
import type { FromThread, SeriesDefinition, Totals } from './worker/messages';
import { STEP_MS } from './worker/rings';

/** Watches the series of the metric store for what is unusual. */
export interface Detection {
  map(wanted: MapWanted): Promise<DeviationMap>;
  readings(wanted: OverlayWanted): Promise<Overlay>;
  report(): ReturnType<typeof reportOf>;
  /** Before the metric store is closed: what detectors know is saved. */
  stop(): Promise<void>;
}

export interface MapWanted {
  readonly family: FindingFamily | null;
  readonly contextId: string | null;
  readonly hours: number;
  readonly limit: number;
}

export interface DetectionParts {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly options: Pick<EngineOptions, 'dataDir' | 'rehearsal'>;
  readonly core: Pick<Core, 'view' | 'warn'>;
  readonly points: PointStore;
  readonly findings: RunningFindings;
  /** Tells the journal of one trace of a rehearsal from another's. */
  readonly birth: () => string;
  readonly openThread: OpenThread;
}

/** Without anything saved, so much of the past is learned from. */
const LEARNED_MS = 2 * 86_400_000;
/** Of a thread that dies so often the operator hears. */
const DEATHS_TOLD = 3;
/** What series share, and whether they still exist, is looked at anew after so many turns. */
const LOOK_EVERY_TURNS = 10;
/** Series that are told of in one turn of the loop: a millisecond or so. */
const AT_ONCE = 400;

export function openDetection(parts: DetectionParts): Detection {
  const { ports, options, core, points, findings, birth, openThread } = parts;
  const { clock, wall, log } = ports;
  const book = createSeriesBook();
  const pace = createPace(wall);
  const posted = new Map<number, () => void>();
  let batches = 0;
  let totals: Totals | null = null;
  let startedAt: Instant | null = null;
  let catching = new AbortController();
  let turns = 0;
  /** What series share, as it was told last. */
  const shared = new Map<number, string>();

  const keeper = createKeeper({
    wall,
    log,
    open: openThread,
    began() {
      const folder = join(options.dataDir, 'detection');
      keeper.post({ kind: 'open', folder, birth: options.rehearsal === null ? null : birth() });
      keeper.post({ kind: 'thresholds', thresholds: thresholdsOf(findings) });
    },
    said: hear,
    died(_why, times) {
      catching.abort();
      feed.flow(false);
      for (const done of posted.values()) done();
      posted.clear();
      if (times === DEATHS_TOLD)
        core.warn({
          code: 'detection.keeps-ending',
          message: 'The detector of unusual metrics keeps ending by a fault; nothing unusual is found meanwhile.',
          next: 'Look into the log for its reason; everything else goes on without it.',
        });
    },
  });
  const feed = createFeed({ book, post: (entries) => void postBatch(entries, false) });
  const unfollow = points.follow(feed.take);
  findings.store.onChange(() => keeper.post({ kind: 'thresholds', thresholds: thresholdsOf(findings) }));
  // The first event of a new journal tells its birth; it is written with the end of this turn.
  const starting = setImmediate(() => setImmediate(keeper.start));

  function hear(message: FromThread): void {
    switch (message.kind) {
      case 'opened':
        void begin(message);
        return;
      case 'taken':
        totals = message.totals;
        pace.judged(totals.judged);
        if (posted.has(message.number)) posted.get(message.number)?.();
        else feed.taken();
        posted.delete(message.number);
        return;
      case 'moment':
        moment(message);
        return;
      case 'retired':
        for (const index of message.indexes) book.remove(index);
        return;
      case 'trouble':
        log.warn({ reason: message.message }, 'what detectors know could not be saved or read');
        return;
      case 'answer':
      case 'stopped':
        return;
    }
  }

  /** Plays what the store has since the thread was saved, then lets flow what came meanwhile. */
  async function begin({ throughMs, known }: Extract<FromThread, { kind: 'opened' }>): Promise<void> {
    catching = new AbortController();
    const { signal } = catching;
    const nowMs = clock.nowMs();
    const earliest = nowMs - LEARNED_MS;
    book.restart(known);
    shared.clear();
    void tellShares(signal);
    const fromMs = throughMs === null || throughMs > nowMs ? earliest : Math.max(earliest, throughMs);
    try {
      await catchUp({ points, book, reading: feed.forget, post: postPast, signal }, fromMs, nowMs);
    } catch (thrown) {
      log.error({ error: thrown }, 'stored points could not be played to the detectors');
    }
    if (signal.aborted) return;
    startedAt ??= clock.now();
    feed.flow(true);
  }

  /** Resolves when it is taken, or when nobody is there to take it. */
  async function postPast(entries: Float64Array): Promise<void> {
    while (book.freshCount() > 0) {
      tellFresh(AT_ONCE);
      await nextTurn();
    }
    await postBatch(entries, true);
  }

  function tellFresh(most: number): void {
    const fresh = book.fresh(most);
    if (fresh.length > 0) keeper.post({ kind: 'series', series: fresh.map(definitionOf(sharesIn(core.view()))) });
  }

  function postBatch(entries: Float64Array, isPast: boolean): Promise<void> {
    tellFresh(book.freshCount());
    const number = ++batches;
    const done = new Promise<void>((resolve) => {
      if (isPast) posted.set(number, resolve);
    });
    const { buffer } = entries;
    const transfer = buffer instanceof ArrayBuffer ? [buffer] : [];
    keeper.post({ kind: 'batch', number, entries, isPast, quiet: isPast ? [] : quietContexts() }, transfer);
    return done;
  }

  /** Contexts whose servers nobody tells of now. */
  function quietContexts(): string[] {
    const tellers = Object.values(core.view().sources).filter(({ source }) => source === 'drs-source-servers');
    const live = new Set(tellers.flatMap(({ state, contextId }) => (state === 'live' ? [contextId] : [])));
    return [...new Set(tellers.map(({ contextId }) => contextId))].filter((contextId) => !live.has(contextId));
  }

  function moment(message: Extract<FromThread, { kind: 'moment' }>): void {
    sayMoment({ book, findings, view: core.view }, message);
    turns += 1;
    if (turns % LOOK_EVERY_TURNS !== 0) return;
    void tellShares(catching.signal);
    const gone = retireGone({ book, findings, view: core.view() }, message.atMs);
    if (gone.length > 0) keeper.post({ kind: 'retire', indexes: gone });
  }

  /** Tells what series share where that has changed, a few at a time. */
  async function tellShares(signal: AbortSignal): Promise<void> {
    const shares = sharesIn(core.view());
    const all = [...book.all()];
    for (let from = 0; from < all.length && !signal.aborted; from += AT_ONCE) {
      const changed = all.slice(from, from + AT_ONCE).flatMap((one) => {
        const now = shares.of(one);
        const text = labelsText(now);
        if (shared.get(one.index) === text) return [];
        shared.set(one.index, text);
        return [{ index: one.index, shares: now }];
      });
      if (changed.length > 0) keeper.post({ kind: 'shares', shares: changed });
      await nextTurn();
    }
  }

  function trouble(): string | null {
    const lost = feed.lost();
    if (keeper.trouble() !== null) return keeper.trouble();
    return lost === 0 ? null : `The detector fell behind: ${lost} points were left out since the console started.`;
  }

  return {
    async map({ family, contextId, hours, limit }) {
      const steps = Math.round((hours * 3_600_000) / STEP_MS);
      const toMs = clock.nowMs();
      const answer = await keeper.ask<'map'>({ of: 'map', family, contextId, toMs, steps, limit });
      const view = core.view();
      const rows = (answer?.rows ?? []).flatMap(({ index, isLearning, cells }) => {
        const series = book.get(index);
        if (series === null) return [];
        const { watched, contextId: owner, labels } = series;
        const row = { metric: watched.metric, contextId: owner, labels: { ...labels }, family: watched.family, isLearning };
        return [{ ...row, name: nameOf(series, view), cells: [...cells].map((cell) => (Number.isNaN(cell) ? null : cell)) }];
      });
      return {
        from: instantOf(answer?.fromMs ?? toMs - steps * STEP_MS),
        stepSeconds: STEP_MS / 1_000,
        threshold: shippedThreshold('level'),
        rows,
        total: answer?.total ?? 0,
      };
    },
    readings: (wanted) => overlayOf({ points, keeper }, wanted),
    report() {
      return reportOf(findings, {
        at: clock.now(),
        startedAt,
        totals,
        leftOut: book.leftOut(),
        waiting: feed.waiting(),
        perSecond: pace.perSecond(),
        trouble: trouble(),
      });
    },
    async stop() {
      clearImmediate(starting);
      unfollow();
      catching.abort();
      feed.stop();
      await keeper.stop();
    },
  };
}

function definitionOf(shares: ReturnType<typeof sharesIn>) {
  return (series: BookedSeries): SeriesDefinition => {
    const { index, key, watched, contextId, labels } = series;
    return { index, key, metric: watched.metric, contextId, labels, shares: shares.of(series) };
  };
}
