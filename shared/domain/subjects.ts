import { unreachable } from '../lib/unreachable';
import type { ConsoleEvent } from './events';
import type { Notice } from './notice';
import { type Instant, msOf } from './primitives';
import { indexJobs, indexOpenMembers } from './reconcile/indexes';
import type { ConsoleState } from './state';

/**
 * The things an event is about, as `execution:<id>`, `server:<id>`, `job:<id>`, `instance:<id>`, `plan:<id>`, `context:<id>`, `security:<category>`: the index
 * behind "raw events of this thing". What a job or a server says also counts for the executions they take part in, a server's only
 * while the execution goes on. `state` is the one the event has been added to. Each subject once.
 */
export function subjectsOf(event: ConsoleEvent, state: ConsoleState): string[] {
  return [...new Set(about(event, state))];
}

function about(event: ConsoleEvent, state: ConsoleState): readonly string[] {
  switch (event.type) {
    case 'context.opened':
    case 'context.changed':
      return [`context:${event.context.contextId}`];
    case 'source.failed':
    case 'source.recovered':
    case 'quota-limits.observed':
    case 'queue.created':
    case 'queue.lost':
    case 'message.other':
    case 'message.receipt':
    case 'message.malformed':
      return [`context:${event.contextId}`];
    case 'evidence.changed':
      return ['evidence:all'];
    case 'message.security':
      return [`context:${event.contextId}`, 'security:all', `security:${event.finding.category}`];
    case 'logs.pattern':
      return [`context:${event.contextId}`, 'logs:all', ...executionsAt(event.contextId, event.lastAt, state)];
    case 'execution-item.observed':
      return [execution(event.item.executionId), `plan:${event.item.planId}`];
    case 'run.observed':
    case 'message.run-status':
      return [execution(event.run.executionId)];
    case 'run-steps.observed':
    case 'execution.changed':
    case 'wave.changed':
      return [execution(event.executionId)];
    case 'message.execution-mail':
      return [
        ...(event.executionId === null ? [] : [execution(event.executionId)]),
        ...(event.planId === null ? [] : [`plan:${event.planId}`]),
      ];
    case 'plan.observed':
      return [`plan:${event.plan.planId}`];
    case 'plan.gone':
      return [`plan:${event.planId}`];
    case 'group.observed':
      return plansOfGroup(event.group.groupId, state);
    case 'job.observed':
      return [...job(event.job.jobId, state), ...event.job.servers.map((row) => `server:${row.sourceServerId}`)];
    case 'job-log.observed':
      return [...job(event.jobId, state), ...event.items.flatMap((line) => server(line.sourceServerId))];
    case 'server.observed':
      return [...server(event.server.sourceServerId), ...openExecutions(event.server.sourceServerId, state)];
    case 'server.gone':
      return server(event.sourceServerId);
    case 'message.replication':
      return [...server(event.sourceServerId), ...openExecutions(event.sourceServerId, state)];
    case 'replication.changed':
      return [...server(event.sourceServerId), ...openExecutions(event.sourceServerId, state)];
    case 'message.launch-result':
      return [...server(event.sourceServerId), ...(event.jobId === null ? [] : job(event.jobId, state))];
    case 'instance.observed': {
      const { recoveryInstanceId, sourceServerId, jobId } = event.instance;
      return [`instance:${recoveryInstanceId}`, ...server(sourceServerId), ...(jobId === null ? [] : job(jobId, state))];
    }
    case 'instance.gone':
      return [`instance:${event.recoveryInstanceId}`];
    case 'participant.changed':
    case 'participant.retried':
      return [execution(event.executionId), ...server(event.sourceServerId)];
    case 'notice.raised':
      return ofNotice(event.notice);
    case 'notice.resolved':
    case 'notice.delivered':
    case 'notice.acknowledged':
      return ofNotice(state.notices[event.noticeId]);
    case 'command.requested':
      return [
        ...(event.executionId === null ? [] : [execution(event.executionId)]),
        ...(event.contextId === null ? [] : [`context:${event.contextId}`]),
      ];
    case 'command.ended':
      return event.executionId === null ? [] : [execution(event.executionId)];
    case 'command.outcome':
      return [execution(event.executionId)];
    case 'setup.began':
    case 'setup.stepped':
    case 'setup.ended':
    case 'setup.verified':
      return [`setup:${event.contextId}`, `context:${event.contextId}`];
    case 'custom.received':
      return [
        ...(event.executionId === null ? [] : [execution(event.executionId)]),
        ...(event.contextId === null ? [] : [`context:${event.contextId}`]),
      ];
    case 'notification.raised':
      return event.event.execution === null ? [] : [execution(event.event.execution.id)];
    case 'alerts.changed':
      return event.alerts.map(({ incidentId }) => `incident:${incidentId}`);
    case 'incident.changed': {
      const { incidentId, executionId, contextId } = event.incident;
      return [
        `incident:${incidentId}`,
        ...(executionId === null ? [] : [execution(executionId)]),
        ...(contextId === null ? [] : [`context:${contextId}`]),
      ];
    }
    case 'rule.state-changed':
      return [`rule:${event.ruleId}`];
    case 'findings.changed':
      return event.findings.flatMap(({ findingId, executionId, sourceServerId }) => [
        `finding:${findingId}`,
        ...(executionId === null ? [] : [execution(executionId)]),
        ...server(sourceServerId),
      ]);
    case 'finding.judged':
      return [`finding:${event.findingId}`];
    case 'forecast.noted':
      return ['forecasts:all', execution(event.executionId)];
    case 'silence.changed':
      return ['silences:all'];
    case 'severity.corrected':
      return ['severity:all'];
    case 'delivery.sending':
    case 'delivery.attempted':
    case 'delivery.changed':
      return [`delivery:${event.deliveryId}`];
    case 'training.started':
    case 'training.seen':
    case 'training.answered':
    case 'training.hinted':
    case 'training.ended':
      return ['training:all', `training:${event.sessionId}`];
    case 'report.run-changed':
      return [`report:${event.run.reportId}`];
    case 'audit.began':
    case 'audit.recovered':
    case 'audit.rolled-back':
    case 'audit.key-lost':
    case 'audit.key-rotated':
    case 'audit.removed':
    case 'audit.erased':
    case 'audit.witnessed':
    case 'audit.witness-failed':
    case 'audit.cosigned':
    case 'audit.exported':
    case 'audit.verified':
    case 'audit.settings-changed':
    case 'reports.changed':
    case 'framework.changed':
    case 'report.taken':
    case 'alert-rules.changed':
    case 'alerting.changed':
    case 'on-call.changed':
    case 'detection.changed':
    case 'notifications.changed':
    case 'template.changed':
    case 'session.started':
    case 'session.stopped':
    case 'session.woke':
    case 'clock.changed':
    case 'database.set-aside':
    case 'settings.changed':
    case 'boards.changed':
    case 'token.made':
    case 'token.revoked':
    case 'access.refused':
      return [];
    default:
      return unreachable(event);
  }
}

