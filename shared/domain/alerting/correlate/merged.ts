import type { Turn } from '../turn';

/** Makes one incident part of another: its alerts move, and it is kept with where it went. */
export function merged(intoId: string, fromId: string, turn: Turn): void {
  const from = turn.incident(fromId);
  const into = turn.incident(intoId);
  if (from === undefined || into === undefined) return;
  for (const alert of turn.alertsIn(fromId)) turn.putAlert({ ...alert, incidentId: intoId });
  const emptied = turn.incident(fromId) ?? from;
  turn.putIncident({
    ...emptied,
    status: 'MERGED',
    mergedInto: intoId,
    needsAnswer: false,
    resolvedAt: turn.now,
    resolvedBecause: `It is part of incident ${into.number}.`,
  });
  turn.note(fromId, 'merged', `It turned out to be part of incident ${into.number}.`);
  turn.note(intoId, 'merged', `Incident ${from.number} turned out to be part of this one: ${from.title}.`);
}
