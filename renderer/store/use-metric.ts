import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Aggregation, MetricSeries } from '../../shared/contract/telemetry';
import { endsOf, type Range } from '../../shared/domain/boards/range';
import { labelsText } from '../../shared/domain/metrics/labels';
import { stepFor } from '../../shared/domain/metrics/steps';
import type { ContextId } from '../../shared/domain/primitives';
import { isEqual } from '../../shared/lib/equal';
import type { ConsoleClient } from '../bridge/client';
import { engineNow } from './engine-now';
import { useConsole, usePage } from './page';
import { useAsked } from './use-asked';

/** What is asked of a metric. May be made anew with each drawing: what says the same asks the same. */
export interface MetricAsked {
  readonly name: string;
  /** Labels a series must have; it may have more. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly range: Range;
  /** Null asks for every context. */
  readonly contextId: ContextId | null;
  /** One value for each step; `raw` for points as they were measured; a step that suits the range where absent. */
  readonly stepSeconds?: number | 'raw';
  /** What suits the metric where absent: `usual` of its line in the list of metrics. */
  readonly aggregation?: Aggregation;
  /** Series that agree in these labels (`context` is one) are put together; `[]` puts all together; absent keeps each apart. */
  readonly by?: readonly string[];
}

export interface MetricRead {
  readonly series: readonly MetricSeries[];
  /** Why the newest question was not answered, for people; null when it was. */
  readonly problem: string | null;
  /** Nothing was answered yet. */
  readonly loading: boolean;
  /** There are more series than were read. */
  readonly more: boolean;
  /** What the answer covers, epoch milliseconds of the engine's clock; both 0 while loading. */
  readonly fromMs: number;
  readonly toMs: number;
  /** What one value stands for: longer than asked where nothing finer is kept any more. Null for points as they were measured. */
  readonly stepSeconds: number | null;
}

interface Answer {
  readonly series: readonly MetricSeries[];
  readonly more: boolean;
  readonly fromMs: number;
  readonly toMs: number;
}

const MOST_SERIES = 1_000;
const MOST_PAGES = 5;
/** While somebody drags through a replay, the question waits until the hand rests so long. */
const SETTLE_MS = 150;

/**
 * A metric over time, read again as its range moves on. It draws anew only when an answer arrives; what was answered stays while the
 * next answer is on its way. In a replay it ends at the instant shown.
 */
export function useMetric(asked: MetricAsked): MetricRead {
  const page = usePage();
  const question = useSame(asked);
  const stepSeconds = stepOf(question);
  const read = useCallback((client: ConsoleClient) => ask(client, question, engineNow(page)), [question, page]);
  const { value, problem, again } = useAsked(read, refreshMs(question.range));
  useAgainAfterJump(again, (stepSeconds ?? 1) * 1000);
  return useMemo(
    () => ({
      series: value?.series ?? [],
      problem,
      loading: value === null && problem === null,
      more: value?.more ?? false,
      fromMs: value?.fromMs ?? 0,
      toMs: value?.toMs ?? 0,
      stepSeconds: value?.series[0]?.stepSeconds ?? stepSeconds,
    }),
    [value, problem, stepSeconds],
  );
}

/**
 * One value over the whole range, all series that match put together: `value` is null where nothing was measured, which is not zero.
 */
export function useFigure(asked: Omit<MetricAsked, 'stepSeconds' | 'by'>): MetricRead & { readonly value: number | null } {
  const read = useMetric({ ...asked, stepSeconds: Math.ceil(secondsOf(asked.range)), by: [] });
  return { ...read, value: figureOf(read.series) };
}

/** The newest value of the first series: the one figure of an answer with one step over the whole range. */
export function figureOf(series: readonly MetricSeries[]): number | null {
  return series[0]?.points.at(-1)?.value ?? null;
}

async function ask(client: ConsoleClient, question: MetricAsked, nowMs: number): Promise<Answer> {
  const { name, range, contextId, aggregation, by } = question;
  const { fromMs, toMs } = endsOf(range, nowMs);
  const stepSeconds = stepOf(question);
  const labels = labelsText(question.labels ?? {});
  const input = {
    name,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    limit: MOST_SERIES,
    ...(labels === '' ? {} : { labels }),
    ...(contextId === null ? {} : { context: contextId }),
    ...(stepSeconds === null ? {} : { stepSeconds }),
    ...(aggregation === undefined ? {} : { aggregation }),
    ...(by === undefined ? {} : { by: by.join(',') }),
  };
  const first = await client.telemetry.metrics(input);
  const series = [...first.items];
  let { nextToken } = first;
  // A page of long series has fewer of them.
  for (let pages = 1; nextToken !== null && pages < MOST_PAGES && series.length < MOST_SERIES; pages += 1) {
    const page = await client.telemetry.metrics({ ...input, nextToken });
    series.push(...page.items);
    nextToken = page.nextToken;
  }
  return { series, more: nextToken !== null, fromMs, toMs };
}

function stepOf({ range, stepSeconds }: MetricAsked): number | null {
  if (stepSeconds === 'raw') return null;
  return stepSeconds ?? stepFor(secondsOf(range));
}

function secondsOf(range: Range): number {
  const { fromMs, toMs } = endsOf(range, 0);
  return Math.max(1, (toMs - fromMs) / 1000);
}

/** Wall milliseconds between two readings: what moves slowly is read seldom. */
function refreshMs(range: Range): number {
  if (range.kind === 'between') return 30_000;
  const hours = range.seconds / 3600;
  return hours <= 1 ? 5_000 : hours <= 6 ? 10_000 : hours <= 24 ? 15_000 : 30_000;
}

/** The value as it was as long as it says the same. */
function useSame<T>(value: T): T {
  const [held, setHeld] = useState(value);
  if (isEqual(held, value)) return held;
  setHeld(value);
  return value;
}

/** Asks again soon after the engine's clock jumped: a replay that was moved, another speed, a rehearsal that was paused. */
function useAgainAfterJump(again: () => void, stepMs: number): void {
  const { wall } = usePage();
  // Where the clock would have stood at the wall's zero: the same number while it only runs.
  const anchor = useConsole(({ held }) => {
    const clock = held?.view.engine.engine?.clock;
    if (clock === undefined) return 0;
    const speed = clock.paused ? 0 : clock.speed;
    return Math.round((Date.parse(clock.now) - speed * Date.parse(clock.wallNow)) / stepMs);
  });
  const newest = useRef(again);
  newest.current = again;
  const seen = useRef(anchor);
  useEffect(() => {
    if (seen.current === anchor) return;
    seen.current = anchor;
    return wall.after(SETTLE_MS, () => newest.current());
  }, [anchor, wall]);
}
