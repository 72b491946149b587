import type { Aspect, Band } from '../../../../shared/domain/detection/detector';
import type { FindingFamily } from '../../../../shared/domain/detection/finding';
import type { Fleet } from '../../../../shared/domain/detection/fleet/fleet';
import type { Labels } from '../../../../shared/domain/metrics/labels';

/** A watched series, as both sides know it. `index` is its number for as long as the thread lives. */
export interface SeriesDefinition {
  readonly index: number;
  readonly key: string;
  readonly metric: string;
  readonly contextId: string;
  readonly labels: Labels;
  /** What it may share with others: context, plan, subnet … */
  readonly shares: Labels;
}

/** In a batch an entry is three numbers: series, moment (epoch ms), value. This series number is a mark: a turn ends there. */
export const MARK_ENTRY = -1;
export const ENTRY = 3;

/** A point of evidence: moment, value, low, high (NaN where nothing was expected). */
export const POINT = 4;

/** What the engine tells the thread. Typed arrays are handed over, not copied. */
export type ToThread =
  | { readonly kind: 'open'; readonly folder: string | null; readonly birth: string | null }
  | { readonly kind: 'series'; readonly series: readonly SeriesDefinition[] }
  | { readonly kind: 'shares'; readonly shares: readonly { readonly index: number; readonly shares: Labels }[] }
  /** `quiet`: contexts whose servers nobody tells of now: what is held of them is not judged. `isPast`: played from the store. */
  | {
      readonly kind: 'batch';
      readonly number: number;
      readonly entries: Float64Array;
      readonly quiet: readonly string[];
      readonly isPast: boolean;
    }
  /** By `family.aspect`. */
  | { readonly kind: 'thresholds'; readonly thresholds: Readonly<Record<string, number>> }
  /** Series of what exists no more. */
  | { readonly kind: 'retire'; readonly indexes: readonly number[] }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'stop' };

export type Question =
  | {
      readonly of: 'map';
      readonly family: FindingFamily | null;
      readonly contextId: string | null;
      readonly toMs: number;
      readonly steps: number;
      readonly limit: number;
    }
  /** Points as pairs of moment and value, oldest first; marks alike in order. Readings from `fromMs` on are answered. */
  | {
      readonly of: 'readings';
      readonly metric: string;
      readonly key: string;
      readonly points: Float64Array;
      readonly marks: Float64Array;
      readonly fromMs: number;
    }
  | { readonly of: 'totals' };

/** A series that is off now. */
export interface FoundSeriesNow {
  readonly index: number;
  readonly aspect: Aspect;
  /** The greatest since it was found. */
  readonly score: number;
  readonly value: number;
  /** Where it was expected when it went off. */
  readonly usual: Band | null;
  readonly sinceMs: number;
  /** When it was found. */
  readonly foundMs: number;
  readonly atMs: number;
  /** `POINT` numbers each, the newest last, at most 60. */
  readonly points: Float64Array;
}

/** Several series of one metric that went off together. */
export interface FoundFleetNow {
  readonly metric: string;
  readonly fleet: Fleet;
  /** The strangest of its members, as it is alone. */
  readonly worst: FoundSeriesNow | null;
}

export interface EndedNow {
  /** A series' number, or the fleet's `metric fleetId`. */
  readonly of: number | string;
  readonly because: 'back' | 'usual' | 'joined' | 'told-again' | 'fleet-over';
  readonly atMs: number;
}

/** What is known of a family. */
export interface FamilyTotals {
  readonly family: FindingFamily;
  readonly series: number;
  readonly learning: number;
}

export interface Totals {
  readonly watched: number;
  readonly learning: number;
  readonly judged: number;
  /** Milliseconds this thread was at work since it began. */
  readonly busyMs: number;
  readonly memoryBytes: number;
  readonly families: readonly FamilyTotals[];
}

export interface MapRow {
  readonly index: number;
  readonly isLearning: boolean;
  /** Highest score of each step; NaN where nothing was measured. */
  readonly cells: Float32Array;
}

export type Answer =
  | { readonly of: 'map'; readonly rows: readonly MapRow[]; readonly total: number; readonly fromMs: number }
  /** Seven numbers each: moment, value, score, low, high, aspect (its place in `aspects`, -1 for none), learning. */
  | { readonly of: 'readings'; readonly readings: Float64Array }
  | { readonly of: 'totals'; readonly totals: Totals };

/** Numbers of one reading in an answer. */
export const READING = 7;

export type FromThread =
  /** `throughMs`: the oldest moment from which points of a series that is known are needed again; null where none is known. */
  | {
      readonly kind: 'opened';
      readonly throughMs: number | null;
      readonly known: readonly Omit<SeriesDefinition, 'shares'>[];
    }
  | { readonly kind: 'taken'; readonly number: number; readonly totals: Totals }
  /** After each turn that is not past: what was found or goes on, and what ended. */
  | {
      readonly kind: 'moment';
      readonly atMs: number;
      readonly found: readonly FoundSeriesNow[];
      readonly fleets: readonly FoundFleetNow[];
      readonly ended: readonly EndedNow[];
      /** Series that are off by themselves, and fleets: all of them, so that whoever keeps them may end the rest. */
      readonly open: { readonly series: readonly number[]; readonly fleets: readonly string[] };
    }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  /** Nothing came of these for a week: their numbers are free. */
  | { readonly kind: 'retired'; readonly indexes: readonly number[] }
  | { readonly kind: 'trouble'; readonly message: string }
  | { readonly kind: 'stopped' };
