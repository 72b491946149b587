import type { IncidentFacts } from '../notifications/event';
import { type Field, type ListVariable, list, type Variable, variable } from './variable';

/** What an incident says for itself: its alerts and what probably caused them. */

const alertFields: readonly Field<IncidentFacts['alerts'][number]>[] = [
  { name: 'id', type: 'text', text: 'Alert id', read: ({ id }) => id },
  { name: 'title', type: 'text', text: 'What it says', read: ({ title }) => title },
  { name: 'severity', type: 'text', text: 'INFO, LOW, MEDIUM, HIGH, CRITICAL', read: ({ severity }) => severity },
  { name: 'status', type: 'text', text: 'FIRING or RESOLVED', read: ({ status }) => status },
  { name: 'startedAt', type: 'time', text: 'When it began', read: ({ startedAt }) => startedAt },
  { name: 'labels', type: 'record', text: 'What it is about: plan, wave, server and others', read: ({ labels }) => labels },
];

const causeFields: readonly Field<IncidentFacts['causes'][number]>[] = [
  { name: 'id', type: 'text', text: 'Kind of cause', read: ({ id }) => id },
  { name: 'title', type: 'text', text: 'The cause, for people', read: ({ title }) => title },
  { name: 'score', type: 'share', text: 'How likely it is, 0 to 1', read: ({ score }) => score },
  { name: 'nextStep', type: 'text', text: 'What to do about it', read: ({ nextStep }) => nextStep },
];

export const incidentVariables: readonly Variable[] = [
  variable('incident.id', 'text', 'Incident id', ({ event }) => event.incident?.id),
  variable('incident.number', 'number', 'What people call it: incident 12', ({ event }) => event.incident?.number),
  variable('incident.status', 'text', 'OPEN, ACKNOWLEDGED, RESOLVED, MERGED', ({ event }) => event.incident?.status),
  variable('incident.reason', 'text', 'Why it is told now: first, new-alerts, graver …', ({ event }) => event.incident?.reason),
  variable('incident.severityWhy', 'list of text', 'What makes it so grave', ({ event }) => event.incident?.severityWhy),
  variable('incident.openedAt', 'time', 'When it began', ({ event }) => event.incident?.openedAt),
  variable('incident.alertsTotal', 'number', 'Alerts of it', ({ event }) => event.incident?.alertsTotal),
  variable('incident.alertsOmitted', 'number', 'Alerts that are not listed', ({ event }) => event.incident?.alertsOmitted),
  variable('incident.firing', 'number', 'Alerts that fire', ({ event }) => event.incident?.firing),
  variable('incident.suppressed', 'number', 'Alerts that fire and are kept quiet', ({ event }) => event.incident?.suppressed),
  variable('incident.runbookId', 'text', 'Runbook for its likeliest cause', ({ event }) => event.incident?.runbookId),
];

export const incidentLists: readonly ListVariable[] = [
  list(
    'alerts',
    'Alerts of the incident, the gravest first, at most 20',
    alertFields,
    ({ event }) => event.incident?.alerts ?? [],
  ),
  list('causes', 'Its probable causes, the likeliest first', causeFields, ({ event }) => event.incident?.causes ?? []),
];
