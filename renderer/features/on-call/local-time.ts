import { localMsOf, localOf, momentOf } from '../../../shared/domain/alerting/on-call/zones';
import { type Instant, instantOf } from '../../../shared/domain/primitives';

/** A moment as a field for date and time has it, by the clocks of a zone: `2026-03-14T14:03`. */
export function fieldOf(zone: string, ms: number): string {
  return new Date(localOf(zone, ms)).toISOString().slice(0, 16);
}

/** What the field says as a moment; null while it is not a date and time. */
export function momentOfField(zone: string, text: string): Instant | null {
  const local = localMsOf(text);
  return Number.isNaN(local) ? null : instantOf(momentOf(zone, local));
}
