import type { Context } from '../context';
import type { Notice } from '../notice';
import { type Instant, NoticeId } from '../primitives';
import { launchErrorOf } from '../reconcile/launch-error';
import type { Execution, Participant, PlanView, ServerView } from '../view';
import { aNotice, isGrave, kindOfRun } from './notice-form';

/** A server failed to launch. Its reason may arrive after the failure itself; the notice is then raised again with better words. */
export function launchFailedNotice(
  participant: Participant,
  execution: Execution,
  context: Context | undefined,
  at: Instant,
): Notice {
  const { executionId, sourceServerId, serverName, attempt, waveNumber, rawError } = participant;
  const wave = execution.waves.find((each) => each.waveNumber === waveNumber)?.label ?? `Wave ${waveNumber + 1}`;
  const error = rawError === null ? null : launchErrorOf(rawError);
  return aNotice({
    noticeId: NoticeId.parse(`server-launch-failed:${executionId}:${sourceServerId}:${attempt ?? 1}`),
    kind: 'server-launch-failed',
    severity: isGrave(execution, context) ? 'CRITICAL' : 'HIGH',
    title: `${serverName} failed to launch`,
    body: `${execution.planName}, ${kindOfRun(execution).toLowerCase()}, ${wave}: ${error?.text ?? 'AWS has not said why yet'}.`,
    nextStep: error?.next ?? 'Open the server and read its job log.',
    contextId: execution.contextId,
    executionId,
    sourceServerId,
    raisedAt: at,
    needsAnswer: true,
    rehearsal: context?.rehearsal ?? false,
  });
}

/** Replication of a server stalled: plans that have it cannot start, and what could be recovered grows old. */
export function stalledNotice(server: ServerView, plans: readonly PlanView[], context: Context | undefined, at: Instant): Notice {
  const { sourceServerId, name, replicationError, contextId } = server;
  const cause = replicationError === null ? '' : ` (${replicationError})`;
  const blocked = plans.filter(({ blockingServerIds }) => blockingServerIds.includes(sourceServerId));
  const consequence = blocked.map(({ planName, readiness }) => ` ${planName} ${readiness}.`).join('');
  return aNotice({
    noticeId: NoticeId.parse(`replication-stalled:${sourceServerId}:${at}`),
    kind: 'replication-stalled',
    severity: 'HIGH',
    title: `${name} stopped replicating`,
    body: `Replication of ${name} is stalled${cause}.${consequence}`,
    nextStep: `Check the replication agent on ${name} and its way to the staging area.`,
    contextId,
    executionId: null,
    sourceServerId,
    raisedAt: at,
    needsAnswer: true,
    rehearsal: context?.rehearsal ?? false,
  });
}
