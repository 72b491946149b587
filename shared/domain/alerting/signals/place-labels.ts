import { type Objectives, objectiveOf } from '../../objectives';
import type { ContextId, ExecutionId, ServerId } from '../../primitives';
import type { DomainView } from '../../reconcile/domain-view';
import type { Participant } from '../../view';
import { type LaunchCause, launchCauseOf, launchCauseOfEvent } from '../causes/launch-cause';
import type { Labels } from '../labels';

interface Place {
  readonly contextId: ContextId | null;
  readonly executionId: ExecutionId | null;
  readonly sourceServerId: ServerId | null;
}

/**
 * Where in the topology something is: context, account and region, plan with its tier and execution, wave, server, job and instance, and
 * of a failed launch subnet, zone, instance type and cause, all as far as known.
 */
export function placeLabels(
  { contextId, executionId, sourceServerId }: Place,
  view: DomainView,
  settings: { readonly objectives: Objectives } | null = null,
): Labels {
  if (contextId === null && executionId === null && sourceServerId === null) return nowhere;
  const context = contextId === null ? undefined : view.contexts[contextId];
  const execution = executionId === null ? undefined : view.executions[executionId];
  const participant = view.participants[`${executionId}/${sourceServerId}`];
  const wave = execution?.waves.find(({ waveNumber }) => waveNumber === participant?.waveNumber);
  const server = sourceServerId === null ? undefined : view.servers[sourceServerId];
  const tier = settings === null || execution === undefined ? null : objectiveOf(settings, execution.planId).tier;
  const cause = participant === undefined ? null : causeOfLaunch(participant);
  return known({
    context: contextId,
    environment: context === undefined ? null : context.environment,
    account: execution?.accountId ?? server?.accountId ?? context?.accountId,
    region: execution?.region ?? server?.region ?? context?.region,
    plan: execution?.planName,
    planId: execution?.planId,
    tier: tier === null ? null : String(tier),
    execution: executionId,
    executionType: execution?.executionType,
    wave: participant === undefined ? null : String(participant.waveNumber),
    waveLabel: wave?.label,
    job: wave?.jobId,
    server: sourceServerId,
    serverName: participant?.serverName ?? server?.name,
    instance: participant?.recoveryInstanceId,
    instanceType: participant?.instanceType,
    cause: cause?.causeId,
    ...cause?.labels,
  });
}

const nowhere: Labels = {};

/** Why this launch failed, as far as its error or the last line of its job log tells. */
export function causeOfLaunch({ phase, rawError, lastEvent }: Participant): LaunchCause | null {
  if (phase !== 'FAILED') return null;
  const event = lastEvent?.event ?? null;
  return rawError === null ? launchCauseOfEvent(event) : launchCauseOf(rawError, event);
}

/** Only what is known: an absent label is an empty one. */
export function known(labels: Readonly<Record<string, string | null | undefined>>): Labels {
  const entries = Object.entries(labels).flatMap(([name, value]): [string, string][] =>
    value === null || value === undefined || value === '' ? [] : [[name, value]],
  );
  return Object.fromEntries(entries);
}
