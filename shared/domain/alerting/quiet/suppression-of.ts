import { actorName } from '../../actor-name';
import { type Instant, instantOf, msOf } from '../../primitives';
import type { Alert, Suppression } from '../alert';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { inhibitedBy } from './inhibited';
import type { Subject } from './labels-of';
import { earlier, type LiveWindow, type QuietScene, quietScene } from './scene';

/** Alerts about security and about the console itself are kept quiet by a window only where it asks for them by kind. */
const NOT_BY_WINDOWS: ReadonlySet<string> = new Set(['security', 'our-own-trouble']);

/** A silence that lasts longer than this reminds before it ends; a short one is still remembered. */
export const REMINDS_BEFORE_MS = 15 * 60_000;

/** Why nobody is to be told of this alert now, or null. */
export function suppressionOf(alert: Alert, turn: Turn, world: AlertWorld): Suppression | null {
  const scene = quietScene(turn, world);
  return (
    silencedBy(alert, scene) ??
    windowOver(alert, scene) ??
    inhibitedBy(alert, turn, world) ??
    flappingOf(alert, turn, world) ??
    ownQuiet(alert, world) ??
    takenWith(alert, turn)
  );
}

export function silencedBy(subject: Subject, { active }: QuietScene): Suppression | null {
  const found = active.find(({ test }) => test(subject));
  if (found === undefined) return null;
  const { silenceId, author, reason, endsAt } = found.silence;
  return { by: 'silence', id: silenceId, reason: `${actorName(author)}: ${reason}`, until: endsAt };
}

export function windowOver(subject: Subject, { open }: QuietScene): Suppression | null {
  const found = open.find((window) => isMeant(window, subject));
  if (found === undefined) return null;
  const { id, name, reason } = found.window;
  return { by: 'window', id, reason: reason === '' ? name : `${name}: ${reason}`, until: found.occurrence.to };
}

function isMeant({ test, namesKind }: LiveWindow, subject: Subject): boolean {
  return test(subject) && (namesKind || !isGuarded(subject.labels.kind ?? ''));
}

function isGuarded(kind: string): boolean {
  return (
    NOT_BY_WINDOWS.has(kind) || kind.startsWith('security.') || kind === 'health.own-error' || kind === 'health.delivery-failing'
  );
}

/** It comes and goes: told once, then held until it has been steady for as long. */
function flappingOf(
  { flapping, turns, tellableSince, incidentId, isTold }: Alert,
  turn: Turn,
  world: AlertWorld,
): Suppression | null {
  if (flapping === undefined || flapping === null) return null;
  const told = turn.incident(incidentId)?.telling;
  const wasTold = isTold || (told !== undefined && told.first !== null && (tellableSince ?? told.version) < told.version);
  if (!wasTold) return null;
  const until = steadyAt(turns, world);
  if (until <= world.now) return null;
  const { minutes } = world.alerting.flapping;
  return {
    by: 'flapping',
    id: 'flapping',
    reason: `It came and went ${flapping.changes} times; it is steady after ${minutes} min without a change.`,
    until,
  };
}

/** When a flapping alert is steady, if nothing changes before. */
export function steadyAt(turns: readonly Instant[], { now, alerting }: AlertWorld): Instant {
  const last = turns.at(-1) ?? now;
  return instantOf(Math.min(msOf(last), msOf(now)) + alerting.flapping.minutes * 60_000);
}

/** Its rule wants it told at most every so often. */
function ownQuiet({ quietUntil, ruleId, wishes }: Alert, { now }: AlertWorld): Suppression | null {
  if (quietUntil === undefined || quietUntil === null || quietUntil <= now || wishes.quietMinutes === null) return null;
  // Where the clock went back, no longer than its rule says.
  const latest = instantOf(msOf(now) + wishes.quietMinutes * 60_000);
  const until = quietUntil < latest ? quietUntil : latest;
  return { by: 'rule', id: ruleId ?? '', reason: `Its rule tells of it at most every ${wishes.quietMinutes} min.`, until };
}

/** Somebody has taken the incident in which the same alert was before: it comes again to them alone. */
function takenWith({ fingerprint, alertId, wishes, incidentId, suppression }: Alert, turn: Turn): Suppression | null {
  if (!wishes.quietOnAcknowledgement) return null;
  const former = turn.alertOf(fingerprint);
  const home = turn.incident(incidentId === '' ? (former?.incidentId ?? '') : incidentId);
  if (home?.status !== 'ACKNOWLEDGED') return null;
  const cameAgain = former !== undefined && former.alertId !== alertId && former.incidentId === home.incidentId;
  if (!cameAgain && suppression?.by !== 'acknowledgement') return null;
  const { number, acknowledgedBy, incidentId: id } = home;
  return {
    by: 'acknowledgement',
    id,
    reason: `${actorName(acknowledgedBy ?? 'Somebody')} has taken incident ${number}.`,
    until: null,
  };
}

/** When an alert's suppression, or that it has none, is to be looked at again by itself; null is not before something changes. */
export function lookAgainAt(alert: Alert, turn: Turn, world: AlertWorld): Instant | null {
  const { suppression, flapping, turns } = alert;
  const steady = flapping === undefined || flapping === null ? null : steadyAt(turns, world);
  if (suppression !== null) return earlier(earlier(suppression.until, remindedAt(suppression, turn, world)), steady);
  const { pending, coming } = quietScene(turn, world);
  if (pending.length + coming.length === 0) return steady;
  const starts = [
    ...pending.flatMap(({ silence, test }) => (test(alert) ? [silence.startsAt] : [])),
    ...coming.flatMap((window) => (isMeant(window, alert) ? [window.occurrence.from] : [])),
  ];
  return starts.reduce<Instant | null>((first, at) => earlier(first, at), steady);
}

function remindedAt({ by, id, until }: Suppression, turn: Turn, { now }: AlertWorld): Instant | null {
  if (by !== 'silence' || until === null) return null;
  const silence = turn.silenceById(id);
  if (silence === undefined || silence.remindedOf === until) return null;
  const at = instantOf(msOf(until) - REMINDS_BEFORE_MS);
  return at > silence.startsAt ? (at > now ? at : now) : null;
}
