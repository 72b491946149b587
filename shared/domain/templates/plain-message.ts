import { unreachable } from '../../lib/unreachable';
import type { Severity } from '../notice';
import { formatOf } from '../notifications/delivery';
import type { NotificationEvent } from '../notifications/event';
import type { Rendered } from '../notifications/rendered';
import { cutWhole, fitSms } from '../notifications/sms';
import { escapeHtml, escapeMarkup, escapeSlack } from './escape';
import type { RenderMessageInput } from './render-message';

type Plain = Pick<RenderMessageInput, 'delivery' | 'event' | 'digest'>;

/** The message of last resort: no template, no language, nothing that can fail. */
export function plainMessage({ delivery, event, digest }: Plain): Rendered {
  const title = `${marks(event, delivery.test)}${event.severity}: ${oneLine(event.title)}`;
  const text = [title, event.summary, ...event.nextSteps, ...digest.map((one) => `${one.occurredAt} ${oneLine(one.title)}`)]
    .filter((line) => line !== '')
    .join('\n');
  const format = formatOf[delivery.carrier];
  switch (format) {
    case 'text':
      return { format, subject: cut(title, 99), text };
    case 'mail':
      return { format, subject: cut(title, 200), html: `<pre>${escapeHtml(text)}</pre>`, text, locale: 'en', inline: [] };
    case 'sms':
      return { format, ...smsOf(title) };
    case 'slack':
      return { format, text: cut(escapeSlack(text), 3000), blocks: [], colour: colourOf(event) };
    case 'card':
      return { format, card: plainCard(title, event.summary), text: cut(text, 4000) };
    case 'pagerduty':
      return {
        format,
        action: pagerDutyAction(event),
        summary: cut(title, 1024),
        severity: pagerDutySeverity[event.severity],
        source: event.server?.name ?? event.planName ?? event.contextName ?? 'Tocsin',
        component: event.server?.name ?? null,
        group: event.planName,
        class: event.type,
        details: { summary: event.summary, eventId: event.eventId },
        links: [],
      };
    case 'body':
      return { format, contentType: 'application/json', body: plainJson(event, title) };
    case 'sns':
      return { format, subject: cut(title, 99), message: plainJson(event, title), attributes: snsAttributes(event) };
    case 'desktop':
      return { format, title: cut(title, 100), body: cut(event.summary, 400), urgency: urgencyOf(event.severity) };
    default:
      return unreachable(format);
  }
}

/** `[REHEARSAL] [TEST] `, or nothing. */
export function marks(event: Pick<NotificationEvent, 'rehearsal'>, test: boolean): string {
  return `${event.rehearsal ? '[REHEARSAL] ' : ''}${test ? '[TEST] ' : ''}`;
}

/** Colour of the bar at a message's side, legible on light and on dark ground. */
export const severityColour: Readonly<Record<Severity, string>> = {
  INFO: '#1f6feb',
  LOW: '#4d7c0f',
  MEDIUM: '#b45309',
  HIGH: '#c2410c',
  CRITICAL: '#b91c1c',
};

/** What is over is green, whatever its severity was. */
export function colourOf({ severity, lifecycle }: Pick<NotificationEvent, 'severity' | 'lifecycle'>): string {
  return lifecycle === 'closes' ? '#1a7f37' : severityColour[severity];
}

export const pagerDutySeverity = { INFO: 'info', LOW: 'info', MEDIUM: 'warning', HIGH: 'error', CRITICAL: 'critical' } as const;

/** An event that belongs to no page triggers one of its own. */
export function pagerDutyAction({ lifecycle }: Pick<NotificationEvent, 'lifecycle'>): 'trigger' | 'acknowledge' | 'resolve' {
  switch (lifecycle) {
    case 'acknowledges':
      return 'acknowledge';
    case 'closes':
      return 'resolve';
    case 'opens':
    case 'updates':
    case 'informs':
      return 'trigger';
    default:
      return unreachable(lifecycle);
  }
}

export function urgencyOf(severity: Severity): 'low' | 'normal' | 'critical' {
  if (severity === 'CRITICAL') return 'critical';
  return severity === 'INFO' || severity === 'LOW' ? 'low' : 'normal';
}

/** What subscriptions to a topic may filter by. Never empty: SNS refuses empty values. */
export function snsAttributes(event: NotificationEvent): Record<string, string> {
  const wanted = {
    eventType: event.type,
    severity: event.severity,
    environment: event.environment,
    executionId: event.execution?.id ?? null,
    executionType: event.execution?.type ?? null,
    planName: event.planName,
    rehearsal: String(event.rehearsal),
  };
  return Object.fromEntries(Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, oneLine(value)]] : [])));
}

function smsOf(title: string) {
  const { text, encoding, segments } = fitSms(title, 1);
  return { text, encoding, segments };
}

function plainCard(title: string, summary: string): Record<string, unknown> {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body: [
      { type: 'TextBlock', text: escapeMarkup('card', cut(title, 500)), weight: 'Bolder', wrap: true },
      { type: 'TextBlock', text: escapeMarkup('card', cut(summary, 2000)), wrap: true },
    ],
  };
}

function plainJson(event: NotificationEvent, title: string): string {
  const { eventId, severity, summary, occurredAt, rehearsal } = event;
  return JSON.stringify({ type: event.type, timestamp: occurredAt, data: { eventId, severity, title, summary, rehearsal } });
}

/** Control characters and line breaks out. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** At most `most` characters, whole ones as people see them, with an ellipsis where something was cut. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${cutWhole(text, most - 1, (character) => character.length)}…`;
}
