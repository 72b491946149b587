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

interface Wish {
  /** Makes a key of the other side. */
  readonly mark: (key: string) => string;
  readonly wants: (incident: Incident) => boolean;
  /** Keys that are asked for: after a flood, to make all of them would hold up everything else. */
  readonly most: number;
}

/** Open incidents by the page keys they may have, those that wait for an answer first, then the gravest. */
export function openPages(
  book: Pick<AlertBook, 'openIncidents' | 'alertsIn'>,
  { mark, wants, most }: Wish,
): ReadonlyMap<string, string> {
  const open = [...book.openIncidents()]
    .filter(wants)
    .sort(
      (one, other) =>
        Number(other.status === 'OPEN') - Number(one.status === 'OPEN') ||
        compareSeverity(other.severity, one.severity) ||
        (one.openedAt < other.openedAt ? 1 : -1),
    );
  const pages = new Map<string, string>();
  for (const incident of open)
    for (const key of pageKeysOf(incident, book.alertsIn(incident.incidentId))) {
      if (pages.size >= most) return pages;
      const marked = mark(key);
      if (!pages.has(marked)) pages.set(marked, incident.incidentId);
    }
  return pages;
}
