import { shortKey } from '../notifications/plan/short-key';
import { type Instant, instantOf, msOf } from '../primitives';
import { type Alert, MOST_TURNS, type Suppression } from './alert';
import { joined, rejoined } from './correlate/joined';
import { flappingNow } from './quiet/flapping';
import { inhibitionMoved, lookAgain } from './quiet/reconsidered';
import { lookAgainAt, suppressionOf } from './quiet/suppression-of';
import { classify } from './severity/classify';
import type { Signal } from './signal';
import type { Turn } from './turn';
import type { AlertWorld } from './world';

type World = AlertWorld & { readonly makeId: () => string };

/** Takes a signal in: opens an alert, counts it as a duplicate, puts it into better words, or resolves it. */
export function take(signal: Signal, turn: Turn, world: World): void {
  const held = turn.alertOf(signal.fingerprint);
  if (signal.state === 'resolved') {
    if (held?.status === 'FIRING') resolve(held, signal, turn, world);
    return;
  }
  if (held?.status === 'FIRING') repeat(held, signal, turn, world);
  else open(held, signal, turn, world);
}

function open(former: Alert | undefined, signal: Signal, turn: Turn, world: World): void {
  const opening = (former?.opening ?? 0) + 1;
  const { severity, why } = classify(signal, world, turn.book);
  const { fingerprint, at } = signal;
  const turns = turned(former, signal);
  // Field by field: in a flood, collecting the rest of a signal would be the dearest thing here.
  const alert: Alert = {
    alertId: shortKey(`${fingerprint}#${opening}@${at}`),
    fingerprint,
    opening,
    origin: signal.origin,
    name: signal.name,
    title: signal.title,
    summary: signal.summary,
    nextStep: signal.nextStep,
    labels: signal.labels,
    saidSeverity: signal.severity,
    severity,
    severityWhy: [...why],
    status: 'FIRING',
    startedAt: at,
    lastSeenAt: at,
    resolvedAt: null,
    resolvedBecause: null,
    count: 1,
    turns,
    suppression: null,
    flapping: flappingNow(null, turns, { isOver: false, because: null }, world),
    quietUntil: quietUntilOf(former, signal),
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    value: signal.value,
    threshold: signal.threshold,
    contextId: signal.contextId,
    executionId: signal.executionId,
    sourceServerId: signal.sourceServerId,
    noticeId: signal.noticeId,
    ruleId: signal.ruleId,
    incidentId: '',
    isTold: signal.isTold,
    wishes: signal.wishes,
    rehearsal: world.rehearsal,
  };
  const suppression = suppressionOf(alert, turn, world);
  joined(suppression === null ? alert : kept(alert, suppression), turn, world);
  const opened = turn.alertOf(fingerprint);
  if (opened === undefined) return;
  if (suppression !== null)
    turn.note(opened.incidentId, 'suppressed', `Kept quiet: ${opened.title}. ${suppression.reason}`, { alertId: opened.alertId });
  lookAgain(opened.incidentId, lookAgainAt(opened, turn, world), turn);
  inhibitionMoved(opened, turn, world);
}

/** Kept quiet from its beginning: the event that tells of it by itself is, too. */
function kept(alert: Alert, suppression: Suppression): Alert {
  return { ...alert, suppression, isMuted: alert.isTold };
}

/**
 * Until when its rule wants it quiet, counted from when people were told of it last: when it opened, or when its own quiet ended while it
 * still fired.
 */
function quietUntilOf(former: Alert | undefined, { at, wishes: { quietMinutes } }: Signal): Instant | null {
  if (quietMinutes === null || former === undefined) return null;
  const held = former.quietUntil ?? null;
  if (held !== null && held > at) return held;
  if (former.suppression !== null && former.suppression.by !== 'rule') return null;
  const until = instantOf(msOf(held ?? former.startedAt) + quietMinutes * 60_000);
  return until > at ? until : null;
}

/** Duplicates between two records of one alert are told apart by nothing: they are counted. */
const RECORDED_EVERY_MS = 60_000;

