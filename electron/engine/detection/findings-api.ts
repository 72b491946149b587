import type { Finding } from '../../../shared/domain/detection/finding';
import type { DetectionSettings } from '../../../shared/domain/detection/settings';
import type { Instant } from '../../../shared/domain/primitives';

/** A finding as whoever found it says it; policy, feedback and the greatest score so far are the book's. */
export type FoundNow = Omit<Finding, 'policy' | 'feedback' | 'peakScore' | 'findingId' | 'openedAt' | 'endedAt' | 'endedBecause'>;

/** What one finder says at one moment. */
export interface FindingReport {
  /** What holds now: opened where its subject was not open, changed where it matters, else left as it was. */
  readonly found: readonly FoundNow[];
  /** Subjects that no longer hold, and why. */
  readonly ended: readonly { readonly subject: string; readonly because: string }[];
}

/** Every finding, whoever found it: detectors of series, fleets, patterns, forecasts. */
export interface Findings {
  /** Records what is new of it, with what policy makes of it. `at` is the engine's clock. */
  report(report: FindingReport, at: Instant): void;
  /** Those that are open, by subject. */
  open(): ReadonlyMap<string, Finding>;
  settings(): DetectionSettings;
  /** The score from which a finding of this kind is made, as feedback and the operator have it; above 1 where it never is. */
  thresholdOf(kind: string): number;
}
