import { unknownIn } from '../../../../shared/domain/alerting/on-call/checks';
import { gapsIn } from '../../../../shared/domain/alerting/on-call/quality';
import type { Schedule } from '../../../../shared/domain/alerting/on-call/schedule';
import type { OnCallWorld } from '../../../../shared/domain/alerting/on-call/world';
import { DAY } from '../../../../shared/domain/alerting/on-call/zones';
import { type Instant, instantOf, msOf } from '../../../../shared/domain/primitives';
import { ageMinutes, type FeedState } from './feeds';
import type { OwnTrouble, OwnTroubles } from './own-trouble';

/** How far ahead a gap or an unknown name is an alert: time enough to mend it by day. */
const WATCHED_DAYS = 7;
/** A feed that failed this long is an alert; shorter is a server that is being restarted. */
const STALE_MINUTES = 60;

interface Watched {
  readonly world: OnCallWorld;
  readonly feeds: readonly FeedState[];
  /** Engine and wall clock. */
  readonly now: Instant;
  readonly wallNow: Instant;
}

/**
 * What of schedules in use would leave people unasked within days: each trouble opens as an alert, and closes when it is mended, or when
 * the schedule is no more.
 */
export function createCoverageWatch(troubles: OwnTroubles): (watched: Watched) => void {
  let known: readonly Named[] = [];
  return (watched) => {
    const { schedules } = watched.world.settings;
    const used = usedSchedules(watched.world);
    for (const schedule of schedules) look(schedule, used.has(schedule.id), watched, troubles);
    const ids = new Set(schedules.map(({ id }) => id));
    for (const gone of known) if (!ids.has(gone.id)) over(gone, troubles);
    known = schedules;
  };
}

function look(schedule: Schedule, isUsed: boolean, { world, feeds, now, wallNow }: Watched, troubles: OwnTroubles): void {
  const { settings } = world;
  const until = instantOf(msOf(now) + WATCHED_DAYS * DAY);
  const feed = feeds.find(({ scheduleId }) => scheduleId === schedule.id) ?? null;
  const isRead = schedule.source.kind === 'own' || world.feeds[schedule.id] !== undefined;
  const [gap] = isUsed && isRead ? gapsIn(schedule, { people: settings.people, feeds: world.feeds }, now, until) : [];
  const names = isUsed ? unknownIn(schedule, world, now, until) : [];
  troubles.tell(gapTrouble(schedule, gap?.from ?? null, gap?.to ?? null), gap !== undefined);
  troubles.tell(nameTrouble(schedule, names), names.length > 0);
  troubles.tell(feedTrouble(schedule, feed), isUsed && feed !== null && isStale(feed, wallNow));
}

function over(gone: Named, troubles: OwnTroubles): void {
  for (const trouble of [gapTrouble(gone, null, null), nameTrouble(gone, []), feedTrouble(gone, null)])
    troubles.tell(trouble, false);
}

function usedSchedules({ settings }: OnCallWorld): ReadonlySet<string> {
  const targets = settings.policies.flatMap(({ enabled, steps }) => (enabled ? steps.flatMap((step) => step.targets) : []));
  return new Set(targets.flatMap((target) => (target.kind === 'schedule' ? [target.scheduleId] : [])));
}

function isStale(feed: FeedState, wallNow: Instant): boolean {
  if (feed.problem === null) return false;
  return (ageMinutes(feed, wallNow) ?? Number.POSITIVE_INFINITY) >= STALE_MINUTES;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function gapTrouble({ id, name }: Named, from: Instant | null, to: Instant | null): OwnTrouble {
  const when = from === null || to === null ? '' : ` from ${shown(from)} to ${shown(to)} UTC`;
  return {
    key: `on-call-gap:${id}`,
    name: 'on-call.gap',
    severity: 'MEDIUM',
    title: `Nobody is on call in “${name}” within ${WATCHED_DAYS} days`,
    summary: `Nobody is on call in “${name}”${when}. Give somebody the shift, or add an override.`,
  };
}

function nameTrouble({ id, name }: Named, names: readonly string[]): OwnTrouble {
  return {
    key: `on-call-name:${id}`,
    name: 'on-call.unknown-name',
    severity: 'MEDIUM',
    title: `“${name}” names somebody who is not among the people here`,
    summary: `Shifts within ${WATCHED_DAYS} days belong to ${names.map((one) => `“${one}”`).join(', ')}, whom nobody can reach. Add the name to a person.`,
  };
}

function feedTrouble({ id, name }: Named, feed: FeedState | null): OwnTrouble {
  const { problem = null, fetchedAt = null } = feed ?? {};
  const last = fetchedAt === null ? 'It was never read.' : `The copy of ${shown(fetchedAt)} UTC is in use.`;
  return {
    key: `on-call-feed:${id}`,
    name: 'on-call.feed-unread',
    severity: 'MEDIUM',
    title: `The calendar of “${name}” cannot be read`,
    summary: `${problem ?? ''} ${last}`.trim(),
  };
}

function shown(at: Instant): string {
  return at.slice(0, 16).replace('T', ' ');
}
