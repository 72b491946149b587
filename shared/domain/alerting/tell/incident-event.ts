import { unreachable } from '../../../lib/unreachable';
import { actorName } from '../../actor-name';
import { aboutExecution, failedOf } from '../../notifications/catalogue/facts';
import { anEvent } from '../../notifications/catalogue/form';
import { sceneOf } from '../../notifications/catalogue/scene';
import type { NotificationEvent } from '../../notifications/event';
import type { NotificationEventType } from '../../notifications/event-types';
import type { Alert } from '../alert';
import type { Incident } from '../incident';
import { compareSeverity, isFiring } from '../incident-form';
import { placeLabels } from '../signals/place-labels';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import type { TellReason } from './telling';

/** Alerts that a message lists; `alertsOmitted` says how many it does not. */
const MOST_LISTED = 20;

/** What every message about an incident carries, so that receivers know which belong together. */
export function incidentKey(incidentId: string): string {
  return `incident:${incidentId}`;
}

/** What is told of an incident, as it is now. */
export function incidentEvent(incident: Incident, reason: TellReason, turn: Turn, world: AlertWorld): NotificationEvent {
  const { incidentId, number, severity, contextId, executionId, telling } = incident;
  const alerts = inOrder(turn.alertsIn(incidentId));
  const execution = executionId === null ? undefined : world.view.executions[executionId];
  const scene = sceneOf({ ...world, events: [], before: world.state });
  const place = placeLabels({ contextId, executionId, sourceServerId: null }, world.view);
  const context = contextId === null ? undefined : world.view.contexts[contextId];
  return anEvent({
    ...(execution === undefined
      ? {}
      : aboutExecution(execution, scene, failedOf(execution.executionId, scene).slice(0, MOST_SERVERS))),
    type: typeFor(reason),
    eventId: `${typeFor(reason)}:${incidentId}:${telling.version}`,
    occurredAt: world.now,
    severity,
    title: titleOf(incident, reason),
    summary: summaryOf(incident, reason),
    nextSteps: reason === 'resolved' ? [] : [incident.nextStep].filter((step) => step !== ''),
    alertKey: incidentKey(incidentId),
    threadKey: incidentKey(incidentId),
    contextId,
    contextName: context?.name ?? null,
    environment: contextId === null ? null : (context?.environment ?? 'production'),
    accountId: place.account ?? null,
    region: place.region ?? null,
    planId: incident.planId ?? execution?.planId ?? null,
    planName: incident.planName ?? execution?.planName ?? null,
    acknowledgement: incident.acknowledgedBy === null ? null : { by: incident.acknowledgedBy, note: incident.note },
    rehearsal: incident.rehearsal,
    incident: {
      id: incidentId,
      number,
      status: incident.status,
      reason,
      isTold: telling.first?.isTold ?? incident.isTold,
      severityWhy: incident.severityWhy,
      openedAt: incident.openedAt,
      alerts: alerts.slice(0, MOST_LISTED).map(({ alertId, title, severity: of, status, startedAt, labels }) => ({
        id: alertId,
        title,
        severity: of,
        status,
        startedAt,
        labels,
      })),
      alertsTotal: incident.alerts,
      alertsOmitted: Math.max(0, alerts.length - MOST_LISTED),
      firing: incident.firing,
      suppressed: incident.suppressed,
      causes: incident.causes.slice(0, 3).map(({ causeId, title, score, nextStep }) => ({ id: causeId, title, score, nextStep })),
      runbookId: incident.causes[0]?.runbookId ?? null,
    },
  });
}

const MOST_SERVERS = 10;

/** What fires first, then the gravest, then what began first. */
function inOrder(alerts: readonly Alert[]): Alert[] {
  return [...alerts].sort(
    (a, b) =>
      Number(isFiring(b)) - Number(isFiring(a)) ||
      compareSeverity(b.severity, a.severity) ||
      (a.startedAt < b.startedAt ? -1 : 1),
  );
}

function summaryOf(incident: Incident, reason: TellReason): string {
  const { acknowledgedBy, note, resolvedBecause, telling, summary } = incident;
  if (reason === 'acknowledged')
    return note === null
      ? `${actorName(acknowledgedBy ?? 'Somebody')} has taken it.`
      : `${actorName(acknowledgedBy ?? 'Somebody')} has taken it: “${note}”`;
  if (reason !== 'resolved') return summary;
  const because = resolvedBecause ?? 'Nothing of it fires any more.';
  return telling.version === 1 ? `It was over before anybody was to be told. ${because}` : because;
}

function titleOf({ title, number, firing }: Incident, reason: TellReason): string {
  const more = firing > 1 ? ` and ${firing - 1} more` : '';
  switch (reason) {
    case 'resolved':
      return `Incident ${number} is over: ${title}`;
    case 'acknowledged':
      return `Incident ${number} was taken: ${title}`;
    case 'first':
    case 'new-alerts':
    case 'graver':
    case 'released':
    case 'repeat':
    case 'some-resolved':
      return `Incident ${number}: ${title}${more}`;
    default:
      return unreachable(reason);
  }
}

function typeFor(reason: TellReason): NotificationEventType {
  switch (reason) {
    case 'first':
    case 'repeat':
      return 'incident.opened';
    case 'new-alerts':
    case 'graver':
    case 'released':
    case 'some-resolved':
      return 'incident.changed';
    case 'acknowledged':
      return 'incident.acknowledged';
    case 'resolved':
      return 'incident.resolved';
    default:
      return unreachable(reason);
  }
}
