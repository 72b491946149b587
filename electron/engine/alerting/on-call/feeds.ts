import { createHash } from 'node:crypto';
import { readCalendar } from '../../../../shared/domain/alerting/on-call/ical';
import type { FeedShift, Schedule } from '../../../../shared/domain/alerting/on-call/schedule';
import type { OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import type { Span } from '../../../../shared/domain/alerting/on-call/weekly';
import { DAY, MINUTE } from '../../../../shared/domain/alerting/on-call/zones';
import { type Instant, msOf } from '../../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { OutgoingHttp } from '../../channels/http/outgoing-http';
import type { Ports } from '../../ports';
import type { Document } from '../../storage/document';
import type { Copy, FeedCopy, FeedFile } from './feed-file';
import { fetchCalendar } from './read-calendar-feed';
import { fetchPagerDuty } from './read-pagerduty';

/** How a schedule's feed is. Wall clock. */
export interface FeedState {
  readonly scheduleId: string;
  /** When the copy in use was read; null is never. */
  readonly fetchedAt: Instant | null;
  readonly checkedAt: Instant | null;
  /** Why the newest reading failed; null while all is well. */
  readonly problem: string | null;
  /** What of it was left out or guessed. */
  readonly troubles: readonly string[];
}

export interface Feeds {
  /** Shifts by schedule; one object as long as nothing changes. */
  shifts(): Readonly<Record<string, readonly FeedShift[]>>;
  states(): readonly FeedState[];
  /** Reads now, and then every ten minutes. */
  start(): void;
  /** Reads all that is set now. */
  look(): Promise<void>;
  stop(): void;
}

interface Options {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly http: Pick<OutgoingHttp, 'request'>;
  readonly file: Document<FeedFile>;
  readonly settings: () => OnCallSettings;
  readonly value: (reference: string) => Promise<string | null>;
  /** After every look. */
  readonly onLooked: () => void;
}

export const LOOK_EVERY_MS = 10 * MINUTE;
/** Calendars are read this far back and ahead of the engine's clock, and anew once a day as it moves on. */
const BACK = 35 * DAY;
const AHEAD = 100 * DAY;

type Fed = Exclude<Schedule['source'], { readonly kind: 'own' }>;

/** Follows what schedules are fed by. What cannot be read leaves the last good copy in place, with its age. */
export function followFeeds({ ports, http, file, settings, value, onLooked }: Options): Feeds {
  const { clock, wall, log } = ports;
  const stopping = new AbortController();
  const problems = new Map<string, { readonly checkedAt: Instant; readonly problem: string | null }>();
  const made = new Map<
    string,
    {
      readonly copy: FeedCopy;
      readonly atMs: number;
      readonly zone: string;
      readonly shifts: readonly FeedShift[];
      readonly troubles: readonly string[];
    }
  >();
  let shown: Readonly<Record<string, readonly FeedShift[]>> = {};
  let looking: Promise<void> | null = null;
  showAll();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look();
      await wall.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    for (const schedule of fed()) {
      if (stopping.signal.aborted) return;
      const known = copyOf(schedule);
      const read = await readOne(schedule, known);
      problems.set(schedule.id, { checkedAt: wall.now(), problem: read.ok ? null : read.error });
      if (read.ok) await keep(schedule, read.value, known);
    }
    await dropOthers();
    showAll();
    if (!stopping.signal.aborted) onLooked();
  }

  function fed(): (Schedule & { readonly source: Fed })[] {
    return settings().schedules.flatMap((schedule) => {
      const { source } = schedule;
      return source.kind === 'own' ? [] : [{ ...schedule, source }];
    });
  }

  function copyOf({ id, source }: Schedule): FeedCopy | null {
    const copy = file.current().feeds[id];
    return copy?.sourceKey === sourceKey(source) ? copy : null;
  }

  async function readOne({ source, timeZone }: Schedule & { readonly source: Fed }, known: FeedCopy | null) {
    const read = source.kind === 'ical' ? await readCalendars(source, known) : await readPagerDuty(source);
    if (!read.ok || read.value.shifts !== null) return read;
    // What is no calendar must not take the place of the last one that was.
    for (const { text } of read.value.calendars) {
      const calendar = readCalendar(text, timeZone, span());
      if (!calendar.ok) return err(calendar.error.message);
    }
    return read;
  }

  async function readCalendars(
    source: Extract<Fed, { kind: 'ical' }>,
    known: FeedCopy | null,
  ): Promise<Result<FeedCopy, string>> {
    const calendars: Copy[] = [];
    for (const [index, secret] of [source.secretUrl, source.overrideSecretUrl].entries()) {
      if (secret === null) continue;
      const address = typeof secret === 'string' ? secret : await secretOf(secret.SecretRef);
      if (address === null) return err('Its address is not in the key store of this computer: enter it again.');
      const read = await fetchCalendar(http, address, known?.calendars[index] ?? null, stopping.signal);
      if (!read.ok) return read;
      calendars.push(read.value);
    }
    return ok({ sourceKey: sourceKey(source), fetchedAt: wall.now(), calendars, shifts: null });
  }

  async function readPagerDuty(source: Extract<Fed, { kind: 'pagerduty' }>): Promise<Result<FeedCopy, string>> {
    const apiKey = typeof source.apiKey === 'string' ? source.apiKey : await secretOf(source.apiKey.SecretRef);
    if (apiKey === null) return err('Its API key is not in the key store of this computer: enter it again.');
    const { apiUrl, scheduleIds, policyIds } = source;
    const read = await fetchPagerDuty(http, { apiKey, apiUrl, scheduleIds, policyIds, within: span() }, stopping.signal);
    if (!read.ok) return read;
    return ok({ sourceKey: sourceKey(source), fetchedAt: wall.now(), calendars: [], shifts: read.value });
  }

  async function secretOf(reference: string): Promise<string | null> {
    try {
      return await value(reference);
    } catch {
      return null;
    }
  }

  async function keep({ id }: Schedule, copy: FeedCopy, known: FeedCopy | null): Promise<void> {
    const isSame = known !== null && JSON.stringify(contentOf(known)) === JSON.stringify(contentOf(copy));
    const kept = isSame && known !== null ? { ...known, fetchedAt: copy.fetchedAt } : copy;
    const written = await file.change((current) => ({ ...current, feeds: { ...current.feeds, [id]: kept } }));
    if (!written.ok) log.warn({ reason: written.error.message }, 'what a calendar said could not be kept for later');
  }

  async function dropOthers(): Promise<void> {
    const ids = new Set(fed().map(({ id }) => id));
    const isStale = Object.keys(file.current().feeds).some((id) => !ids.has(id));
    if (!isStale) return;
    await file.change((current) => ({
      ...current,
      feeds: Object.fromEntries(Object.entries(current.feeds).filter(([id]) => ids.has(id))),
    }));
  }

  function span(): Span {
    return { fromMs: clock.nowMs() - BACK, toMs: clock.nowMs() + AHEAD };
  }

  function showAll(): void {
    const next: Record<string, readonly FeedShift[]> = {};
    for (const schedule of fed()) {
      const copy = copyOf(schedule);
      if (copy !== null) next[schedule.id] = expanded(schedule, copy);
    }
    shown = next;
  }

  function expanded({ id, timeZone }: Schedule, copy: FeedCopy): readonly FeedShift[] {
    const known = made.get(id);
    const isFresh =
      known !== undefined &&
      known.zone === timeZone &&
      Math.abs(clock.nowMs() - known.atMs) < DAY &&
      JSON.stringify(contentOf(known.copy)) === JSON.stringify(contentOf(copy));
    if (isFresh) return known.shifts;
    const troubles: string[] = [];
    const shifts =
      copy.shifts ??
      copy.calendars.flatMap(({ text }, index) => {
        const calendar = readCalendar(text, timeZone, span());
        if (!calendar.ok) return [];
        troubles.push(...calendar.value.troubles);
        return calendar.value.shifts.map((shift) => ({ ...shift, isOverride: index === 1 }));
      });
    made.set(id, { copy, atMs: clock.nowMs(), zone: timeZone, shifts, troubles });
    return shifts;
  }

  return {
    shifts: () => shown,
    states: () =>
      fed().map((schedule) => ({
        scheduleId: schedule.id,
        fetchedAt: copyOf(schedule)?.fetchedAt ?? null,
        checkedAt: problems.get(schedule.id)?.checkedAt ?? null,
        problem: problems.get(schedule.id)?.problem ?? null,
        troubles: made.get(schedule.id)?.troubles ?? [],
      })),
    start: () => void run(),
    look,
    stop: () => stopping.abort(),
  };
}

/** How old a copy is, in whole minutes. */
export function ageMinutes({ fetchedAt }: FeedState, now: Instant): number | null {
  return fetchedAt === null ? null : Math.max(0, Math.floor((msOf(now) - msOf(fetchedAt)) / MINUTE));
}

/** Only a fingerprint: what it is made of may be a secret that stands there still. */
function sourceKey(source: Schedule['source']): string {
  return createHash('sha256').update(JSON.stringify(source)).digest('hex').slice(0, 16);
}

function contentOf({ calendars, shifts }: FeedCopy): unknown {
  return [calendars.map(({ text }) => text), shifts];
}
