import { type Instant, instantOf, msOf } from '../../primitives';
import type { EscalationTarget } from '../escalate/escalation';
import { type Found, whoNow } from '../escalate/who';
import { compileMatchers } from '../labels';
import { byName, type Person } from './person';
import type { EscalationPolicy } from './policy';
import { beatenOverrides, gapsIn, type Period } from './quality';
import type { Schedule } from './schedule';
import { shiftsBetween } from './shifts';
import type { OnCallWorld } from './world';
import { DAY } from './zones';

/** Something about people, schedules or policies that would be found out at three in the morning. */
export interface OnCallCheck {
  readonly severity: 'error' | 'warning';
  readonly about: { readonly kind: 'person' | 'schedule' | 'policy'; readonly id: string; readonly name: string };
  /** What of it, as a stable word. */
  readonly problem:
    | 'unreachable'
    | 'nobody'
    | 'gap'
    | 'unknown-person'
    | 'unknown-name'
    | 'overlapping-overrides'
    | 'no-contact-method'
    | 'switched-off'
    | 'unread'
    | 'invalid';
  /** One sentence. */
  readonly text: string;
  readonly during: Period | null;
  /** Of gaps: how many there are, of which `during` is the first. */
  readonly count?: number;
}

/** How far ahead gaps are looked for. */
export const CHECKED_DAYS = 14;

