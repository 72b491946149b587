import type { Alert } from '../../shared/domain/alerting/alert';
import type { Incident, IncidentEntry } from '../../shared/domain/alerting/incident';
import { NoticeId } from '../../shared/domain/primitives';
import type { View } from '../../shared/domain/view';
import type { ConsoleClient } from '../bridge/client';
import { after, anAlert } from './incidents';

type Answers = Pick<ConsoleClient, 'incidents' | 'alerts'>;

/** Incidents and alerts of the view, each with a story that fits it. Commands answer without changing anything. */
export function fixtureIncidents(view: View | null): Answers {
  const all = Object.values(view?.incidents ?? {});
  const find = async ({ incidentId }: { incidentId: string }): Promise<Incident> => {
    const found = view?.incidents[incidentId];
    if (found === undefined) throw new Error(`No incident ${incidentId} is known.`);
    return found;
  };
  const text = async (input: { incidentId: string }, title: string) => {
    const { number, title: what, nextStep } = await find(input);
    return { markdown: `# ${title} ${number}\n\n${what}\n\n## Next step\n\n${nextStep}\n` };
  };
  return {
    incidents: {
      list: async () => ({ items: [], nextToken: null }),
      get: async (input) => {
        const incident = await find(input);
        return {
          incident,
          alerts: alertsOf(incident),
          entries: storyOf(incident),
          similar: all
            .filter(({ status, incidentId }) => status === 'RESOLVED' && incidentId !== incident.incidentId)
            .slice(0, 3),
        };
      },
      acknowledge: find,
      unacknowledge: find,
      resolve: find,
      note: find,
      role: find,
      severity: find,
      merge: find,
      split: find,
      handOver: (input) => text(input, 'Hand-over of incident'),
      report: (input) => text(input, 'Report on incident'),
    },
    alerts: {
      list: async () => ({
        items: all.flatMap((incident) => alertsOf(incident).map((alert) => itemOf(alert, incident))),
        nextToken: null,
      }),
      acknowledge: async ({ noticeId }) => {
        const items = all.flatMap((incident) => alertsOf(incident).map((alert) => itemOf(alert, incident)));
        const found = items.find((one) => one.noticeId === noticeId);
        if (found === undefined) throw new Error('This alert is not known.');
        return found;
      },
    },
  };
}

function alertsOf(incident: Incident): Alert[] {
  return Array.from({ length: Math.min(30, incident.alerts) }, (_, index) => anAlert(incident, index));
}

function itemOf(alert: Alert, incident: Incident) {
  return {
    ...alert,
    noticeId: NoticeId.parse(alert.alertId),
    kind: 'server-launch-failed' as const,
    body: alert.summary,
    raisedAt: alert.startedAt,
    needsAnswer: incident.needsAnswer,
    incidentNumber: incident.number,
    deliveries: [],
  };
}

function storyOf(incident: Incident): IncidentEntry[] {
  const entry = (seconds: number, kind: IncidentEntry['kind'], text: string, by: string | null = null): IncidentEntry => ({
    at: after(incident.openedAt, seconds),
    kind,
    text,
    by,
    alertId: null,
  });
  return [
    entry(0, 'opened', `Opened by “${incident.title}”.`),
    entry(0, 'severity', `${incident.severity}: ${incident.severityWhy.join(', ')}.`),
    entry(4, 'alert-joined', 'app-04 failed to launch.'),
    entry(5, 'told', 'Told for the first time to Night shift by Slack and e-mail.'),
    entry(6, 'cause', 'Probable cause: the subnet has no free addresses.'),
    entry(65, 'escalated', 'Step 1: Dana Whitfield was asked, on call for DR until 18:00.'),
    entry(70, 'suppressed', 'Payroll DR wave 2 failed is kept quiet: its execution failed.'),
    ...(incident.acknowledgedBy === null
      ? []
      : [
          entry(90, 'acknowledged', `${incident.acknowledgedBy} has taken it.`, incident.acknowledgedBy),
          entry(140, 'note', 'Network team widens the subnet; ten minutes, they say.', incident.acknowledgedBy),
        ]),
  ];
}
