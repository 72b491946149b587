import { DateTime } from 'luxon';
import { type Instant, instantOf, msOf } from '../../primitives';
import type { Period } from '../blocks';

export const STEPS = ['AUTO', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type Step = (typeof STEPS)[number];

/** One step of a chart: from `from` until `to` (exclusive), and what stands below it. */
export interface Bucket {
  readonly from: Instant;
  readonly to: Instant;
  readonly label: string;
}

const DAY_MS = 86_400_000;
/** More bars than this cannot be read. */
const MOST = 400;
const units = { DAY: 'day', WEEK: 'week', MONTH: 'month', QUARTER: 'quarter', YEAR: 'year' } as const;
const labels = { DAY: 'yyyy-MM-dd', WEEK: "kkkk-'W'WW", MONTH: 'yyyy-MM', QUARTER: "yyyy-'Q'q", YEAR: 'yyyy' } as const;

/**
 * The steps of a period, in its zone, without gap or overlap; the first and the last are cut off at its borders. What was asked for
 * becomes coarser where there would be too many.
 */
export function bucketsOf({ from, to, zone }: Pick<Period, 'from' | 'to' | 'zone'>, asked: Step): readonly Bucket[] {
  const [fromMs, toMs] = [msOf(from), msOf(to)];
  if (fromMs >= toMs) return [];
  const step = stepFor(asked, toMs - fromMs);
  const buckets: Bucket[] = [];
  let begin = DateTime.fromMillis(fromMs, { zone });
  for (;;) {
    const next = begin.startOf(units[step]).plus({ [units[step]]: 1 });
    const endMs = Math.min(toMs, next.toMillis());
    buckets.push({
      from: instantOf(begin.toMillis()),
      to: instantOf(endMs),
      label: begin.toFormat(labels[step], { locale: 'en' }),
    });
    if (endMs >= toMs) return buckets;
    begin = DateTime.fromMillis(endMs, { zone });
  }
}

function stepFor(asked: Step, lengthMs: number): Exclude<Step, 'AUTO'> {
  const days = lengthMs / DAY_MS;
  const usual = days <= 62 ? 'DAY' : days <= 190 ? 'WEEK' : days <= 1_900 ? 'MONTH' : days <= 5_500 ? 'QUARTER' : 'YEAR';
  const steps = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
  const lengths = { DAY: 1, WEEK: 7, MONTH: 28, QUARTER: 89, YEAR: 365 } as const;
  const wanted = asked === 'AUTO' ? usual : asked;
  return steps.find((step) => lengths[step] >= lengths[wanted] && days / lengths[step] <= MOST) ?? 'YEAR';
}

/** Which bucket a moment lies in; -1 where in none. */
export function bucketAt(buckets: readonly Bucket[], at: Instant): number {
  let [low, high] = [0, buckets.length - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const bucket = buckets[middle];
    if (bucket === undefined) return -1;
    if (at < bucket.from) high = middle - 1;
    else if (at >= bucket.to) low = middle + 1;
    else return middle;
  }
  return -1;
}
