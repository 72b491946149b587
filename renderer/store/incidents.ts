import { actorName } from '../../shared/domain/actor-name';
import type { Incident } from '../../shared/domain/alerting/incident';
import { compareSeverity } from '../../shared/domain/alerting/incident-form';
import { MOST_INCIDENTS } from '../../shared/domain/evolve/incidents';
import type { Severity } from '../../shared/domain/notice';
import type { View } from '../../shared/domain/view';
import { byIdentity } from './by-identity';

/** What waits for an answer first, then what is open, then what ended; within each the gravest, then the newest. */
export const allIncidents = byIdentity((records: View['incidents']): readonly Incident[] =>
  Object.values(records)
    .filter(({ status }) => status !== 'MERGED')
    .sort(byUrgency),
);

/** What waits for an answer, worst first. */
export const waitingIncidents = byIdentity((records: View['incidents']): readonly Incident[] =>
  allIncidents(records).filter(waits),
);

/** Open incidents in all, however many of them the live view keeps. */
export interface OpenCounts {
  /** Open and acknowledged ones. */
  readonly open: number;
  readonly waiting: number;
  /** There are more open ones than the live view keeps: `open` and `waiting` are the engine's totals. */
  readonly isCut: boolean;
}

/** Counted as long as all of them are there, so that a list and its numbers say the same; the engine's totals where they are not. */
export const openCounts = byIdentity(({ incidents, engine }: Pick<View, 'incidents' | 'engine'>): OpenCounts => {
  const listed = allIncidents(incidents);
  const open = listed.filter(isRunning).length;
  const waiting = waitingIncidents(incidents).length;
  const totals = engine.engine?.alerting;
  // Below its bound the live view has dropped nothing: the totals are only a moment older or newer.
  const isCut = totals !== undefined && totals.open > open && Object.keys(incidents).length >= MOST_INCIDENTS;
  return isCut ? { open: totals.open, waiting: Math.max(totals.needAnswer, waiting), isCut } : { open, waiting, isCut };
});

/** How many wait for an answer in all. */
export function waitingCount(view: Pick<View, 'incidents' | 'engine'>): number {
  return openCounts(view).waiting;
}

export function waits(incident: Incident): boolean {
  return incident.needsAnswer && incident.status === 'OPEN';
}

export function isRunning({ status }: Incident): boolean {
  return status === 'OPEN' || status === 'ACKNOWLEDGED';
}

/** Every alert of it that fires is kept quiet. */
export function isQuiet(incident: Incident): boolean {
  return isRunning(incident) && incident.firing > 0 && incident.suppressed >= incident.firing;
}

export function byUrgency(one: Incident, other: Incident): number {
  const order = rank(other) - rank(one);
  if (order !== 0) return order;
  if (!isRunning(one)) return newestFirst(one.resolvedAt ?? one.changedAt, other.resolvedAt ?? other.changedAt);
  return compareSeverity(other.severity, one.severity) || newestFirst(one.openedAt, other.openedAt);
}

function rank(incident: Incident): number {
  if (waits(incident)) return 3;
  if (incident.status === 'OPEN') return 2;
  return incident.status === 'ACKNOWLEDGED' ? 1 : 0;
}

function newestFirst(one: string, other: string): number {
  return one === other ? 0 : one < other ? 1 : -1;
}

export const incidentStates = ['waiting', 'open', 'acknowledged', 'ended', 'all'] as const;
export type IncidentState = (typeof incidentStates)[number];

/** Through what the list of incidents is looked at. */
export interface IncidentFilter {
  readonly state: IncidentState;
  readonly severity: Severity | null;
  readonly plan: string | null;
  /** Only those that somebody has; null lists all. */
  readonly of: string | null;
  /** Only those that nobody is told of although they fire. */
  readonly quiet: boolean;
  readonly text: string;
}

export const noFilter: IncidentFilter = { state: 'all', severity: null, plan: null, of: null, quiet: false, text: '' };

/** Whether the filter hides nothing but other states. */
export function isWide(filter: IncidentFilter): boolean {
  const { severity, plan, of, quiet, text } = filter;
  return severity === null && plan === null && of === null && !quiet && text.trim() === '';
}

export function inState(incident: Incident, state: IncidentState): boolean {
  switch (state) {
    case 'all':
      return true;
    case 'waiting':
      return waits(incident);
    case 'open':
      return incident.status === 'OPEN';
    case 'acknowledged':
      return incident.status === 'ACKNOWLEDGED';
    case 'ended':
      return !isRunning(incident);
  }
}

/** Whether the incident passes everything but the state, so that the states can tell how many each of them has. */
export function passes(incident: Incident, filter: IncidentFilter): boolean {
  if (filter.severity !== null && incident.severity !== filter.severity) return false;
  if (filter.plan !== null && incident.planName !== filter.plan) return false;
  if (filter.of !== null && !hasIt(incident, filter.of)) return false;
  if (filter.quiet && !isQuiet(incident)) return false;
  const text = searched(incident);
  return filter.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Who acknowledged it, or has a role in it. */
export function hasIt(incident: Incident, who: string): boolean {
  const name = actorName(who);
  return [incident.acknowledgedBy, ...Object.values(incident.roles)].some((one) => one !== null && actorName(one) === name);
}

function searched({ number, title, summary, planName, labels, causes, acknowledgedBy, roles }: Incident): string {
  const cause = causes[0];
  return [
    `#${number}`,
    title,
    summary,
    planName ?? '',
    acknowledgedBy ?? '',
    ...Object.values(labels),
    ...Object.values(roles),
    ...(cause === undefined ? [] : [cause.title, cause.causeId, cause.subject?.name ?? '']),
  ]
    .join(' ')
    .toLowerCase();
}
