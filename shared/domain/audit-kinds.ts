import { unreachable } from '../lib/unreachable';
import { kindOf } from './detection/finding';
import type { ConsoleEvent, EventOf, EventType } from './events';

/** What the audit trail keeps of a kind of event, or of a command: its dotted kind, or why it keeps nothing. */
export type Audited = { readonly kind: string } | { readonly none: string };

const fact: Audited = {
  none: 'A fact as a source stated it; the journal keeps it, and what follows from it is audited as a change.',
};

/** Every event kind. Where the kind depends on the content (`execution.changed`), the family is named here and `auditOf` is exact. */
export const auditKindOf: { readonly [T in EventType]: Audited } = {
  'session.started': { kind: 'session.started' },
  'session.stopped': { kind: 'session.stopped' },
  'session.woke': { kind: 'session.woke' },
  'clock.changed': { kind: 'clock.changed' },
  'database.set-aside': { kind: 'database.set-aside' },
  'settings.changed': { kind: 'configuration.changed' },
  'boards.changed': { kind: 'configuration.changed' },
  'token.made': { kind: 'access.token-made' },
  'token.revoked': { kind: 'access.token-revoked' },
  'access.refused': { kind: 'access.refused' },
  'context.opened': { kind: 'context.opened' },
  'context.changed': { kind: 'configuration.changed' },
  'source.failed': { kind: 'source.failed' },
  'source.recovered': { kind: 'source.recovered' },
  'queue.created': { kind: 'queue.created' },
  'queue.lost': { kind: 'queue.lost' },
  'execution-item.observed': fact,
  'run.observed': fact,
  'run-steps.observed': fact,
  'plan.observed': fact,
  'plan.gone': fact,
  'group.observed': fact,
  'job.observed': fact,
  'job-log.observed': fact,
  'server.observed': fact,
  'server.gone': fact,
  'instance.observed': fact,
  'instance.gone': fact,
  'quota-limits.observed': fact,
  'message.launch-result': fact,
  'message.replication': fact,
  'message.run-status': fact,
  'message.execution-mail': fact,
  'message.other': fact,
  'message.receipt': fact,
  'message.security': { kind: 'security.observed' },
  'message.malformed': { kind: 'message.malformed' },
  'logs.pattern': fact,
  'execution.changed': { kind: 'execution.changed' },
  'wave.changed': { kind: 'wave.changed' },
  'participant.changed': { kind: 'server.changed' },
  'participant.retried': { kind: 'server.launch-retried' },
  'replication.changed': { kind: 'replication.changed' },
  'notice.raised': { kind: 'notice.raised' },
  'notice.resolved': { kind: 'notice.resolved' },
  'notice.delivered': { kind: 'notice.delivered' },
  'notice.acknowledged': { kind: 'notice.acknowledged' },
  'command.requested': { kind: 'command.requested' },
  'command.ended': { kind: 'command.ended' },
  'command.outcome': { kind: 'command.outcome' },
  'setup.began': { kind: 'setup.began' },
  'setup.stepped': { kind: 'setup.stepped' },
  'setup.ended': { kind: 'setup.ended' },
  'setup.verified': { kind: 'setup.verified' },
  'custom.received': { kind: 'custom.received' },
  'notification.raised': { kind: 'notification.raised' },
  'delivery.sending': { none: 'The attempt and its outcome are audited together, when it ended.' },
  'delivery.attempted': { kind: 'delivery.attempted' },
  'delivery.changed': { kind: 'delivery.changed' },
  'notifications.changed': { kind: 'configuration.changed' },
  'template.changed': { kind: 'configuration.changed' },
  'alerts.changed': { kind: 'alert.changed' },
  'incident.changed': { kind: 'incident.changed' },
  'rule.state-changed': { kind: 'rule.state-changed' },
  'silence.changed': { kind: 'silence.changed' },
  'severity.corrected': { kind: 'severity.corrected' },
  'alert-rules.changed': { kind: 'configuration.changed' },
  'alerting.changed': { kind: 'configuration.changed' },
  'on-call.changed': { kind: 'configuration.changed' },
  'findings.changed': { kind: 'finding.changed' },
  'finding.judged': { kind: 'finding.judged' },
  'detection.changed': { kind: 'configuration.changed' },
  'forecast.noted': { none: 'What is foreseen changes nothing; a warning is a finding, and is audited as one.' },
  'training.started': { kind: 'training.started' },
  'training.seen': { none: 'Looking at something changes nothing.' },
  'training.answered': { kind: 'training.answered' },
  'training.hinted': { none: 'A hint that was read changes nothing; the end of the exercise tells of it.' },
  'training.ended': { kind: 'training.ended' },
  'audit.began': { kind: 'audit.began' },
  'audit.recovered': { kind: 'audit.recovered' },
  'audit.rolled-back': { kind: 'audit.rolled-back' },
  'audit.key-lost': { kind: 'audit.key-lost' },
  'audit.key-rotated': { kind: 'audit.key-rotated' },
  'audit.removed': { kind: 'audit.removed' },
  'audit.erased': { kind: 'audit.erased' },
  'audit.witnessed': { kind: 'audit.witnessed' },
  'audit.witness-failed': { kind: 'audit.witness-failed' },
  'audit.cosigned': { kind: 'audit.cosigned' },
  'audit.exported': { kind: 'audit.exported' },
  'audit.verified': { kind: 'audit.verified' },
  'audit.settings-changed': { kind: 'configuration.changed' },
  'reports.changed': { kind: 'configuration.changed' },
  'framework.changed': { kind: 'configuration.changed' },
  'report.run-changed': { kind: 'report.changed' },
  'report.taken': { kind: 'report.taken' },
  'evidence.changed': { kind: 'evidence.changed' },
};

