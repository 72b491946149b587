import { unreachable } from '../../../lib/unreachable';
import type { Notice } from '../../notice';
import { SecurityCategory } from '../../security/security-event';
import type { NotificationEventType } from '../event-types';
import type { Opening } from '../plan/plan-deliveries';
import { placeOf, planOfServer, waveOf } from './facts';
import type { Commit } from './scene';

/** The event that opened the page of this alert, as filters see it; null where it never was a page. */
export function openingOf(notice: Notice, commit: Commit): Opening | null {
  const type = notice.needsAnswer ? typeOf(notice, commit) : null;
  if (type === null) return null;
  const { view } = commit;
  const execution = notice.executionId === null ? undefined : view.executions[notice.executionId];
  const place = placeOf(notice.contextId, commit);
  const participant = view.participants[`${notice.executionId}/${notice.sourceServerId}`];
  const ofServer = execution === undefined && notice.sourceServerId !== null ? planOfServer(notice.sourceServerId, commit) : null;
  const server = notice.sourceServerId === null ? undefined : view.servers[notice.sourceServerId];
  return {
    event: {
      type,
      severity: notice.severity,
      environment: place.environment,
      accountId: execution?.accountId ?? (execution === undefined ? server?.accountId : null) ?? place.accountId,
      region: execution?.region ?? (execution === undefined ? server?.region : null) ?? place.region,
      planId: execution?.planId ?? ofServer?.planId ?? null,
      planName: execution?.planName ?? ofServer?.planName ?? null,
      execution: execution === undefined ? null : { type: execution.executionType },
      wave: waveOf(execution, waveNumberOf(notice) ?? participant?.waveNumber ?? null),
      server: participant === undefined ? null : { waveNumber: participant.waveNumber },
    },
    at: notice.raisedAt,
    acknowledgedAt: notice.acknowledgedAt,
  };
}

function typeOf(notice: Notice, { view }: Commit): NotificationEventType | null {
  switch (notice.kind) {
    case 'execution-failed': {
      const status = notice.executionId === null ? null : view.executions[notice.executionId]?.status;
      return status === 'TIMED_OUT' ? 'execution.timed-out' : 'execution.failed';
    }
    case 'execution-paused':
      return 'execution.paused';
    case 'execution-cancelled': {
      const status = notice.executionId === null ? null : view.executions[notice.executionId]?.status;
      return status === 'TERMINATED' ? 'execution.terminated' : 'execution.cancelled';
    }
    case 'server-launch-failed':
      return 'server.launch-failed';
    case 'replication-stalled':
      return 'drs.replication-stalled';
    case 'security':
      return securityType(categoryOf(notice));
    case 'quota-near':
      return 'health.quota-near';
    case 'our-own-trouble':
      return 'health.own-error';
    case 'execution-completed':
    case 'missed-while-away':
      return null;
    default:
      return unreachable(notice.kind);
  }
}

/** A pause is about the wave that waits. */
export function waveNumberOf({ kind, noticeId }: Notice): number | null {
  if (kind !== 'execution-paused') return null;
  const number = Number(noticeId.slice(noticeId.lastIndexOf(':') + 1));
  return Number.isInteger(number) ? number : null;
}

/** The id of a security alert names its category. */
function categoryOf({ noticeId }: Notice): SecurityCategory | null {
  return SecurityCategory.options.find((category) => noticeId.includes(`:${category}:`)) ?? null;
}

/** The kind of event that a finding of the trail is. */
export function securityType(category: SecurityCategory | null): NotificationEventType {
  switch (category) {
    case 'failed-sign-in':
      return 'security.failed-sign-in';
    case 'denied-call':
      return 'security.denied-call';
    case 'orchestration-tampering':
    case 'blinds-monitoring':
      return 'security.tampering';
    case 'destroys-recovery':
    case 'real-failover':
    case 'weakens-readiness':
    case 'data-and-keys':
    case null:
      return 'security.destructive-call';
    default:
      return unreachable(category);
  }
}
