import { setImmediate as nextTurn } from 'node:timers/promises';
import { openFindings } from '../../../electron/engine/detection/book/open-findings';
import { sayMoment } from '../../../electron/engine/detection/say-moment';
import { createSeriesBook } from '../../../electron/engine/detection/series-book';
import { thresholdsOf } from '../../../electron/engine/detection/thresholds';
import { createHall } from '../../../electron/engine/detection/worker/hall';
import { MARK_ENTRY } from '../../../electron/engine/detection/worker/messages';
import { shippedMaker } from '../../../electron/engine/detection/worker/shipped-maker';
import { recordingLog } from '../../../electron/engine/testing/fakes';
import type { Finding } from '../../../shared/domain/detection/finding';
import { DetectionSettings } from '../../../shared/domain/detection/settings';
import { type Instant, instantOf, ServerId } from '../../../shared/domain/primitives';
import { ok } from '../../../shared/lib/result';
import type { QuietSeries } from './quiet-series';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** The part of the console between metric store and journal, without thread, files or AWS: detectors, fleets, the book and its policy as shipped. */
export interface QuietRun {
  /** Every finding, as it stood last. */
  readonly findings: readonly Finding[];
  readonly points: number;
  readonly tookMs: number;
}

/** Plays `days` of the series, minute by minute. */
export async function playQuiet(series: readonly QuietSeries[], startMs: number, days: number): Promise<QuietRun> {
  const findings = new Map<string, Finding>();
  const looks: (() => void)[] = [];
  const settings = DetectionSettings.parse({});
  let nowMs = startMs;
  const clock = {
    now: (): Instant => instantOf(nowMs),
    nowMs: () => nowMs,
    // Time is looked at each minute instead.
    sleep: () => new Promise<void>(() => undefined),
    speed: () => 1,
    onChange: () => () => undefined,
  };
  const refused = ok(settings);
  const book = openFindings({
    ports: { clock, log: recordingLog() },
    tables: { apply: () => undefined, list: () => [], read: () => null, open: () => [], tallies: () => [] },
    store: {
      current: () => settings,
      etag: () => '"0"',
      replace: async () => refused,
      learn: async (make) => ok(make(settings)),
      onChange: (look) => {
        looks.push(look);
      },
    },
    owe: (events) => {
      for (const event of events)
        if (event.type === 'findings.changed') for (const finding of event.findings) findings.set(finding.findingId, finding);
    },
  });
  const seriesBook = createSeriesBook();
  const view = { servers: {}, plans: {}, contexts: {} };
  const hall = createHall({
    maker: shippedMaker,
    saveWithinMs: Number.POSITIVE_INFINITY,
    post: (message) => {
      if (message.kind === 'moment') sayMoment({ book: seriesBook, findings: book, view: () => view }, message);
    },
  });
  hall.tell({ kind: 'open', folder: null, birth: null });
  hall.tell({ kind: 'thresholds', thresholds: thresholdsOf(book) });
  const begun = performance.now();
  let points = 0;
  for (let minute = 1; minute <= days * DAY_MINUTES; minute += 1) {
    nowMs = startMs + minute * MINUTE_MS;
    const entries: number[] = [];
    for (const { metric, contextId, labels, next } of series)
      for (const value of next(nowMs)) entries.push(seriesBook.indexOf(metric, contextId, labels) ?? -2, nowMs - 1_000, value);
    points += entries.length / 3;
    entries.push(MARK_ENTRY, nowMs, 0);
    const fresh = seriesBook.fresh();
    if (fresh.length > 0)
      hall.tell({
        kind: 'series',
        series: fresh.map(({ watched, ...one }) => ({ ...one, metric: watched.metric, shares: sharesOf(one.labels) })),
      });
    hall.tell({ kind: 'batch', number: minute, entries: Float64Array.from(entries), quiet: [], isPast: false });
    for (const look of looks) look();
    if (minute % 60 === 0) await nextTurn();
  }
  book.stop();
  return { findings: [...findings.values()], points, tookMs: performance.now() - begun };
}

/** Servers lie in one of two subnets. */
function sharesOf({ server }: Readonly<Record<string, string>>): Record<string, string> {
  return server === undefined
    ? {}
    : { context: 'payroll', subnet: Number(ServerId.parse(server).slice(-2)) % 2 === 0 ? 'subnet-a' : 'subnet-b' };
}
