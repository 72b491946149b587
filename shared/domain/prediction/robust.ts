/** The middle of `values`; 0 of none. */
export function medianOf(values: readonly number[]): number {
  // Typed arrays sort many times faster, and without a comparison of their own.
  return quantileOf(Float64Array.from(values).sort(), 0.5);
}

/** The quantile `p` of values in ascending order, between neighbours in proportion; 0 of none. */
export function quantileOf(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return 0;
  const at = Math.min(sorted.length - 1, Math.max(0, p * sorted.length - 0.5));
  const low = Math.floor(at);
  const [a, b] = [sorted[low] ?? 0, sorted[Math.min(sorted.length - 1, low + 1)] ?? 0];
  return a + (at - low) * (b - a);
}

/** Spread as a standard deviation, from the middle distance to `centre`: one wild value in three does not move it. */
export function spreadOf(values: readonly number[], centre: number): number {
  return 1.4826 * medianOf(values.map((value) => Math.abs(value - centre)));
}

/**
 * A weighted mean in which what lies far from the middle counts little (weights of Student's t with 4 degrees of freedom), and the weight
 * it rests on. `scale` is how far from the middle is far.
 */
export function robustMean(
  values: readonly number[],
  weights: readonly number[],
  scale: number,
): { readonly mean: number; readonly weight: number } {
  if (values.length === 0) return { mean: 0, weight: 0 };
  let mean = medianOf(values);
  let weight = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    let sum = 0;
    weight = 0;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? 0;
      const own = ((weights[index] ?? 1) * 5) / (4 + ((value - mean) / scale) ** 2);
      sum += own * value;
      weight += own;
    }
    if (weight > 0) mean = sum / weight;
  }
  return { mean, weight };
}