/** Everything that is wrong with who can be asked, gravest first. Moments are UTC in the texts. */
export function checkOnCall(world: OnCallWorld, now: Instant): OnCallCheck[] {
  const { people, schedules, policies } = world.settings;
  const checks = [
    ...policies.flatMap((policy) => (policy.enabled ? policyChecks(policy, world, now) : [])),
    ...schedules.flatMap((schedule) => scheduleChecks(schedule, world, now)),
    ...people.flatMap((person) => personChecks(person)),
  ];
  return checks.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

function policyChecks(policy: EscalationPolicy, world: OnCallWorld, now: Instant): OnCallCheck[] {
  const about = { kind: 'policy' as const, id: policy.id, name: policy.name };
  const checks: OnCallCheck[] = [];
  const compiled = compileMatchers(policy.matchers);
  if (!compiled.ok)
    checks.push({ severity: 'error', about, problem: 'invalid', text: `${compiled.error.message}.`, during: null });
  const steps = policy.steps.map(({ targets, grade }) => targets.map((target) => reachable(target, grade, world, now)));
  const missing = steps.map((step) => step.flatMap(({ misses }) => misses));
  if (steps.every((step) => step.every(({ reach }) => reach.length === 0)))
    checks.push({
      severity: 'error',
      about,
      problem: 'unreachable',
      text: `No step of “${policy.name}” reaches anybody. ${unique(missing.flat()).join(' ')}`.trim(),
      during: null,
    });
  else
    for (const [index, misses] of missing.entries())
      for (const miss of unique(misses))
        checks.push({
          severity: 'warning',
          about,
          problem: miss.includes('switched off') ? 'switched-off' : 'unreachable',
          text: `Step ${index + 1} of “${policy.name}”: ${miss}`,
          during: null,
        });
  return checks;
}

/** Whether a target could be reached at any time in the next days: a schedule may well have nobody at this moment. */
function reachable(target: EscalationTarget, grade: 'default' | 'important', world: OnCallWorld, now: Instant): Found {
  if (target.kind !== 'schedule') {
    const found = whoNow(target, grade, world, now);
    return target.kind === 'person' && found.reach.length === 0 && isOnlyAway(target.personId, world)
      ? { reach: [{ kind: 'person', personId: target.personId, grade, to: target.personId, asked: [] }], misses: found.misses }
      : found;
  }
  const schedule = world.settings.schedules.find(({ id }) => id === target.scheduleId);
  if (schedule === undefined) return whoNow(target, grade, world, now);
  const until = instantOf(msOf(now) + CHECKED_DAYS * DAY);
  const ids = unique(shiftsBetween(schedule, factsOf(world), now, until).map(({ personId }) => personId));
  const found = ids.map((personId) => reachable({ kind: 'person', personId }, grade, world, now));
  if (ids.length === 0)
    return { reach: [], misses: [`Nobody is on call in “${schedule.name}” for the next ${CHECKED_DAYS} days.`] };
  return { reach: found.flatMap(({ reach }) => reach), misses: [] };
}

function isOnlyAway(personId: string, { settings }: OnCallWorld): boolean {
  const person = settings.people.find(({ id }) => id === personId);
  return person !== undefined && hasMethod(person);
}

function hasMethod({ methods }: Person): boolean {
  return methods.some(({ channel }) => channel.Configuration.Enabled !== false);
}

function scheduleChecks(schedule: Schedule, world: OnCallWorld, now: Instant): OnCallCheck[] {
  const about = { kind: 'schedule' as const, id: schedule.id, name: schedule.name };
  const until = instantOf(msOf(now) + CHECKED_DAYS * DAY);
  const isRead = schedule.source.kind === 'own' || world.feeds[schedule.id] !== undefined;
  if (!isRead)
    return [
      { severity: 'error', about, problem: 'unread', text: `The shifts of “${schedule.name}” were never read.`, during: null },
    ];
  const gaps = gapsIn(schedule, factsOf(world), now, until);
  const isEmpty = gaps.length === 1 && gaps[0]?.from === now && gaps[0].to === until;
  const empty: OnCallCheck = {
    severity: 'error',
    about,
    problem: 'nobody',
    text: `Nobody is on call in “${schedule.name}” for the next ${CHECKED_DAYS} days.`,
    during: null,
  };
  return [
    ...(isEmpty ? [empty] : gapCheck(about, gaps)),
    ...unknownIn(schedule, world, now, until).map(
      (name): OnCallCheck => ({
        severity: 'warning',
        about,
        problem: schedule.source.kind === 'own' ? 'unknown-person' : 'unknown-name',
        text: `“${name}” has shifts in “${schedule.name}” and is nobody of the people here.`,
        during: null,
      }),
    ),
    ...beatenOverrides(schedule)
      .filter(({ during }) => during.to > now)
      .map(
        ({ older, newer, during }): OnCallCheck => ({
          severity: 'warning',
          about,
          problem: 'overlapping-overrides',
          text: `Two overrides of “${schedule.name}” overlap; the newer one (${newer}) holds, not ${older}.`,
          during,
        }),
      ),
  ];
}

/** One for all gaps of a schedule: the same one comes every night. */
function gapCheck(about: OnCallCheck['about'], gaps: readonly Period[]): OnCallCheck[] {
  const [during] = gaps;
  if (during === undefined) return [];
  const when = `${shown(during.from)} to ${shown(during.to)} UTC`;
  const text =
    gaps.length === 1
      ? `Nobody is on call in “${about.name}” from ${when}.`
      : `${gaps.length} gaps in “${about.name}” in the next ${CHECKED_DAYS} days, the first ${when}.`;
  return [{ severity: 'warning', about, problem: 'gap', text, during, count: gaps.length }];
}

function shown(at: Instant): string {
  return at.slice(0, 16).replace('T', ' ');
}

/** Names with shifts from now on that belong to nobody. */
export function unknownIn(schedule: Schedule, { settings, feeds }: OnCallWorld, now: Instant, until: Instant): string[] {
  const known = new Set(settings.people.map(({ id }) => id));
  const inOverrides = schedule.overrides.flatMap(({ personId, to }) => (to > now ? [personId] : []));
  const inLayers = schedule.source.kind === 'own' ? schedule.source.layers.flatMap(({ people }) => people) : [];
  const find = byName(settings.people);
  const inFeeds = (feeds[schedule.id] ?? [])
    .filter(({ fromMs, toMs }) => toMs > msOf(now) && fromMs < msOf(until))
    .flatMap(({ names }) => names.filter((name) => find(name) === null));
  return unique([...[...inOverrides, ...inLayers].filter((id) => !known.has(id)), ...inFeeds]);
}

function personChecks(person: Person): OnCallCheck[] {
  if (hasMethod(person)) return [];
  const about = { kind: 'person' as const, id: person.id, name: person.name };
  return [
    { severity: 'warning', about, problem: 'no-contact-method', text: `${person.name} has no contact method.`, during: null },
  ];
}

function factsOf({ settings, feeds }: OnCallWorld) {
  return { people: settings.people, feeds };
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