/** An entry's kind and data: ids, before and after, reason. Never the raw answer of a source, and no secrets. */
export interface AuditContent {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the audit trail keeps of one event; null where `auditKindOf` gives a reason for nothing. */
export function auditOf(event: ConsoleEvent): AuditContent | null {
  const audited = auditKindOf[event.type];
  if ('none' in audited) return null;
  return { kind: exactKind(event) ?? audited.kind, data: dataOf(event) };
}

function exactKind(event: ConsoleEvent): string | null {
  switch (event.type) {
    case 'execution.changed':
      return executionKind(event);
    case 'participant.changed':
      return participantKind(event);
    case 'wave.changed':
      return `wave.${event.to === 'RUNNING' ? 'started' : event.to.toLowerCase()}`;
    default:
      return null;
  }
}

function executionKind({ from, to }: EventOf<'execution.changed'>): string {
  if (from === to) return 'execution.updated';
  switch (to) {
    case 'PENDING':
      return 'execution.accepted';
    case 'RUNNING':
      return from === 'PAUSED' ? 'execution.resumed' : 'execution.started';
    case 'TIMED_OUT':
      return 'execution.timed-out';
    case 'PAUSED':
    case 'CANCELLING':
    case 'COMPLETED':
    case 'FAILED':
    case 'CANCELLED':
    case 'TERMINATED':
    case 'UNKNOWN':
      return `execution.${to.toLowerCase()}`;
    default:
      return unreachable(to);
  }
}

function participantKind({ to }: EventOf<'participant.changed'>): string {
  switch (to) {
    case 'LAUNCHED':
      return 'server.launched';
    case 'FAILED':
      return 'server.launch-failed';
    case 'TERMINATED':
      return 'server.terminated';
    default:
      return 'server.changed';
  }
}

/** Notices and contexts by id and words; everything else is small already, without its type and its raw source. */
function dataOf(event: ConsoleEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case 'notice.raised': {
      const { noticeId, kind, severity, title, body, contextId, executionId, sourceServerId } = event.notice;
      return { occurredAt: event.at, noticeId, kind, severity, title, body, contextId, executionId, sourceServerId };
    }
    case 'notification.raised': {
      const { eventId, type, severity, title, contextId, executionId } = {
        ...event.event,
        executionId: event.event.execution?.id ?? null,
      };
      const deliveries = event.deliveries.map(({ deliveryId, carrier, destinationLabel, why, suppressed }) => ({
        deliveryId,
        carrier,
        destination: destinationLabel,
        why,
        suppressed,
      }));
      return { occurredAt: event.at, eventId, type, severity, title, contextId, executionId, deliveries };
    }
    case 'alerts.changed': {
      const alerts = event.alerts.map(({ alertId, status, severity, incidentId, suppression }) => ({
        alertId,
        status,
        severity,
        incidentId,
        suppressedBy: suppression?.by ?? null,
      }));
      return { occurredAt: event.at, alerts };
    }
    case 'incident.changed': {
      const { incidentId, number, status, severity, title, acknowledgedBy, mergedInto } = event.incident;
      const entries = event.entries.map(({ kind, text, by }) => ({ kind, text, by }));
      return { occurredAt: event.at, incidentId, number, status, severity, title, acknowledgedBy, mergedInto, entries };
    }
    case 'findings.changed': {
      const findings = event.findings.map(
        ({ findingId, family, aspect, severity, score, title, policy, openedAt, endedAt, endedBecause }) => ({
          findingId,
          kind: kindOf({ family, aspect }),
          severity,
          score,
          title,
          alerts: policy.alerts,
          openedAt,
          endedAt,
          endedBecause,
        }),
      );
      return { occurredAt: event.at, findings };
    }
    case 'message.malformed': {
      const { contextId, messageId, reason, sizeBytes } = event;
      return { occurredAt: event.at, contextId, messageId, reason, sizeBytes };
    }
    default: {
      const { type: _, at, ...data } = event;
      return { occurredAt: at, ...withoutRaw(data) };
    }
  }
}

function withoutRaw(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { raw: _, ...rest } = data;
  return rest;
}
