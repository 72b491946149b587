import { err, ok } from '../../../lib/result';
import type { Alert } from '../alert';
import type { Incident } from '../incident';
import { newIncident, recounted } from '../incident-form';
import { alertsChanged, changed, type Doing, entry, type IncidentCommand, openIncident } from './command';

/** The alerts of others become this incident's; the others are kept as merged, and lead here. */
export function mergeIncidents(intoId: string, fromIds: readonly string[], doing: Doing): IncidentCommand {
  const into = openIncident(intoId, doing);
  if (!into.ok) return into;
  const others: Incident[] = [];
  for (const incidentId of new Set(fromIds)) {
    if (incidentId === intoId) return err({ code: 'impossible', message: 'An incident cannot be merged into itself.' });
    const other = openIncident(incidentId, doing);
    if (!other.ok) return other;
    others.push(other.value);
  }
  if (others.length === 0) return err({ code: 'impossible', message: 'Name at least one incident to merge into this one.' });
  const { book, at } = doing;
  const moved = others.flatMap(({ incidentId }) => book.alertsIn(incidentId)).map((alert) => ({ ...alert, incidentId: intoId }));
  const grown = moved.reduce<Incident>((incident, alert) => recounted(incident, null, alert, at), into.value);
  const words = (number: number) => `Incident ${number} was merged into this one.`;
  return ok([
    ...alertsChanged(moved, at),
    ...others.map((other) =>
      changed(
        {
          ...other,
          status: 'MERGED',
          mergedInto: intoId,
          needsAnswer: false,
          alerts: 0,
          firing: 0,
          suppressed: 0,
          resolvedAt: at,
        },
        [entry(doing, 'merged', `Merged into incident ${into.value.number}.`)],
        doing,
      ),
    ),
    changed(
      grown,
      others.map(({ number }) => entry(doing, 'merged', words(number))),
      doing,
    ),
  ]);
}

/** Some alerts of an incident become one of their own, whose further alerts join where they would have joined before. */
export function splitIncident(
  incidentId: string,
  alertIds: readonly string[],
  fresh: { readonly incidentId: string },
  doing: Doing,
): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const { book, at } = doing;
  const all = book.alertsIn(incidentId);
  const wanted = new Set(alertIds);
  const leaving = all.filter(({ alertId }) => wanted.has(alertId));
  const known = new Set(all.map(({ alertId }) => alertId));
  const unknown = alertIds.find((alertId) => !known.has(alertId));
  if (unknown !== undefined) return err({ code: 'impossible', message: `The alert ${unknown} is not in this incident.` });
  const [lead] = leaving;
  if (lead === undefined || leaving.length === all.length)
    return err({ code: 'impossible', message: 'Name some of its alerts, and not all of them.' });
  const number = book.lastNumber() + 1;
  const moved = leaving.map((alert): Alert => ({ ...alert, incidentId: fresh.incidentId }));
  const begun = newIncident({ incidentId: fresh.incidentId, number, groupKey: `split:${fresh.incidentId}`, lead, now: at });
  const made = moved.reduce<Incident>((incident, alert) => recounted(incident, null, alert, at), {
    ...begun,
    planId: found.value.planId,
    planName: found.value.planName,
  });
  const left = leaving.reduce<Incident>((incident, alert) => recounted(incident, alert, null, at), found.value);
  const staying = all.find(({ alertId }) => !wanted.has(alertId));
  return ok([
    ...alertsChanged(moved, at),
    changed(
      { ...left, leadAlertId: wanted.has(left.leadAlertId) ? (staying?.alertId ?? left.leadAlertId) : left.leadAlertId },
      [entry(doing, 'split', `${leaving.length === 1 ? '1 alert' : `${leaving.length} alerts`} became incident ${number}.`)],
      doing,
    ),
    changed(made, [entry(doing, 'split', `Split from incident ${found.value.number}.`)], doing),
  ]);
}
