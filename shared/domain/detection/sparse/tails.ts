import { logGamma } from './counts';

/** Chances of Student's t distribution and of the normal one. */

/** Chance of more than `t` with `freedom` degrees of freedom. */
export function studentTail(t: number, freedom: number): number {
  if (Number.isNaN(t)) return 1;
  if (!Number.isFinite(t)) return t > 0 ? 0 : 1;
  const half = 0.5 * incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t));
  return t >= 0 ? half : 1 - half;
}

/** The value that is exceeded with chance `tail` (0 to 0.5). */
export function studentQuantile(tail: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (studentTail(high, freedom) > tail && high < 1e12) high *= 2;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (studentTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Of a normal value known only to lie above `z`: how far above zero it lies on average, and how much of a whole observation it is worth
 * (0 to 1).
 */
export function censoredNormal(z: number): { readonly mean: number; readonly worth: number } {
  const hazard = normalHazard(z);
  return { mean: hazard, worth: Math.min(1, Math.max(0, hazard * (hazard - z))) };
}

function normalHazard(z: number): number {
  // Far out the exact quotient loses its digits, and this series is better.
  if (z > 8) return z + 1 / z - 2 / z ** 3;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return density / normalTail(z);
}

/** Of the normal distribution, by a rational approximation good to 1.2e-7 relative to the tail. */
function normalTail(z: number): number {
  const t = 1 / (1 + Math.abs(z) / (2 * Math.SQRT2));
  const series = POLYNOMIAL.reduceRight((sum, coefficient) => coefficient + t * sum, 0);
  const tail = 0.5 * t * Math.exp((-z * z) / 2 + series);
  return z >= 0 ? tail : 1 - tail;
}

const POLYNOMIAL = [
  -1.265_512_23, 1.000_023_68, 0.374_091_96, 0.096_784_18, -0.186_288_06, 0.278_868_07, -1.135_203_98, 1.488_515_87,
  -0.822_152_23, 0.170_872_77,
];

/** The regularised incomplete beta function, by its continued fraction. */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, 1 - x)) / b;
}

const TINY = 1e-300;

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 1e-14) break;
  }
  return value;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
