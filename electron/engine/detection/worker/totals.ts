import { memoryUsage } from 'node:process';
import type { FindingFamily } from '../../../../shared/domain/detection/finding';
import type { KeptSeries } from './hall';
import type { FamilyTotals, Totals } from './messages';

export function totalsOf(series: Iterable<KeptSeries>, busyMs: number): Totals {
  const families = new Map<FindingFamily, { series: number; learning: number }>();
  let judged = 0;
  for (const { watched, watch } of series) {
    const held = families.get(watched.family) ?? { series: 0, learning: 0 };
    held.series += 1;
    if (watch.isLearning()) held.learning += 1;
    families.set(watched.family, held);
    judged += watch.judged();
  }
  const all = [...families].map(([family, counts]): FamilyTotals => ({ family, ...counts }));
  const { heapUsed, arrayBuffers } = memoryUsage();
  return {
    watched: all.reduce((sum, { series: count }) => sum + count, 0),
    learning: all.reduce((sum, { learning }) => sum + learning, 0),
    judged,
    busyMs,
    memoryBytes: heapUsed + arrayBuffers,
    families: all,
  };
}
