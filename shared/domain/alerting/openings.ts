import { shortKey } from '../notifications/plan/short-key';
import { type Alert, MOST_TURNS } from './alert';
import { joined, rejoined } from './correlate/joined';
import { suppressionOf } from './quiet/suppression-of';
import { classify } from './severity/classify';
import type { Signal } from './signal';
import type { Turn } from './turn';
import type { AlertWorld } from './world';

/** Takes a signal in: opens an alert, counts it as a duplicate, puts it into better words, or resolves it. */
export function take(signal: Signal, turn: Turn, world: AlertWorld & { readonly makeId: () => string }): void {
  const held = turn.alertOf(signal.fingerprint);
  if (signal.state === 'resolved') {
    if (held?.status === 'FIRING') resolve(held, signal, turn);
    return;
  }
  if (held?.status === 'FIRING') repeat(held, signal, turn, world);
  else open(held, signal, turn, world);
}

function open(
  former: Alert | undefined,
  signal: Signal,
  turn: Turn,
  world: AlertWorld & { readonly makeId: () => string },
): void {
  const opening = (former?.opening ?? 0) + 1;
  const { severity, why } = classify(signal, world, turn.book);
  const { fingerprint, at } = signal;
  // Field by field: in a flood, collecting the rest of a signal would be the dearest thing here.
  const alert: Alert = {
    alertId: shortKey(`${fingerprint}#${opening}`),
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
    turns: turned(former, signal),
    suppression: null,
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
  joined(suppression === null ? alert : { ...alert, suppression }, turn, world);
}

/** Full duplicates are only counted, and the count is kept with whatever is recorded of the alert next. */
function repeat(held: Alert, signal: Signal, turn: Turn, world: AlertWorld): void {
  const { severity, why } = classify(signal, world, turn.book);
  const { title, summary, nextStep, value } = signal;
  const isBetterKnown = Object.entries(signal.labels).some(([name, value]) => held.labels[name] !== value);
  const isNews =
    isBetterKnown ||
    title !== held.title ||
    summary !== held.summary ||
    signal.severity !== held.saidSeverity ||
    signal.noticeId !== held.noticeId;
  if (!isNews && signal.at <= held.lastSeenAt) return;
  const better: Alert = {
    ...held,
    title,
    summary,
    nextStep,
    value,
    // What was learned of it since stays: a later signal may know less of the place.
    labels: { ...held.labels, ...signal.labels },
    noticeId: signal.noticeId,
    saidSeverity: signal.severity,
    severity,
    severityWhy: [...why],
    lastSeenAt: signal.at,
    count: held.count + 1,
  };
  turn.putAlert(better);
  if (isBetterKnown) rejoined(better, turn, world);
}

function resolve(held: Alert, signal: Signal, turn: Turn): void {
  turn.putAlert({
    ...held,
    status: 'RESOLVED',
    resolvedAt: signal.at,
    resolvedBecause: signal.because,
    lastSeenAt: signal.at,
    turns: turned(held, signal),
  });
  turn.note(held.incidentId, 'alert-resolved', `${held.title}: ${signal.because ?? 'it is over'}`, { alertId: held.alertId });
}

function turned(former: Alert | undefined, { at }: Signal): Alert['turns'] {
  return [...(former?.turns ?? []), at].slice(-MOST_TURNS);
}
