/** Chances of counts, exact but for rounding. Sums run in the logarithm, so that nothing overflows. */

/** Coefficients of Lanczos's approximation (g = 7, nine terms), good to about fifteen digits. */
const LANCZOS = [
  0.999_999_999_999_809_9, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1, -176.615_029_162_140_6,
  12.507_343_278_686_9, -0.138_571_095_265_720_1, 9.984_369_578_019_572e-6, 1.505_632_735_149_312e-7,
];

/** Logarithm of the gamma function for `x` > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = LANCZOS[0] ?? 1;
  for (let term = 1; term < LANCZOS.length; term += 1) sum += (LANCZOS[term] ?? 0) / (x - 1 + term);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/** Logarithms of the first factorials, made once. */
const logFactorials = new Float64Array(1_024);
for (let n = 2; n < logFactorials.length; n += 1) logFactorials[n] = (logFactorials[n - 1] ?? 0) + Math.log(n);

function logFactorial(n: number): number {
  return logFactorials[n] ?? logGamma(n + 1);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Chance of at least `k` of `n`, each with chance `p` by itself. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  const odds = p / (1 - p);
  let term = Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
  return summed(k, n, term, (at) => {
    term *= ((n - at) / (at + 1)) * odds;
    return term;
  });
}

/** Chance of at least `k` of `n` where the chance of each is itself unknown, distributed as Beta(`a`, `b`). */
export function betaBinomialTail(k: number, n: number, a: number, b: number): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  let term = Math.exp(logChoose(n, k) + logBeta(k + a, n - k + b) - logBeta(a, b));
  return summed(k, n, term, (at) => {
    term *= ((n - at) / (at + 1)) * ((at + a) / (n - at - 1 + b));
    return term;
  });
}

/** Sum of the terms from `k` to `n`; `next` makes the one behind `at`. */
function summed(k: number, n: number, first: number, next: (at: number) => number): number {
  let sum = first;
  let before = first;
  for (let at = k; at < n; at += 1) {
    const term = next(at);
    sum += term;
    // Past the peak the terms only fall: what is left is too little to change the sum.
    if (term < before && term < sum * 1e-17) break;
    before = term;
  }
  return Math.min(1, sum);
}

/** Chances of 0, 1, 2 … marked ones among `drawn` of `total`, of which `marked` are; without putting back. */
export function hypergeometric(total: number, marked: number, drawn: number): number[] {
  const most = Math.min(marked, drawn);
  const whole = logChoose(total, drawn);
  return Array.from({ length: most + 1 }, (_, hits) =>
    drawn - hits > total - marked ? 0 : Math.exp(logChoose(marked, hits) + logChoose(total - marked, drawn - hits) - whole),
  );
}
