import { isDeepStrictEqual } from 'node:util';
import { type Calendar, type CalendarFault, readCalendar, readInSteps } from '../../../../shared/domain/alerting/on-call/ical';
import type { FeedShift, Schedule } from '../../../../shared/domain/alerting/on-call/schedule';
import type { Span } from '../../../../shared/domain/alerting/on-call/weekly';
import { DAY } from '../../../../shared/domain/alerting/on-call/zones';
import { ok, type Result } from '../../../../shared/lib/result';
import { inTurns } from '../../in-turns';
import type { Ports } from '../../ports';
import type { FeedCopy } from './feed-file';

/** Calendars are read this far back and ahead of the engine's clock, and anew once a day as it moves on. */
const BACK = 35 * DAY;
const AHEAD = 100 * DAY;

interface Expansion {
  readonly copy: FeedCopy;
  readonly atMs: number;
  readonly zone: string;
  readonly shifts: readonly FeedShift[];
  readonly troubles: readonly string[];
}

type Read = Result<Calendar, CalendarFault>;

/** The shifts that copies of feeds come to, one for each schedule, made once as long as nothing changes. */
export function createExpansions(clock: Ports['clock']) {
  const made = new Map<string, Expansion>();

  function span(): Span {
    return { fromMs: clock.nowMs() - BACK, toMs: clock.nowMs() + AHEAD };
  }

  function fresh({ id, timeZone }: Schedule, copy: FeedCopy): Expansion | null {
    const known = made.get(id);
    if (known === undefined || known.zone !== timeZone || Math.abs(clock.nowMs() - known.atMs) >= DAY) return null;
    return isSameContent(known.copy, copy) ? known : null;
  }

  function put({ id, timeZone }: Schedule, copy: FeedCopy, calendars: readonly Read[]): Expansion {
    const readable = calendars.map((read) => (read.ok ? read.value : { shifts: [], troubles: [] }));
    const shifts = readable.flatMap((calendar, index) => calendar.shifts.map((shift) => ({ ...shift, isOverride: index === 1 })));
    const troubles = readable.flatMap((calendar) => calendar.troubles);
    const next = { copy, atMs: clock.nowMs(), zone: timeZone, shifts: copy.shifts ?? shifts, troubles };
    made.set(id, next);
    return next;
  }

  return {
    span,
    /** Fails with the first calendar that is none, and leaves in place what was. A large calendar takes a second, but holds nobody up. */
    async inTurns(schedule: Schedule, copy: FeedCopy): Promise<Result<Expansion, CalendarFault>> {
      const known = fresh(schedule, copy);
      if (known !== null) return ok(known);
      const calendars: Read[] = [];
      for (const { text } of copy.shifts === null ? copy.calendars : []) {
        const read = await inTurns(readInSteps(text, schedule.timeZone, span()));
        if (!read.ok) return read;
        calendars.push(read);
      }
      return ok(put(schedule, copy, calendars));
    },
    /** At the start, before anything else is done, and where the settings have changed just now: who is on call cannot wait. */
    atOnce(schedule: Schedule, copy: FeedCopy): Expansion {
      const known = fresh(schedule, copy);
      if (known !== null) return known;
      const texts = copy.shifts === null ? copy.calendars : [];
      return put(
        schedule,
        copy,
        texts.map(({ text }) => readCalendar(text, schedule.timeZone, span())),
      );
    },
    troublesOf: (scheduleId: string): readonly string[] => made.get(scheduleId)?.troubles ?? [],
    /** What belongs to no schedule any more is not kept. */
    keepOnly(ids: ReadonlySet<string>): void {
      for (const id of made.keys()) if (!ids.has(id)) made.delete(id);
    },
  };
}

/** Whether two copies say the same, whenever they were read. */
export function isSameContent(one: FeedCopy, other: FeedCopy): boolean {
  return isDeepStrictEqual(contentOf(one), contentOf(other));
}

function contentOf({ calendars, shifts }: FeedCopy): unknown {
  return [calendars.map(({ text }) => text), shifts];
}
