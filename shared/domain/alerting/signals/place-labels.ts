import type { ContextId, ExecutionId, ServerId } from '../../primitives';
import type { DomainView } from '../../reconcile/domain-view';
import type { Labels } from '../labels';

interface Place {
  readonly contextId: ContextId | null;
  readonly executionId: ExecutionId | null;
  readonly sourceServerId: ServerId | null;
}

/** Where in the topology something is: context, account and region, plan and execution, wave, server, job and instance, as far as known. */
export function placeLabels({ contextId, executionId, sourceServerId }: Place, view: DomainView): Labels {
  const context = contextId === null ? undefined : view.contexts[contextId];
  const execution = executionId === null ? undefined : view.executions[executionId];
  const participant = view.participants[`${executionId}/${sourceServerId}`];
  const wave = execution?.waves.find(({ waveNumber }) => waveNumber === participant?.waveNumber);
  const server = sourceServerId === null ? undefined : view.servers[sourceServerId];
  return known({
    context: contextId,
    environment: context === undefined ? null : context.environment,
    account: execution?.accountId ?? server?.accountId ?? context?.accountId,
    region: execution?.region ?? server?.region ?? context?.region,
    plan: execution?.planName,
    planId: execution?.planId,
    execution: executionId,
    executionType: execution?.executionType,
    wave: participant === undefined ? null : String(participant.waveNumber),
    waveLabel: wave?.label,
    job: wave?.jobId,
    server: sourceServerId,
    serverName: participant?.serverName ?? server?.name,
    instance: participant?.recoveryInstanceId,
  });
}

/** Only what is known: an absent label is an empty one. */
export function known(labels: Readonly<Record<string, string | null | undefined>>): Labels {
  const entries = Object.entries(labels).flatMap(([name, value]): [string, string][] =>
    value === null || value === undefined || value === '' ? [] : [[name, value]],
  );
  return Object.fromEntries(entries);
}
