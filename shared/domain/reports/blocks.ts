import type { Instant } from '../primitives';

/**
 * What a section consists of. It never knows about a format; a format never knows about a section. Texts are for people, in the
 * report's language; numbers stay numbers (milliseconds, fractions of 1, bytes), and each format writes them as its own kind.
 */
export type Block = TextBlock | FiguresBlock | TableBlock | ChartBlock;

export interface TextBlock {
  readonly kind: 'text';
  /** Plain text; never markup. `list` is a bulleted list. */
  readonly paragraphs: readonly (string | { readonly list: readonly string[] })[];
}

/** `fraction`: 0.95 is shown as 95 %. `duration`: milliseconds. */
export type Unit = 'count' | 'number' | 'fraction' | 'duration' | 'instant' | 'text';
export type Tone = 'good' | 'warning' | 'bad' | 'neutral';

export interface Figure {
  readonly label: string;
  /** Null where it cannot be known; `note` then says why. Of `instant`: an ISO moment. */
  readonly value: number | string | null;
  readonly unit: Unit;
  readonly tone?: Tone;
  /** What it is held against, or from how many it was computed. */
  readonly note?: string;
}

export interface FiguresBlock {
  readonly kind: 'figures';
  readonly figures: readonly Figure[];
}

/** `status` is text with a meaning: formats may colour it by `tones`. */
export type ColumnKind = 'text' | 'status' | 'integer' | 'number' | 'fraction' | 'duration' | 'instant' | 'boolean';

export interface Column {
  /** Name in CSV and JSON: lower case with underscores. */
  readonly key: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** Share of the width, 1 where absent. */
  readonly weight?: number;
  readonly tones?: Readonly<Record<string, Tone>>;
}

/** As its column's kind says; `instant` an ISO moment, null where nothing is known. */
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

export interface TableBlock {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Rows in all. */
  readonly count: number;
  /** From the first row on, each time it is called. May be long: never held as a whole. */
  rows(): Iterable<Row>;
  /** Said in place of the rows where there are none. */
  readonly empty: string;
  readonly note?: string;
}

export interface ChartBlock {
  readonly kind: 'chart';
  readonly caption: string;
  readonly form: 'bars' | 'stacked-bars' | 'line';
  readonly unit: Unit;
  /** Along the bottom. */
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly tone?: Tone; readonly values: readonly (number | null)[] }[];
  /** A line to be held against: an objective. */
  readonly threshold?: { readonly label: string; readonly value: number };
}

/** From `from` (inclusive) to `to` (exclusive). */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
  /** `LAST_MONTH`, or what else it was called. */
  readonly name: string;
  /** Time zone its borders lie in. */
  readonly zone: string;
}