function execution(id: string): string {
  return `execution:${id}`;
}

function server(id: string | null): string[] {
  return id === null ? [] : [`server:${id}`];
}

function job(id: string, state: ConsoleState): string[] {
  const owner = indexJobs(state.executions).get(id);
  return owner === undefined ? [`job:${id}`] : [`job:${id}`, execution(owner.executionId)];
}

function openExecutions(serverId: string, state: ConsoleState): string[] {
  return (indexOpenMembers(state.executions).get(serverId) ?? []).map(execution);
}

/** Executions of a context that went on at that moment, or had just ended: errors are often written on the way out. */
function executionsAt(contextId: string, at: Instant, state: ConsoleState): string[] {
  return Object.values(state.executions).flatMap(({ executionId, contextId: owner, item }) => {
    const { startedAt = null, endedAt = null } = item?.fact ?? {};
    const isThen = startedAt !== null && startedAt <= at && (endedAt === null || msOf(at) - msOf(endedAt) <= 60_000);
    return owner === contextId && isThen ? [execution(executionId)] : [];
  });
}

function plansOfGroup(groupId: string, state: ConsoleState): string[] {
  return Object.values(state.plans).flatMap(({ fact }) =>
    fact.waves.some(({ protectionGroupId }) => protectionGroupId === groupId) ? [`plan:${fact.planId}`] : [],
  );
}

function ofNotice(notice: Notice | undefined): string[] {
  if (notice === undefined) return [];
  return [
    ...(notice.executionId === null ? [] : [execution(notice.executionId)]),
    ...server(notice.sourceServerId),
    ...(notice.contextId === null ? [] : [`context:${notice.contextId}`]),
  ];
}
