import './series.css';

export const markers = ['circle', 'square', 'triangle', 'diamond'] as const;
export type Marker = (typeof markers)[number];

/** How one line is told from the others: by colour, dash and marker, so that each alone will do. */
export interface Look {
  /** A CSS variable's name. */
  readonly colour: string;
  /** Lengths of dash and gap in pixels; empty is a whole line. */
  readonly dash: readonly number[];
  readonly marker: Marker;
}

const COLOURS = 8;
const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 4], [12, 5]];

/** The look of the line at place `index`, 0 the first; no two of the first 24 are alike. */
export function lookOf(index: number): Look {
  return {
    colour: `--series-${(index % COLOURS) + 1}`,
    dash: dashes[index % dashes.length] ?? [],
    marker: markers[index % markers.length] ?? 'circle',
  };
}
