import type { EventOf } from '../../../../shared/domain/events';
import {
  countOf,
  type ErrorPattern,
  isBurst,
  type PatternNews,
  stepMs,
  stepsKept,
} from '../../../../shared/domain/logs/error-pattern';
import { patternOf } from '../../../../shared/domain/logs/pattern';
import { redactLine } from '../../../../shared/domain/logs/redact-line';
import { type ContextId, type Instant, instantOf, msOf } from '../../../../shared/domain/primitives';

export type PatternEvent = EventOf<'logs.pattern'>;

/** An error line of a log group, as it came. */
export interface ErrorLine {
  readonly contextId: ContextId;
  readonly logGroup: string;
  /** Epoch milliseconds, the line's own. */
  readonly atMs: number;
  readonly text: string;
}

/** Counts error lines by what they have in common. In memory; what was told is in the journal, and the count goes on from there. */
export interface PatternBook {
  /** Takes up what was told in former sessions, newest first. */
  resume(told: readonly PatternEvent[]): void;
  count(line: ErrorLine): void;
  /** What is worth telling of one context now: new patterns and bursts, a few at a time. */
  news(contextId: ContextId, now: Instant): PatternEvent[];
  /** These were recorded: they are not news any more. */
  told(events: readonly PatternEvent[]): void;
  list(contextId: ContextId | null, nowMs: number): ErrorPattern[];
}

/** Patterns remembered; beyond, those that were seen longest ago are forgotten. */
const mostPatterns = 1_000;
/** News at a time: an account full of strange errors must not flood the feed. The rest comes with the next reading. */
const mostNews = 20;
const mostSample = 1_000;

interface Counted {
  readonly contextId: ContextId;
  readonly logGroup: string;
  readonly pattern: string;
  count: number;
  sample: string;
  firstMs: number;
  lastMs: number;
  readonly steps: Map<number, number>;
  toldAt: Instant | null;
  /** Lines up to here were counted by a former session. */
  readonly countedToMs: number;
}

export function createPatternBook(): PatternBook {
  const patterns = new Map<string, Counted>();

  function forgetOldest(): void {
    const oldest = [...patterns].reduce((one, other) => (other[1].lastMs < one[1].lastMs ? other : one));
    patterns.delete(oldest[0]);
  }

  function entryOf(key: string, make: () => Counted): Counted {
    const known = patterns.get(key);
    if (known !== undefined) return known;
    if (patterns.size >= mostPatterns) forgetOldest();
    const made = make();
    patterns.set(key, made);
    return made;
  }

  return {
    resume(told) {
      for (const { contextId, logGroup, pattern, count, sample, firstAt, lastAt, at } of told) {
        const lastMs = msOf(lastAt);
        entryOf(keyOf(contextId, logGroup, pattern), () => ({
          contextId,
          logGroup,
          pattern,
          count,
          sample,
          firstMs: msOf(firstAt),
          lastMs,
          steps: new Map(),
          toldAt: at,
          countedToMs: lastMs,
        }));
      }
    },
    count({ contextId, logGroup, atMs, text }) {
      const pattern = patternOf(text);
      const entry = entryOf(keyOf(contextId, logGroup, pattern), () => ({
        contextId,
        logGroup,
        pattern,
        count: 0,
        sample: '',
        firstMs: atMs,
        lastMs: atMs,
        steps: new Map(),
        toldAt: null,
        countedToMs: Number.NEGATIVE_INFINITY,
      }));
      if (atMs <= entry.countedToMs) return;
      entry.count += 1;
      if (atMs >= entry.lastMs || entry.sample === '') entry.sample = sampleOf(text);
      entry.firstMs = Math.min(entry.firstMs, atMs);
      entry.lastMs = Math.max(entry.lastMs, atMs);
      addTo(entry.steps, atMs);
    },
    news(contextId, now) {
      const due = [...patterns.values()].flatMap((entry): PatternEvent[] => {
        const why = entry.contextId === contextId ? newsOf(entry, msOf(now)) : null;
        return why === null ? [] : [eventOf(entry, why, now)];
      });
      return due.slice(0, mostNews);
    },
    told(events) {
      for (const { contextId, logGroup, pattern, at } of events) {
        const entry = patterns.get(keyOf(contextId, logGroup, pattern));
        if (entry !== undefined) entry.toldAt = at;
      }
    },
    list: (contextId, nowMs) =>
      [...patterns.values()]
        .filter((entry) => contextId === null || entry.contextId === contextId)
        .map(({ contextId: owner, logGroup, pattern, count, sample, firstMs, lastMs, steps }) => ({
          contextId: owner,
          logGroup,
          pattern,
          count,
          lastHour: countOf(steps, nowMs),
          sample,
          firstAt: instantOf(firstMs),
          lastAt: instantOf(lastMs),
        })),
  };
}

function newsOf({ count, toldAt, steps }: Counted, nowMs: number): PatternNews | null {
  if (count === 0) return null;
  if (toldAt === null) return 'new';
  return isBurst(steps, toldAt, nowMs) ? 'burst' : null;
}

function eventOf(
  { contextId, logGroup, pattern, count, sample, firstMs, lastMs }: Counted,
  why: PatternNews,
  at: Instant,
): PatternEvent {
  const [firstAt, lastAt] = [instantOf(firstMs), instantOf(lastMs)];
  return { type: 'logs.pattern', at, contextId, logGroup, pattern, why, count, sample, firstAt, lastAt };
}

function addTo(steps: Map<number, number>, atMs: number): void {
  const step = Math.floor(atMs / stepMs);
  steps.set(step, (steps.get(step) ?? 0) + 1);
  if (steps.size <= stepsKept) return;
  steps.delete(Math.min(...steps.keys()));
}

function sampleOf(text: string): string {
  const clean = redactLine(text).trim();
  return clean.length <= mostSample ? clean : `${clean.slice(0, mostSample)}…`;
}

function keyOf(contextId: string, logGroup: string, pattern: string): string {
  return `${contextId}\n${logGroup}\n${pattern}`;
}
