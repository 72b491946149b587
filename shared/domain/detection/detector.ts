/**
 * What is off about a series: its values, how much they scatter, their course, how often they come, or that they do not come at all.
 * Written out, since it is stored in journals.
 */
export const aspects = ['level', 'spread', 'shape', 'rate', 'gap'] as const;
export type Aspect = (typeof aspects)[number];

/** Where the next value of a series is expected; in the unit of the series. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** What a detector says of one value, before it has seen the next. */
export interface Reading {
  /** Moment of the value, milliseconds since 1970; what came with a moment that goes back has the newest moment before it. */
  readonly atMs: number;
  /** As it came; NaN and infinities are not learned from. */
  readonly value: number;
  /** 0 to 1, with one meaning on every series: how seldom something this strange comes. At `DEFAULT_THRESHOLD` and above it is worth telling. */
  readonly score: number;
  /** True while too little is known of the series for its score to mean anything: the score is low then. */
  readonly isLearning: boolean;
  /** Where this value was expected before it came; null where nothing is known yet. */
  readonly expected: Band | null;
  /** What is off most; null where nothing is. */
  readonly aspect: Aspect | null;
  /** Since when it is off; null where nothing is. */
  readonly sinceMs: number | null;
}

/** One series, one pass, without a look ahead, in bounded memory. The same stream and seed have the same readings. */
export interface Detector {
  observe(atMs: number, value: number): Reading;
  /** Everything it knows, to go on later with `restoreDetector`: the readings are the same as without the break. */
  save(): DetectorState;
}

/** Bytes of a detector's memory; of another version of the method it cannot be restored, and the series is learned anew. */
export interface DetectorState {
  readonly version: number;
  readonly bytes: Uint8Array;
}
