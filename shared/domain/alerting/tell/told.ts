import { type Instant, instantOf, msOf } from '../../primitives';
import type { IncidentNews } from '../decide-alerts';
import type { Incident } from '../incident';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { incidentEvent } from './incident-event';
import type { TellReason } from './telling';

/** What people are told of an incident now, why, and when it is looked at again. */
export function told(incidentId: string, turn: Turn, world: AlertWorld): IncidentNews[] {
  const incident = turn.incident(incidentId);
  if (incident === undefined) return [];
  const verdict = reasonFor(incident, world);
  if (verdict.reason === null) {
    if (verdict.dueAt !== incident.telling.dueAt)
      turn.putIncident({ ...incident, telling: { ...incident.telling, dueAt: verdict.dueAt } });
    return [];
  }
  const version = incident.telling.version + 1;
  const next: Incident = {
    ...incident,
    telling: {
      version,
      toldAt: turn.now,
      reason: verdict.reason,
      toldFiring: incident.firing - incident.suppressed,
      dueAt: verdict.dueAt,
    },
  };
  turn.putIncident(next);
  return [{ event: incidentEvent(next, verdict.reason, turn, world), opening: null }];
}

interface Verdict {
  readonly reason: TellReason | null;
  readonly dueAt: Instant | null;
}

function reasonFor(incident: Incident, { now, alerting }: AlertWorld): Verdict {
  const { telling, status, firing, suppressed, severity } = incident;
  const isFirst = telling.version === 0;
  if (status === 'RESOLVED') return { reason: isFirst || telling.reason === 'resolved' ? null : 'resolved', dueAt: null };
  if (status === 'MERGED' || firing === suppressed) return { reason: null, dueAt: null };
  if (isFirst) {
    const { critical, other } = alerting.grouping.waitSeconds;
    const wait = incident.isTold ? 0 : severity === 'CRITICAL' ? critical : other;
    const dueAt = instantOf(msOf(incident.openedAt) + wait * 1000);
    return dueAt <= now ? { reason: 'first', dueAt: null } : { reason: null, dueAt };
  }
  if (status === 'ACKNOWLEDGED' && telling.reason !== 'acknowledged') return { reason: 'acknowledged', dueAt: null };
  return { reason: null, dueAt: null };
}
