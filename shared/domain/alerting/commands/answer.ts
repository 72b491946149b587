import { ok } from '../../../lib/result';
import { actorName } from '../../actor-name';
import type { ConsoleEvent } from '../../events';
import type { Notice } from '../../notice';
import { isFiring } from '../incident-form';
import { alertsChanged, changed, type Doing, entry, type IncidentCommand, openIncident } from './command';

/** Open notices by id: what is acknowledged or ended with an incident. */
export interface WithNotices extends Doing {
  readonly notices: Readonly<Record<string, Notice>>;
}

/** Somebody takes an incident: it is told and escalated no further. Taking what is taken already changes nothing. */
export function acknowledgeIncident(incidentId: string, note: string | null, doing: WithNotices): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const incident = found.value;
  if (incident.status === 'ACKNOWLEDGED') return ok([]);
  const { book, at, actor, notices } = doing;
  const answer = { acknowledgedAt: at, acknowledgedBy: actor, note };
  const taken = book.alertsIn(incidentId).filter((alert) => isFiring(alert) && alert.acknowledgedAt === null);
  const ofNotices = taken.flatMap(({ noticeId }): ConsoleEvent[] => {
    const notice = noticeId === null ? undefined : notices[noticeId];
    if (notice === undefined || notice.acknowledgedAt !== null) return [];
    return [{ type: 'notice.acknowledged', at, noticeId: notice.noticeId, actor, note }];
  });
  const words = note === null ? `${actorName(actor)} has taken it.` : `${actorName(actor)} has taken it: “${note}”`;
  return ok([
    ...alertsChanged(
      taken.map((alert) => ({ ...alert, ...answer })),
      at,
    ),
    changed({ ...incident, ...answer, status: 'ACKNOWLEDGED', needsAnswer: false }, [entry(doing, 'acknowledged', words)], doing),
    ...ofNotices,
  ]);
}

/** Nobody has it any more: it is told and escalated again. */
export function unacknowledgeIncident(incidentId: string, reason: string, doing: Doing): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const incident = found.value;
  if (incident.status === 'OPEN') return ok([]);
  const open = { ...incident, status: 'OPEN' as const, acknowledgedAt: null, acknowledgedBy: null, note: null };
  return ok([changed(open, [entry(doing, 'unacknowledged', reason)], doing)]);
}

/** Somebody says that it is over, whatever still fires: its alerts end with it, and open anew when they fire again. */
export function resolveIncident(incidentId: string, because: string, doing: WithNotices): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const { book, at, actor, notices } = doing;
  const incident = found.value;
  const words = `${actorName(actor)}: ${because}`;
  const ended = book.alertsIn(incidentId).filter(isFiring);
  const ofNotices = ended.flatMap(({ noticeId }): ConsoleEvent[] => {
    const notice = noticeId === null ? undefined : notices[noticeId];
    return notice === undefined || notice.resolvedAt !== null
      ? []
      : [{ type: 'notice.resolved', at, noticeId: notice.noticeId, because: words }];
  });
  return ok([
    ...alertsChanged(
      ended.map((alert) => ({
        ...alert,
        status: 'RESOLVED' as const,
        resolvedAt: at,
        resolvedBecause: words,
        lastSeenAt: at,
        suppression: null,
      })),
      at,
    ),
    changed(
      {
        ...incident,
        status: 'RESOLVED',
        needsAnswer: false,
        firing: 0,
        suppressed: 0,
        resolvedAt: at,
        resolvedBecause: words,
      },
      [entry(doing, 'resolved', words)],
      doing,
    ),
    ...ofNotices,
  ]);
}
