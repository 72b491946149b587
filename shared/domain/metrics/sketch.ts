/**
 * How values are distributed, small enough to keep for years: how many lie in each logarithmic bucket. Two sketches put together say
 * exactly what one of all their values would, in whatever order; a percentile is at most `ACCURACY` of itself off.
 */
export type Sketch = ReadonlyMap<number, number>;

/** Relative; twice as exact as anything drawn from it needs. */
export const ACCURACY = 0.01;

const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);
/** Smaller amounts count as nothing: a nanosecond, a billionth of a byte. */
const SMALLEST = 1e-9;
/** Lifts the exponent of every positive value above 0, so that the sign of a bucket is the sign of its values; bucket 0 is nothing. */
const LIFT = Math.ceil(-Math.log(SMALLEST) / LOG_GAMMA) + 1;

export const noSketch: Sketch = new Map();

export function sketchOf(values: Iterable<number>): Sketch {
  const counts = new Map<number, number>();
  for (const value of values) addTo(counts, bucketOf(value), 1);
  return counts;
}

/** Adds `more` to `counts`, which changes. */
export function mergeInto(counts: Map<number, number>, more: Sketch): void {
  for (const [bucket, count] of more) addTo(counts, bucket, count);
}

/**
 * The value below or at which the share `q` (0 to 1) of all values lies, by nearest rank; null for a sketch of nothing.
 */
export function quantileOf(sketch: Sketch, q: number): number | null {
  let total = 0;
  for (const count of sketch.values()) total += count;
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(q * total));
  let passed = 0;
  for (const [bucket, count] of [...sketch].sort(([one], [other]) => one - other)) {
    passed += count;
    if (passed >= rank) return amountOf(bucket);
  }
  return null;
}

/** As kept: pairs of the distance to the bucket before and the count, each in as few bytes as it needs. */
export function encodeSketch(sketch: Sketch): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const [bucket, count] of [...sketch].sort(([one], [other]) => one - other)) {
    const distance = bucket - before;
    writeNumber(bytes, distance < 0 ? -2 * distance - 1 : 2 * distance);
    writeNumber(bytes, count);
    before = bucket;
  }
  return Uint8Array.from(bytes);
}

export function decodeSketch(bytes: Uint8Array): Sketch {
  const counts = new Map<number, number>();
  let bucket = 0;
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const distance = readNumber(bytes, cursor);
    bucket += distance % 2 === 1 ? -(distance + 1) / 2 : distance / 2;
    counts.set(bucket, readNumber(bytes, cursor));
  }
  return counts;
}

function bucketOf(value: number): number {
  const size = Math.abs(value);
  if (size < SMALLEST) return 0;
  const bucket = Math.ceil(Math.log(size) / LOG_GAMMA) + LIFT;
  return value < 0 ? -bucket : bucket;
}

/** The value in the middle of a bucket: at most `ACCURACY` from any in it. */
function amountOf(bucket: number): number {
  if (bucket === 0) return 0;
  const size = (2 * GAMMA ** (Math.abs(bucket) - LIFT)) / (GAMMA + 1);
  return bucket < 0 ? -size : size;
}

function addTo(counts: Map<number, number>, bucket: number, count: number): void {
  counts.set(bucket, (counts.get(bucket) ?? 0) + count);
}

function writeNumber(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push(128 + (rest % 128));
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function readNumber(bytes: Uint8Array, cursor: { at: number }): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = bytes[cursor.at] ?? 0;
    cursor.at += 1;
    value += (byte % 128) * factor;
    if (byte < 128) return value;
    factor *= 128;
  }
}
