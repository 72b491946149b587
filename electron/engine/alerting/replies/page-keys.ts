import type { Alert } from '../../../../shared/domain/alerting/alert';
import type { AlertBook } from '../../../../shared/domain/alerting/book';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { compareSeverity } from '../../../../shared/domain/alerting/incident-form';
import { incompleteKey } from '../../../../shared/domain/notifications/catalogue/earlier-pages';

/** Pages of one incident that are asked for; its own comes first. */
const MOST_KEYS = 20;

/** Under which keys the pages of an incident may have been opened elsewhere: its own, and those of alerts that were told by themselves. */
export function pageKeysOf(incident: Incident, alerts: readonly Alert[]): readonly string[] {
  const ofAlerts = alerts.flatMap(({ noticeId, fingerprint, origin }) =>
    origin === 'custom' ? [fingerprint] : (noticeId ?? []),
  );
  const ofExecution = incident.executionId === null ? [] : [incompleteKey(incident.executionId)];
  return [...new Set([`incident:${incident.incidentId}`, ...ofExecution, ...ofAlerts])].slice(0, MOST_KEYS);
}

/** Open incidents by the page keys they may have, those that wait for an answer first, then the gravest; `mark` makes a key of the other side. */
export function openPages(
  book: Pick<AlertBook, 'openIncidents' | 'alertsIn'>,
  mark: (key: string) => string,
  wanted: (incident: Incident) => boolean = () => true,
): ReadonlyMap<string, string> {
  const open = [...book.openIncidents()]
    .filter(wanted)
    .sort(
      (one, other) =>
        Number(other.status === 'OPEN') - Number(one.status === 'OPEN') ||
        compareSeverity(other.severity, one.severity) ||
        (one.openedAt < other.openedAt ? 1 : -1),
    );
  const pages = new Map<string, string>();
  for (const incident of open)
    for (const key of pageKeysOf(incident, book.alertsIn(incident.incidentId))) {
      const marked = mark(key);
      if (!pages.has(marked)) pages.set(marked, incident.incidentId);
    }
  return pages;
}
