import { type Instant, instantOf, msOf } from '../../../../shared/domain/primitives';
import type { ReportConfiguration } from '../../../../shared/domain/reports/report-configuration';
import { type DueTimes, dueTimes } from '../../../../shared/domain/reports/schedule/due-times';
import type { KeptDefinition } from '../definitions/definition-store';

interface SchedulerParts {
  definitions(): readonly KeptDefinition[];
  /** The moment up to which a report was made, or asked for, by its schedule. */
  lastDueOf(reportId: string): Instant | null;
  nowMs(): number;
  /** Has it made; false where that cannot be recorded now, and is tried again at the next look. */
  due(definition: ReportConfiguration, at: Instant): boolean;
}

interface Held {
  readonly source: unknown;
  readonly times: DueTimes;
  readonly nextMs: number | null;
}

/**
 * Has reports made when they come due. What came due while nobody looked (the console was not running, the computer slept) is made up for
 * once, for the last of those moments. Cheap to call often.
 */
export function createScheduler({ definitions, lastDueOf, nowMs, due }: SchedulerParts): { look(): void } {
  const held = new Map<string, Held>();

  function heldOf({ reportId, source, definition, since }: KeptDefinition): Held | null {
    const schedule = definition?.Schedule;
    if (schedule === undefined || schedule.Enabled === false) return null;
    const known = held.get(reportId);
    if (known !== undefined && known.source === source) return known;
    const times = dueTimes(schedule);
    if (!times.ok) return null;
    const found = { source, times: times.value, nextMs: times.value.after(sinceMs(reportId, since)) };
    held.set(reportId, found);
    return found;
  }

  const sinceMs = (reportId: string, since: Instant) => Math.max(msOf(since), msOf(lastDueOf(reportId) ?? since));

  function lookAt(kept: KeptDefinition, now: number): void {
    const known = heldOf(kept);
    if (known === null || kept.definition === null || known.nextMs === null || known.nextMs > now) return;
    const last = known.times.lastWithin(sinceMs(kept.reportId, kept.since), now);
    if (last !== null && !due(kept.definition, instantOf(last))) return;
    held.set(kept.reportId, { ...known, nextMs: known.times.after(now) });
  }

  return {
    look() {
      const now = nowMs();
      for (const kept of definitions()) lookAt(kept, now);
    },
  };
}