/** What says nothing new is only counted; the count is recorded once a minute, and with whatever is recorded of the alert next. */
function repeat(held: Alert, signal: Signal, turn: Turn, world: World): void {
  const isBetterKnown = Object.entries(signal.labels).some(([name, value]) => held.labels[name] !== value);
  const cameBack = held.flapping?.isOver === true;
  const isNews =
    isBetterKnown ||
    cameBack ||
    signal.title !== held.title ||
    signal.summary !== held.summary ||
    signal.severity !== held.saidSeverity ||
    signal.noticeId !== held.noticeId;
  const isRecorded = turn.alertOf(held.fingerprint) !== turn.book.alertOf(held.fingerprint);
  if (!isNews && !isRecorded && Math.abs(msOf(world.now) - msOf(held.lastSeenAt)) < RECORDED_EVERY_MS) {
    turn.dropped.set(held.fingerprint, (turn.dropped.get(held.fingerprint) ?? 0) + 1);
    return;
  }
  const { severity, why } = classify(signal, world, turn.book);
  const { title, summary, nextStep, value } = signal;
  const known: Alert = {
    ...held,
    title,
    summary,
    nextStep,
    value,
    // What was learned of it since stays: a later signal may know less of the place.
    labels: isBetterKnown ? { ...held.labels, ...signal.labels } : held.labels,
    noticeId: signal.noticeId,
    saidSeverity: signal.severity,
    severity,
    severityWhy: [...why],
    lastSeenAt: signal.at,
    count: counted(held, turn) + 1,
  };
  // Looked for before it is put: what it is known by then leads to itself.
  const better = isBetterKnown ? { ...known, incidentId: rejoined(known, turn, world) } : known;
  if (cameBack) flapped(better, { isOver: false, because: null }, signal, turn, world);
  else reworded(better, held, turn, world);
}

/** Other words, labels or severity may be meant by other silences. */
function reworded(better: Alert, held: Alert, turn: Turn, world: World): void {
  const isMeantOtherwise = better.labels !== held.labels || better.severity !== held.severity;
  const next = isMeantOtherwise ? { ...better, suppression: suppressionOf(better, turn, world) } : better;
  turn.putAlert(next);
  if (!isMeantOtherwise) return;
  if (next.suppression !== null && held.suppression === null)
    turn.note(held.incidentId, 'suppressed', `Kept quiet: ${next.title}. ${next.suppression.reason}`, { alertId: next.alertId });
  lookAgain(held.incidentId, lookAgainAt(next, turn, world), turn);
  inhibitionMoved(next, turn, world);
}

/** Also what was dropped meanwhile. */
function counted({ fingerprint, alertId, count }: Alert, turn: Turn): number {
  const recorded = turn.book.alertOf(fingerprint);
  const isUncounted = recorded?.alertId === alertId && recorded.count === count;
  const dropped = turn.dropped.get(fingerprint) ?? 0;
  turn.dropped.delete(fingerprint);
  return count + dropped + (isUncounted ? turn.book.uncounted(fingerprint) : 0);
}

function resolve(held: Alert, signal: Signal, turn: Turn, world: World): void {
  if (held.flapping?.isOver === true) return;
  const over = { isOver: true, because: signal.because };
  const next = { ...held, count: counted(held, turn), lastSeenAt: signal.at };
  if (flappingNow(held.flapping, turned(held, signal), over, world) !== null) {
    flapped(next, over, signal, turn, world);
    return;
  }
  const resolved: Alert = {
    ...next,
    status: 'RESOLVED',
    resolvedAt: signal.at,
    resolvedBecause: signal.because,
    turns: turned(held, signal),
  };
  turn.putAlert(resolved);
  turn.note(held.incidentId, 'alert-resolved', `${held.title}: ${signal.because ?? 'it is over'}`, { alertId: held.alertId });
  inhibitionMoved(resolved, turn, world);
}

/** It comes and goes: it is held open, told once, and its changes are counted until it has been steady for long enough. */
function flapped(held: Alert, over: { isOver: boolean; because: string | null }, signal: Signal, turn: Turn, world: World): void {
  const turns = turned(held, signal);
  const flapping = flappingNow(held.flapping, turns, over, world);
  const next = { ...held, turns, flapping };
  const suppression = suppressionOf(next, turn, world);
  const isMuted = over.isOver ? held.isMuted : held.isTold && suppression !== null;
  turn.putAlert({ ...next, suppression, ...(isMuted === undefined ? {} : { isMuted }) });
  if (flapping !== null && (held.flapping ?? null) === null)
    turn.note(
      held.incidentId,
      'suppressed',
      `${held.title} comes and goes: ${flapping.changes} changes in ${world.alerting.flapping.minutes} min. It stays open until it has been steady for as long.`,
      { alertId: held.alertId },
    );
  lookAgain(held.incidentId, lookAgainAt({ ...next, suppression }, turn, world), turn);
}

function turned(former: Alert | undefined, { at }: Signal): Alert['turns'] {
  return [...(former?.turns ?? []), at].slice(-MOST_TURNS);
}
