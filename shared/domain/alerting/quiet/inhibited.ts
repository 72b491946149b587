import { type Instant, instantOf, msOf } from '../../primitives';
import type { Alert, Suppression } from '../alert';
import { compareSeverity, isFiring } from '../incident-form';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { type CompiledAlerting, type CompiledInhibition, compiledOf } from './compiled';
import { equalKey } from './inhibition-index';

/** The longest chain of alerts that stand for each other; longer ones end in a loop. */
const MOST_LINKS = 20;

type Target = Pick<Alert, 'fingerprint' | 'executionId' | 'incidentId' | 'severity' | 'labels'>;

/** Which alert stands for this one, if any: while it fires, and for as long after as its inhibition says. */
export function inhibitedBy(alert: Target, turn: Turn, { now, alerting }: AlertWorld): Suppression | null {
  const compiled = compiledOf(alerting);
  const lingering: Suppression[] = [];
  for (const inhibition of compiled.inhibitions) {
    if (!inhibition.isTarget(alert)) continue;
    const isAlsoSource = inhibition.isSource(alert);
    for (const source of turn.inhibiting('sources', compiled, inhibition, equalKey(inhibition, alert))) {
      if (!standsFor(source, alert, isAlsoSource, inhibition, turn)) continue;
      const { until, isOver } = lasting(source, inhibition, now);
      if (isOver) continue;
      const { name } = inhibition.inhibition;
      const suppression: Suppression = { by: 'inhibition', id: source.fingerprint, reason: `${name}: ${source.title}`, until };
      if (until === null) return suppression;
      lingering.push(suppression);
    }
  }
  return lingering.reduce<Suppression | null>(
    (last, one) => (last === null || (last.until ?? '') < (one.until ?? '') ? one : last),
    null,
  );
}

function lasting(source: Alert, { inhibition }: CompiledInhibition, now: Instant): { until: Instant | null; isOver: boolean } {
  if (isFiring(source)) return { until: null, isOver: false };
  const endedMs = Math.min(msOf(source.resolvedAt ?? source.lastSeenAt), msOf(now));
  const until = instantOf(endedMs + inhibition.extendSeconds * 1000);
  return { until, isOver: until <= now };
}

function standsFor(source: Alert, target: Target, targetIsSource: boolean, inhibition: CompiledInhibition, turn: Turn): boolean {
  if (source.fingerprint === target.fingerprint) return false;
  // Fingerprints of alerts that came again with other labels stay in the index.
  if (!inhibition.isSource(source) || equalKey(inhibition, source) !== equalKey(inhibition, target)) return false;
  // What is on both sides cannot be kept quiet by what is on both sides.
  if (targetIsSource && inhibition.isTarget(source)) return false;
  // Within one incident the gravest is what is told: a lesser one does not hide it.
  const isOneStory =
    (source.incidentId !== '' && source.incidentId === target.incidentId) ||
    (source.executionId !== null && source.executionId === target.executionId);
  if (isOneStory && compareSeverity(target.severity, source.severity) > 0) return false;
  return !leadsBackTo(target.fingerprint, source, turn);
}

/** Whether the source is itself kept quiet because of the target: somebody has to be told. */
function leadsBackTo(fingerprint: string, source: Alert, turn: Turn): boolean {
  let current: Alert | undefined = source;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    if (current === undefined || !isFiring(current) || current.suppression?.by !== 'inhibition') return false;
    if (current.suppression.id === fingerprint) return true;
    current = turn.alertOf(current.suppression.id);
  }
  return true;
}

/** Alerts that fire and that this one stands for, or stood for. */
export function targetsOf(alert: Alert, turn: Turn, compiled: CompiledAlerting): Alert[] {
  if (compiled.inhibitions.length === 0) return [];
  return compiled.inhibitions.flatMap((inhibition) =>
    inhibition.isSource(alert)
      ? turn
          .inhibiting('targets', compiled, inhibition, equalKey(inhibition, alert))
          .filter((one) => one.fingerprint !== alert.fingerprint && isFiring(one))
      : [],
  );
}
