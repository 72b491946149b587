import { createHash } from 'node:crypto';
import type { FeedShift, Schedule } from '../../../../shared/domain/alerting/on-call/schedule';
import type { OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import { MINUTE } from '../../../../shared/domain/alerting/on-call/zones';
import { type Instant, msOf } from '../../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { OutgoingHttp } from '../../channels/http/outgoing-http';
import type { Ports } from '../../ports';
import type { Document } from '../../storage/document';
import { createExpansions, isSameContent } from './expansions';
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
type Fed = Exclude<Schedule['source'], { readonly kind: 'own' }>;

/** Follows what schedules are fed by. What cannot be read leaves the last good copy in place, with its age. */
export function followFeeds({ ports, http, file, settings, value, onLooked }: Options): Feeds {
  const { clock, wall, log } = ports;
  const stopping = new AbortController();
  const problems = new Map<string, { readonly checkedAt: Instant; readonly problem: string | null }>();
  const expansions = createExpansions(clock);
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
      // Away for days, the last good copy still is read on as time moves.
      else if (known !== null) await expansions.inTurns(schedule, known);
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

  async function readOne(
    schedule: Schedule & { readonly source: Fed },
    known: FeedCopy | null,
  ): Promise<Result<FeedCopy, string>> {
    const { source } = schedule;
    const read = source.kind === 'ical' ? await readCalendars(source, known) : await readPagerDuty(source);
    if (!read.ok) return read;
    // What is no calendar must not take the place of the last one that was.
    const expanded = await expansions.inTurns(schedule, read.value);
    return expanded.ok ? read : err(expanded.error.message);
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
    const read = await fetchPagerDuty(
      http,
      { apiKey, apiUrl, scheduleIds, policyIds, within: expansions.span() },
      stopping.signal,
    );
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
    const kept = known !== null && isSameContent(known, copy) ? { ...known, fetchedAt: copy.fetchedAt } : copy;
    const written = await file.change((current) => ({ ...current, feeds: { ...current.feeds, [id]: kept } }));
    if (!written.ok) log.warn({ reason: written.error.message }, 'what a calendar said could not be kept for later');
  }

  async function dropOthers(): Promise<void> {
    const ids = new Set(fed().map(({ id }) => id));
    expansions.keepOnly(ids);
    const isStale = Object.keys(file.current().feeds).some((id) => !ids.has(id));
    if (!isStale) return;
    await file.change((current) => ({
      ...current,
      feeds: Object.fromEntries(Object.entries(current.feeds).filter(([id]) => ids.has(id))),
    }));
  }

  function showAll(): void {
    const next: Record<string, readonly FeedShift[]> = {};
    for (const schedule of fed()) {
      const copy = copyOf(schedule);
      if (copy !== null) next[schedule.id] = expansions.atOnce(schedule, copy).shifts;
    }
    shown = next;
  }

  return {
    shifts: () => shown,
    states: () =>
      fed().map((schedule) => ({
        scheduleId: schedule.id,
        fetchedAt: copyOf(schedule)?.fetchedAt ?? null,
        checkedAt: problems.get(schedule.id)?.checkedAt ?? null,
        problem: problems.get(schedule.id)?.problem ?? null,
        troubles: expansions.troublesOf(schedule.id),
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
