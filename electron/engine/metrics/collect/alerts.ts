import type { Incident } from '../../../../shared/domain/alerting/incident';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { Notice } from '../../../../shared/domain/notice';
import { type Instant, msOf, secondsBetween } from '../../../../shared/domain/primitives';
import { CONSOLE, type Collector, known, type Measured } from './collector';
import { contextsOf } from './executions';

/** Alerts, and how long people took over them. */
export const alerts: Collector = {
  counted(event, facts) {
    switch (event.type) {
      case 'notice.raised': {
        const { noticeId, severity, kind, contextId } = event.notice;
        // Raised again with better words, it is still the same alert.
        const once = `alert/${noticeId}`;
        return [
          {
            name: 'AlertsRaised',
            contextId: contextId ?? CONSOLE,
            labels: { severity, kind },
            atMs: msOf(event.at),
            value: 1,
            once,
          },
        ];
      }
      case 'notice.acknowledged':
        return took('TimeToAcknowledge', event, facts.view.notices[event.noticeId]);
      case 'notice.resolved':
        return took('TimeToResolve', event, facts.view.notices[event.noticeId]);
      case 'incident.changed':
        return [...takenAfter(event.incident), ...endedAfter(event.incident)];
      default:
        return [];
    }
  },
  sampled({ view, atMs }) {
    const open = Object.values(view.notices).filter(isOpen);
    return [...contextsOf(view), CONSOLE].map((contextId) => {
      const value = open.filter((notice) => (notice.contextId ?? CONSOLE) === contextId).length;
      return { name: 'AlertsOpen', contextId, labels: {}, atMs, value };
    });
  },
};

function took(name: string, event: ConsoleEvent, notice: Notice | undefined): readonly Measured[] {
  if (notice === undefined) return [];
  const { severity, contextId, raisedAt } = notice;
  const value = Math.max(0, secondsBetween(raisedAt, event.at));
  return [{ name, contextId: contextId ?? CONSOLE, labels: { severity }, atMs: msOf(event.at), value, apart: true }];
}

function takenAfter(incident: Incident): readonly Measured[] {
  const { status, acknowledgedAt, incidentId } = incident;
  if (status !== 'ACKNOWLEDGED' || acknowledgedAt === null) return [];
  return [{ ...since(incident, 'IncidentTimeToAcknowledge', acknowledgedAt), once: `incident-taken/${incidentId}` }];
}

function endedAfter(incident: Incident): readonly Measured[] {
  const { status, resolvedAt, incidentId } = incident;
  if (status !== 'RESOLVED' || resolvedAt === null) return [];
  return [{ ...since(incident, 'IncidentTimeToResolve', resolvedAt), once: `incident-ended/${incidentId}` }];
}

/** Per person, rule and plan, as far as there is one. */
function since(incident: Incident, name: string, at: Instant): Measured {
  const { severity, acknowledgedBy, labels, planName, contextId, openedAt } = incident;
  return {
    name,
    contextId: contextId ?? CONSOLE,
    labels: { severity, ...known('person', acknowledgedBy), ...known('rule', labels.rule), ...known('plan', planName) },
    atMs: msOf(at),
    value: Math.max(0, secondsBetween(openedAt, at)),
    apart: true,
  };
}

function isOpen({ needsAnswer, acknowledgedAt, resolvedAt }: Notice): boolean {
  return needsAnswer && acknowledgedAt === null && resolvedAt === null;
}
