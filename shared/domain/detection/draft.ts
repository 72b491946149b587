import type { Finding } from './finding';

/** A finding as whoever found it says it; its id, policy, feedback and course are the book's. */
export type FindingDraft = Omit<
  Finding,
  'policy' | 'feedback' | 'peakScore' | 'findingId' | 'openedAt' | 'endedAt' | 'endedBecause'
>;
