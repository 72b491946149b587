/** Student's t with `nu` degrees of freedom, centre 0, scale 1: durations in logarithms, whose tails are heavier than a bell's. */
export interface Student {
  readonly nu: number;
  /** Natural logarithm of the density. */
  logDensity(z: number): number;
  /** Natural logarithm of the probability to lie above `z`. */
  logAbove(z: number): number;
  /** Probability to lie below `z`. */
  below(z: number): number;
  /** The value below which the share `p` lies; `p` in (0, 1). */
  quantile(p: number): number;
  /** A value above `z`, from `p` evenly drawn in (0, 1). */
  above(z: number, p: number): number;
}

/** Points lie evenly in asinh(z), so that the middle is fine and the tails reach far. */
const REACH = 8;
const STEP = 1 / 64;
const POINTS = (2 * REACH) / STEP + 1;
const QUANTILES = 4096;

/** Tables are costly, and few shapes are ever asked for: kept for good. */
const made = new Map<number, Student>();

/** The distribution with `nu` degrees of freedom, from tables: accurate to about four digits, and quick. */
export function studentOf(nu: number): Student {
  const held = made.get(nu);
  if (held !== undefined) return held;
  const built = build(nu);
  made.set(nu, built);
  return built;
}

function build(nu: number): Student {
  const shape = (z: number): number => (-(nu + 1) / 2) * Math.log1p((z * z) / nu);
  const sums = new Float64Array(POINTS);
  for (let index = 1; index < POINTS; index += 1) {
    const [a, b] = [placeOf(index - 1), placeOf(index)];
    sums[index] =
      (sums[index - 1] ?? 0) + ((b - a) * (Math.exp(shape(a)) + 4 * Math.exp(shape((a + b) / 2)) + Math.exp(shape(b)))) / 6;
  }
  const edge = Math.sinh(REACH);
  // What lies beyond the table on either side, by the power of the tail.
  const beyond = (Math.exp(shape(edge)) * edge) / nu;
  const total = (sums[POINTS - 1] ?? 0) + 2 * beyond;
  const below = (z: number): number => {
    if (z > 0) return 1 - below(-z);
    if (z <= -edge) return (beyond / total) * (edge / -z) ** nu;
    const at = (Math.asinh(z) + REACH) / STEP;
    const index = Math.floor(at);
    const low = sums[index] ?? 0;
    return (beyond + low + (at - index) * ((sums[index + 1] ?? low) - low)) / total;
  };
  const table = tableOf(below);
  const quantile = (p: number): number => {
    const at = p * QUANTILES - 0.5;
    if (at < 1) return (table[1] ?? 0) * (1.5 / Math.max(1e-9, p * QUANTILES)) ** (1 / nu);
    if (at > QUANTILES - 2) return -quantile(1 - p);
    const index = Math.floor(at);
    const low = table[index] ?? 0;
    return low + (at - index) * ((table[index + 1] ?? low) - low);
  };
  return {
    nu,
    logDensity: (z) => shape(z) - Math.log(total),
    logAbove: (z) => Math.log(Math.max(1e-300, below(-z))),
    below,
    quantile,
    above(z, p) {
      const rest = below(-z);
      // Close to the end of the table the tail's own power goes on: what has lasted long may last as long again.
      if (rest < 4 / QUANTILES) return z * Math.max(1e-9, 1 - p) ** (-1 / nu);
      return Math.max(z, -quantile(Math.max(1e-9, rest * (1 - p))));
    },
  };
}

function placeOf(index: number): number {
  return Math.sinh(-REACH + index * STEP);
}

/** Values at the middles of as many equal shares, by halving. */
function tableOf(below: (z: number) => number): Float64Array {
  const table = new Float64Array(QUANTILES);
  for (let index = 0; index < QUANTILES; index += 1) {
    const wanted = (index + 0.5) / QUANTILES;
    let [low, high] = [-REACH, REACH];
    for (let turn = 0; turn < 40; turn += 1) {
      const middle = (low + high) / 2;
      if (below(Math.sinh(middle)) < wanted) low = middle;
      else high = middle;
    }
    table[index] = Math.sinh((low + high) / 2);
  }
  return table;
}
