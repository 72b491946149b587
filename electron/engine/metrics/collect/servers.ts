import type { EventOf } from '../../../../shared/domain/events';
import { msOf, secondsBetween } from '../../../../shared/domain/primitives';
import type { Participant } from '../../../../shared/domain/view';
import type { Collector, Facts, Measured } from './collector';
import { planLabels } from './executions';

/** What became of servers in waves, and how long each part of their way took. */
export const servers: Collector = {
  counted(event, facts) {
    if (event.type === 'participant.retried') return [counted('LaunchRetries', event, facts, msOf(event.at))];
    return event.type === 'participant.changed' ? ofParticipant(event, facts) : [];
  },
};

type Told = EventOf<'participant.changed'> | EventOf<'participant.retried'>;

function ofParticipant(event: EventOf<'participant.changed'>, facts: Facts): readonly Measured[] {
  const { executionId, sourceServerId, to } = event;
  const participant = facts.view.participants[`${executionId}/${sourceServerId}`];
  const isEnd = to === 'LAUNCHED' || to === 'FAILED' || to === 'TERMINATED';
  const phases = isEnd && participant !== undefined ? phasesOf(participant, event, facts) : [];
  // Of what was over before anybody watched, nothing but its durations is told.
  if (event.past === true) return phases;
  const atMs = participant?.phaseSince == null ? msOf(event.at) : msOf(participant.phaseSince);
  return [
    ...phases,
    ...(to === 'LAUNCHED' ? [counted('ServersLaunched', event, facts, atMs), ...recoveryOf(participant, event, facts)] : []),
    ...(to === 'FAILED' ? [counted('ServersFailed', event, facts, atMs)] : []),
    ...pointOf(participant, event, facts),
  ];
}

function labelsOf({ executionId, waveNumber }: Told, { view }: Facts) {
  const execution = view.executions[executionId];
  const wave = execution?.waves.find((one) => one.waveNumber === waveNumber);
  return { ...planLabels(execution, ''), wave: wave?.label ?? `Wave ${waveNumber + 1}` };
}

function counted(name: string, event: Told, facts: Facts, atMs: number): Measured {
  return { name, contextId: event.contextId, labels: labelsOf(event, facts), atMs, value: 1 };
}

function phasesOf({ phases }: Participant, event: Told, facts: Facts): readonly Measured[] {
  const labels = { ...labelsOf(event, facts), server: event.sourceServerId };
  return phases.flatMap(({ phase, startedAt, endedAt }) =>
    endedAt === null
      ? []
      : [
          {
            name: 'PhaseDuration',
            contextId: event.contextId,
            labels: { ...labels, phase },
            atMs: msOf(endedAt),
            value: Math.max(0, secondsBetween(startedAt, endedAt)),
          },
        ],
  );
}

function recoveryOf(participant: Participant | undefined, event: Told, facts: Facts): readonly Measured[] {
  const begun = participant?.phases[0]?.startedAt;
  if (begun === undefined || participant?.phaseSince == null) return [];
  return [
    {
      name: 'ServerRecoveryDuration',
      contextId: event.contextId,
      labels: { ...labelsOf(event, facts), server: event.sourceServerId },
      atMs: msOf(participant.phaseSince),
      value: Math.max(0, secondsBetween(begun, participant.phaseSince)),
    },
  ];
}

/** The lag when the launch began; only as long as the view shows that moment. */
function pointOf(
  participant: Participant | undefined,
  event: EventOf<'participant.changed'>,
  { view, isNew }: Facts,
): readonly Measured[] {
  const { executionId, sourceServerId, contextId, from, to } = event;
  if (!isNew || (from !== null && from !== 'WAITING') || to === 'WAITING') return [];
  const lag = view.servers[sourceServerId]?.lagSeconds ?? null;
  if (lag === null) return [];
  const labels = { ...planLabels(view.executions[executionId], ''), server: sourceServerId };
  const begun = participant?.phases[0]?.startedAt;
  return [{ name: 'RecoveryPoint', contextId, labels, atMs: msOf(begun ?? event.at), value: lag }];
}
