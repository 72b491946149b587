/** Figures of a handful of values. Every one is null where there are none: no data is not zero. */

/** The value below which the share `q` (0 to 1) lies, read between neighbours in proportion. */
export function quantileOf(values: readonly number[], q: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = Math.min(1, Math.max(0, q)) * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export function medianOf(values: readonly number[]): number | null {
  return quantileOf(values, 0.5);
}

/** Median absolute deviation: how far a usual value lies from the median, whatever a few outliers do. */
export function spreadOf(values: readonly number[]): number | null {
  const middle = medianOf(values);
  return middle === null ? null : medianOf(values.map((value) => Math.abs(value - middle)));
}

/** By how much `now` differs from `before`, as a share of it; null where either is missing or nothing was before. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before);
}

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Bins of equal width on round borders, at most `most` of them, that hold every value. */
export function binsOf(values: readonly number[], most: number): readonly Bin[] {
  if (values.length === 0) return [];
  // Without spreading them: raw points may be more than a call can take.
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [lowest, highest] = [Math.min(lowest, value), Math.max(highest, value)];
  const span = highest - lowest || Math.abs(lowest) || 1;
  // Nothing is measured in less than billionths.
  const width = roundUp(Math.max(1e-9, span / Math.max(1, most - 1)));
  const first = Math.floor(lowest / width);
  const counts = new Map<number, number>();
  for (const value of values) {
    const bin = Math.floor(value / width) - first;
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return Array.from({ length: Math.max(...counts.keys()) + 1 }, (_, bin) => ({
    from: (first + bin) * width,
    to: (first + bin + 1) * width,
    count: counts.get(bin) ?? 0,
  }));
}

/** The next of 1, 2, 3, 5 and 10 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 3, 5].find((step) => step * power >= value * 0.999_999) ?? 10) * power;
}
