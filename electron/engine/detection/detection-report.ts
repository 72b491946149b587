import type { DetectionReport } from '../../../shared/contract/findings';
import { FindingFamily } from '../../../shared/domain/detection/finding';
import { shippedThreshold } from '../../../shared/domain/detection/threshold';
import type { Instant } from '../../../shared/domain/primitives';
import type { RunningFindings } from './book/open-findings';
import { talliesOf } from './book/tallies';
import type { Totals } from './worker/messages';

/** What a report is made of, beside the book. */
export interface ReportFacts {
  readonly at: Instant;
  readonly startedAt: Instant | null;
  readonly totals: Totals | null;
  readonly leftOut: number;
  readonly waiting: number;
  readonly perSecond: number | null;
  readonly trouble: string | null;
}

/** How the detector did lately. */
export function reportOf(
  findings: Pick<RunningFindings, 'tables' | 'open' | 'settings' | 'thresholdOf'>,
  { at, totals, leftOut, ...facts }: ReportFacts,
): DetectionReport {
  const tallies = talliesOf(findings, FindingFamily.options, at);
  return {
    at,
    isOn: findings.settings().isOn,
    startedAt: facts.startedAt,
    threshold: shippedThreshold('level'),
    series: { watched: totals?.watched ?? 0, learning: totals?.learning ?? 0, leftOut },
    points: { judged: totals?.judged ?? 0, perSecond: facts.perSecond, waiting: facts.waiting },
    memoryBytes: totals?.memoryBytes ?? 0,
    trouble: facts.trouble,
    ...tallies,
    families: tallies.families.map((counted) => {
      const known = totals?.families.find(({ family }) => family === counted.family);
      return { ...counted, series: known?.series ?? 0, learning: known?.learning ?? 0 };
    }),
  };
}
