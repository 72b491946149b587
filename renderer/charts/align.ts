/** One line of a chart. */
export interface Line {
  readonly key: string;
  readonly label: string;
  /** Oldest first. */
  readonly points: readonly { readonly atMs: number; readonly value: number }[];
}

/** Columns as uPlot takes them: moments, then the values of each line; null where a line has none. */
export interface Aligned {
  readonly atMs: number[];
  readonly values: (number | null)[][];
}

/**
 * Puts lines on common moments. With `stepMs`, a stretch without any point longer than a step and a half becomes a gap: nothing may be
 * drawn across a time in which nobody measured.
 */
export function align(lines: readonly Line[], stepMs: number | null): Aligned {
  const moments = [...new Set(lines.flatMap(({ points }) => points.map(({ atMs }) => atMs)))].sort((a, b) => a - b);
  const atMs = stepMs === null ? moments : withGaps(moments, stepMs);
  const values = lines.map(({ points }) => {
    const known = new Map(points.map((point) => [point.atMs, point.value]));
    return atMs.map((at) => known.get(at) ?? null);
  });
  return { atMs, values };
}

function withGaps(moments: readonly number[], stepMs: number): number[] {
  return moments.flatMap((at, index) => {
    const before = moments[index - 1];
    return before !== undefined && at - before > stepMs * 1.5 ? [before + stepMs, at] : [at];
  });
}

/** Of the places `from` to `to`, those that get a marker: about `most`, and every point that stands alone. */
export function marked(values: readonly (number | null | undefined)[], from: number, to: number, most: number): number[] {
  const every = Math.max(1, Math.ceil((to - from + 1) / most));
  const has = (index: number): boolean => values[index] !== null && values[index] !== undefined;
  const places: number[] = [];
  for (let index = from; index <= to; index += 1) {
    const alone = !has(index - 1) && !has(index + 1);
    if (has(index) && (alone || (index - from) % every === Math.floor(every / 2))) places.push(index);
  }
  return places;
}
