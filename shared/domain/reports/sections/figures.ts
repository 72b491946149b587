import type { Tone } from '../blocks';

/** Null of nothing, never NaN. */
export function averageOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of an even number the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
}

export function mostOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

/** A share of 1 is good, below a half bad; none where there is none. */
export function sharedTone(share: number | null): { readonly tone: Tone } | Record<never, never> {
  if (share === null) return {};
  return { tone: share === 1 ? 'good' : share >= 0.5 ? 'warning' : 'bad' };
}
