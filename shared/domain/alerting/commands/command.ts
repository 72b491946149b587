import type { Result } from '../../../lib/result';
import { err, ok } from '../../../lib/result';
import type { ConsoleEvent } from '../../events';
import type { Instant } from '../../primitives';
import type { Alert } from '../alert';
import type { AlertBook } from '../book';
import type { EntryKind, Incident, IncidentEntry } from '../incident';

/** Why something cannot be done with an incident: 404, 409 and 422 outside. */
export interface IncidentProblem {
  readonly code: 'unknown' | 'ended' | 'impossible';
  readonly message: string;
}

/** What a command records; the pipeline draws its conclusions from it in the same commit. */
export type IncidentCommand = Result<readonly ConsoleEvent[], IncidentProblem>;

/** Who does it, when, on what. */
export interface Doing {
  readonly book: AlertBook;
  readonly at: Instant;
  readonly actor: string;
}

/** The incident where it still goes on. Whoever names one that was merged is told where it went. */
export function openIncident(incidentId: string, { book }: Pick<Doing, 'book'>): Result<Incident, IncidentProblem> {
  const incident = book.incident(incidentId);
  if (incident === undefined) return err({ code: 'unknown', message: `There is no open incident ${incidentId} here.` });
  if (incident.status === 'MERGED')
    return err({ code: 'ended', message: `Incident ${incident.number} was merged into ${incident.mergedInto}.` });
  if (incident.status === 'RESOLVED')
    return err({
      code: 'ended',
      message: `Incident ${incident.number} is over since ${incident.resolvedAt}: ${incident.resolvedBecause ?? 'nothing of it fires any more'}.`,
    });
  return ok(incident);
}

export function entry(
  { at, actor }: Pick<Doing, 'at' | 'actor'>,
  kind: EntryKind,
  text: string,
  alertId: string | null = null,
): IncidentEntry {
  return { at, kind, text, by: actor, alertId };
}

export function changed(
  incident: Incident,
  entries: readonly IncidentEntry[],
  { at, actor }: Pick<Doing, 'at' | 'actor'>,
): ConsoleEvent {
  return { type: 'incident.changed', at, incident: { ...incident, changedAt: at }, entries: [...entries], actor };
}

const ALERTS_AN_EVENT = 1_000;

/** In events small enough for the journal. */
export function alertsChanged(alerts: readonly Alert[], at: Instant): ConsoleEvent[] {
  const events: ConsoleEvent[] = [];
  for (let from = 0; from < alerts.length; from += ALERTS_AN_EVENT)
    events.push({ type: 'alerts.changed', at, alerts: alerts.slice(from, from + ALERTS_AN_EVENT) });
  return events;
}
