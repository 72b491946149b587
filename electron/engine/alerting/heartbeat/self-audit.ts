import type { Incident } from '../../../../shared/domain/alerting/incident';
import { type Instant, msOf } from '../../../../shared/domain/primitives';

/** A step this late is one that nothing will run any more. */
const OVERDUE_MS = 5 * 60_000;

export interface Inspected {
  readonly incidents: Iterable<Incident>;
  /** Engine clock. */
  readonly now: Instant;
  readonly isRecording: boolean;
}

/** Why the console does not do its work, in words; null while it does. It must be asked by what would notice a standstill. */
export function standstillOf({ incidents, now, isRecording }: Inspected): string | null {
  if (!isRecording) return 'The journal cannot be written.';
  for (const { number, escalation } of incidents) {
    const dueAt = escalation?.nextAt ?? null;
    if (dueAt !== null && msOf(now) - msOf(dueAt) > OVERDUE_MS)
      return `The escalation of incident ${number} has been due since ${dueAt.slice(0, 16).replace('T', ' ')} UTC.`;
  }
  return null;
}
