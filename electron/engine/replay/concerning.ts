import type { ConsoleEvent } from '../../../shared/domain/events';
import { serversOfPlan } from '../../../shared/domain/reconcile/plan';
import type { ConsoleState } from '../../../shared/domain/state';

/** What an execution is made of: everything whose events its replay needs. */
export interface Cast {
  readonly executionId: string;
  readonly contextId: string;
  readonly planId: string | null;
  readonly groups: ReadonlySet<string>;
  readonly servers: ReadonlySet<string>;
  readonly jobs: ReadonlySet<string>;
}

/** `state` is that at the end of the recording; null where it does not know the execution. */
export function castOf(executionId: string, state: ConsoleState): Cast | null {
  const facts = state.executions[executionId];
  if (facts === undefined) return null;
  const planId = facts.item?.fact.planId ?? null;
  const plan = planId === null ? undefined : state.plans[planId]?.fact;
  const waves = Object.values(facts.waves);
  const jobs = new Set([...waves.flatMap(({ jobId }) => jobId ?? []), ...(facts.item?.fact.terminateJobIds ?? [])]);
  return {
    executionId,
    contextId: facts.contextId,
    planId,
    groups: new Set(plan?.waves.flatMap(({ protectionGroupId }) => protectionGroupId ?? []) ?? []),
    servers: new Set([
      ...waves.flatMap((wave) => [...wave.serverIds, ...wave.servers.map(({ sourceServerId }) => sourceServerId)]),
      ...[...jobs].flatMap((jobId) => state.jobs[jobId]?.job.fact.servers.map(({ sourceServerId }) => sourceServerId) ?? []),
      ...(plan === undefined ? [] : serversOfPlan(plan, state)),
    ]),
    jobs,
  };
}

/**
 * Chooses, event by event in the journal's order, what a recording of the cast must hold to be rebuilt. Left out: other executions,
 * and whatever says how this console is set up or whom it told (settings, tokens, recipients, messages).
 */
export function concerning(cast: Cast): (event: ConsoleEvent) => boolean {
  const instances = new Set<string>();
  const notices = new Set<string>();
  const has = (set: ReadonlySet<string>, id: string | null): boolean => id !== null && set.has(id);
  return (event) => {
    switch (event.type) {
      case 'session.started':
      case 'session.stopped':
      case 'session.woke':
      case 'clock.changed':
        return true;
      case 'context.opened':
      case 'context.changed':
        return event.context.contextId === cast.contextId;
      case 'source.failed':
      case 'source.recovered':
        return event.contextId === cast.contextId;
      case 'execution-item.observed':
        return event.item.executionId === cast.executionId;
      case 'run.observed':
      case 'message.run-status':
        return event.run.executionId === cast.executionId;
      case 'run-steps.observed':
      case 'message.execution-mail':
      case 'execution.changed':
      case 'wave.changed':
      case 'participant.changed':
      case 'participant.retried':
      case 'command.requested':
      case 'command.ended':
      case 'command.outcome':
        return event.executionId === cast.executionId;
      case 'plan.observed':
        return event.plan.planId === cast.planId;
      case 'plan.gone':
        return event.planId === cast.planId;
      case 'group.observed':
        return cast.groups.has(event.group.groupId);
      case 'job.observed':
        return cast.jobs.has(event.job.jobId);
      case 'job-log.observed':
      case 'message.launch-result':
        return has(cast.jobs, event.jobId);
      case 'server.observed':
        return cast.servers.has(event.server.sourceServerId);
      case 'server.gone':
      case 'message.replication':
      case 'replication.changed':
        return cast.servers.has(event.sourceServerId);
      case 'instance.observed': {
        const isOurs = has(cast.jobs, event.instance.jobId);
        if (isOurs) instances.add(event.instance.recoveryInstanceId);
        return isOurs;
      }
      case 'instance.gone':
        return instances.has(event.recoveryInstanceId);
      case 'notice.raised': {
        const { noticeId, executionId, sourceServerId } = event.notice;
        const isOurs = executionId === null ? has(cast.servers, sourceServerId) : executionId === cast.executionId;
        if (isOurs) notices.add(noticeId);
        return isOurs;
      }
      case 'notice.resolved':
      case 'notice.delivered':
      case 'notice.acknowledged':
        return notices.has(event.noticeId);
      default:
        return false;
    }
  };
}

/** For what was recorded before the execution began: of each of these only the newest counts. Null: it is kept whatever follows. */
export function replacedBy(event: ConsoleEvent): string | null {
  switch (event.type) {
    case 'server.observed':
      return `server ${event.server.sourceServerId}`;
    case 'plan.observed':
      return `plan ${event.plan.planId}`;
    case 'group.observed':
      return `group ${event.group.groupId}`;
    case 'context.opened':
    case 'context.changed':
      return `context ${event.context.contextId}`;
    case 'source.failed':
    case 'source.recovered':
      return `source ${event.sourceKey}`;
    default:
      return null;
  }
}

/** Under which subjects the journal has what was known of the cast before. */
export function subjectsBefore({ contextId, planId, servers }: Cast): string[] {
  return [
    `context:${contextId}`,
    ...(planId === null ? [] : [`plan:${planId}`]),
    ...[...servers].map((server) => `server:${server}`),
  ];
}
