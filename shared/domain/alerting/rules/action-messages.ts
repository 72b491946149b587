import type { ConsoleEvent, EventOf } from '../../events';
import { aboutExecution, failedOf } from '../../notifications/catalogue/facts';
import { anEvent } from '../../notifications/catalogue/form';
import { type Commit, sceneOf } from '../../notifications/catalogue/scene';
import type { Channel, NotificationConfiguration } from '../../notifications/configuration';
import type { NotificationSettings } from '../../notifications/defaults';
import type { NotificationEvent } from '../../notifications/event';
import { planDeliveries } from '../../notifications/plan/plan-deliveries';
import { renderLiquid } from '../../templates/liquid-engine';
import { scopeOf } from '../../templates/variables';
import type { Alert } from '../alert';
import type { AlertBook } from '../book';
import type { IncidentNews } from '../decide-alerts';
import { channelOfAction, messageOfAction, type RuleAction } from './action';
import type { AlertConfiguration } from './configuration';

interface ActionInput extends Commit {
  /** What alerting makes of this commit. */
  readonly follows: readonly ConsoleEvent[];
  readonly news: readonly IncidentNews[];
  /** As it was before the commit. */
  readonly book: Pick<AlertBook, 'alertsIn'>;
  readonly rules: readonly AlertConfiguration[];
  readonly settings: NotificationSettings;
  readonly makeId: () => string;
}

/** Deliveries of a rule's actions name it so in place of a configuration. */
export function configurationIdOf(alertId: string): string {
  return `rule:${alertId}`;
}

/**
 * What the actions of rules send: once for each opening of an alert, when its incident is told, so that whatever keeps an incident
 * quiet keeps its actions quiet too. Pages at the other side (PagerDuty, tickets) are closed when the alert is over.
 */
export function actionMessages(input: ActionInput): EventOf<'notification.raised'>[] {
  const acting = new Map(
    input.rules.flatMap((rule) => ((rule.Actions ?? []).length === 0 ? [] : [[rule.AlertId, rule] as const])),
  );
  if (acting.size === 0) return [];
  const changed = input.follows.flatMap((event) => (event.type === 'alerts.changed' ? event.alerts : []));
  const newest = new Map(changed.map((alert) => [alert.alertId, alert]));
  const told = input.news.flatMap(({ event }) => (opens(event) ? [event.incident?.id ?? ''] : []));
  const firing = new Map<string, Alert>();
  for (const incidentId of told)
    for (const alert of [...input.book.alertsIn(incidentId), ...changed]) {
      const held = newest.get(alert.alertId) ?? alert;
      if (held.incidentId === incidentId && held.status === 'FIRING' && held.suppression === null) firing.set(held.alertId, held);
    }
  const over = changed.filter(({ status }) => status === 'RESOLVED');
  return [
    ...[...firing.values()].flatMap((alert) => sent(alert, acting.get(alert.ruleId ?? ''), 'opens', input)),
    ...over.flatMap((alert) => sent(alert, acting.get(alert.ruleId ?? ''), 'closes', input)),
  ];
}

function opens({ type, incident }: NotificationEvent): boolean {
  return incident !== undefined && (type === 'incident.opened' || type === 'incident.changed' || type === 'incident.escalated');
}

type Lifecycle = 'opens' | 'closes';

function sent(
  alert: Alert,
  rule: AlertConfiguration | undefined,
  lifecycle: Lifecycle,
  input: ActionInput,
): EventOf<'notification.raised'>[] {
  if (rule === undefined) return [];
  return (rule.Actions ?? []).flatMap((action, index) => {
    if (lifecycle === 'closes' && !keepsPage(action)) return [];
    const event = messageOf(alert, rule, action, index, lifecycle, input);
    const opening = lifecycle === 'opens' ? null : { event, at: alert.startedAt, acknowledgedAt: alert.acknowledgedAt };
    const settings = { ...input.settings, Notifications: [configurationOf(rule, action)] };
    const deliveries = planDeliveries({ event, opening, settings, now: input.now, makeId: input.makeId });
    return deliveries.length === 0 ? [] : [{ type: 'notification.raised' as const, at: input.now, event, deliveries }];
  });
}

const paging: ReadonlySet<string> = new Set(['PAGERDUTY', 'SERVICENOW', 'JIRA']);

function keepsPage({ Type }: RuleAction): boolean {
  return paging.has(Type);
}

/** An action was asked for by name: no severity is too low for it. */
function configurationOf({ AlertId, Name }: AlertConfiguration, action: RuleAction): NotificationConfiguration {
  const channel = channelOfAction(action);
  const Channels: Channel[] = [loud(channel)];
  return { NotificationId: configurationIdOf(AlertId), Name, Enabled: true, EventFilters: {}, Channels };
}

function loud(channel: Channel): Channel {
  return channel.Type === 'SMS'
    ? {
        ...channel,
        Configuration: { ...channel.Configuration, MinimumSeverity: channel.Configuration.MinimumSeverity ?? 'INFO' },
      }
    : channel;
}

function messageOf(
  alert: Alert,
  rule: AlertConfiguration,
  action: RuleAction,
  index: number,
  lifecycle: Lifecycle,
  input: ActionInput,
): NotificationEvent {
  const { alertId, executionId, contextId, labels, severity, title, summary, nextStep, startedAt, incidentId } = alert;
  const { view, now } = input;
  const execution = executionId === null ? undefined : view.executions[executionId];
  const scene = sceneOf({ ...input, events: [] });
  const context = contextId === null ? undefined : view.contexts[contextId];
  const key = `rule-alert:${alertId}`;
  const event = anEvent({
    ...(execution === undefined ? {} : aboutExecution(execution, scene, failedOf(execution.executionId, scene).slice(0, 50))),
    type: lifecycle === 'opens' ? 'incident.opened' : 'incident.resolved',
    eventId: `rule-action:${lifecycle}:${alertId}:${index}`,
    occurredAt: lifecycle === 'opens' ? startedAt : now,
    severity,
    title: lifecycle === 'opens' ? title : `Over: ${title}`,
    summary,
    nextSteps: lifecycle === 'opens' && nextStep !== '' ? [nextStep] : [],
    alertKey: key,
    threadKey: key,
    contextId,
    contextName: context?.name ?? null,
    environment: contextId === null ? null : (context?.environment ?? 'production'),
    accountId: labels.account ?? null,
    region: labels.region ?? null,
    planId: execution?.planId ?? null,
    planName: labels.plan ?? execution?.planName ?? null,
    rehearsal: alert.rehearsal,
    custom: {
      source: 'rule',
      name: rule.AlertId,
      data: { rule: rule.Name, alertId, incidentId, labels, value: alert.value, threshold: alert.threshold },
    },
  });
  const words = lifecycle === 'opens' ? messageOfAction(action) : null;
  return words === null ? event : { ...event, summary: written(words, event, input) };
}

/** The action's own words, filled in; where they cannot be, they are sent as they stand, for a message that fails tells nobody. */
function written(words: string, event: NotificationEvent, { settings, now }: ActionInput): string {
  const { Defaults } = settings;
  const scope = scopeOf({ event, delivery: null, digest: [], defaults: Defaults, now, locale: 'en' });
  const rendered = renderLiquid('plain', words, scope, { locale: 'en', zone: Defaults.TimeZone, now });
  return rendered.ok ? rendered.value : words;
}
