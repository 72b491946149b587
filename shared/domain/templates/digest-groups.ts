import type { Severity } from '../notice';
import type { NotificationEvent } from '../notifications/event';
import { severityRank, subjectOf, typeTitle } from './event-words';

export interface DigestGroup {
  readonly type: string;
  readonly title: string;
  readonly count: number;
  readonly severity: Severity;
  readonly subjects: readonly string[];
  readonly firstAt: string;
  readonly lastAt: string;
}

/** Subjects that one line of a digest names. */
const MOST_SUBJECTS = 10;

/** Events of a storm by kind, the gravest and most frequent first. */
export function digestGroups(events: readonly NotificationEvent[], locale: string): DigestGroup[] {
  const byTitle = new Map<string, NotificationEvent[]>();
  for (const event of events) {
    const key = `${event.type}|${typeTitle(event, locale)}`;
    const group = byTitle.get(key);
    if (group === undefined) byTitle.set(key, [event]);
    else group.push(event);
  }
  const groups = [...byTitle.values()].flatMap((group) => groupOf(group, locale) ?? []);
  return groups.sort((a, b) => severityRank[b.severity] - severityRank[a.severity] || b.count - a.count);
}

/** The severity of many events: that of the gravest. */
export function gravestOf(events: readonly NotificationEvent[]): Severity {
  return events.reduce<Severity>(
    (worst, event) => (severityRank[event.severity] > severityRank[worst] ? event.severity : worst),
    'INFO',
  );
}

function groupOf(events: readonly NotificationEvent[], locale: string): DigestGroup | null {
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) return null;
  const subjects = [...new Set(events.flatMap((event) => subjectOf(event) ?? []))];
  const named = subjects.slice(0, MOST_SUBJECTS);
  return {
    type: first.type,
    title: typeTitle(first, locale),
    count: events.length,
    severity: gravestOf(events),
    subjects: subjects.length > named.length ? [...named, '…'] : named,
    firstAt: first.occurredAt,
    lastAt: last.occurredAt,
  };
}
