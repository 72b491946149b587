import { outcomeOf } from '../../metrics/derive/outcomes';
import { type Instant, instantOf, msOf } from '../../primitives';
import type { Execution, Participant, Phase, PhaseSpan, Wave } from '../../view';
import type { DurationObservation } from './observation';

/** A duration of an execution, with what people call it. */
export interface SeenDuration {
  readonly observation: DurationObservation;
  readonly startedAt: Instant;
  readonly serverName: string | null;
  readonly waveLabel: string | null;
}

/** Phases that take time. */
const lasting: ReadonlySet<Phase> = new Set<Phase>(['SNAPSHOT', 'CONVERSION', 'LAUNCH']);

/**
 * Every duration of an execution as it stands at `nowMs`: of phases, servers, waves, and of the whole without the time it waited for a
 * person. What goes on, or was cut short by a failure, has lasted at least so long.
 */
export function durationsOf(execution: Execution, participants: readonly Participant[], nowMs: number): readonly SeenDuration[] {
  if (execution.startedAt === null) return [];
  const scene: Scene = { execution, executionAtMs: msOf(execution.startedAt), nowMs };
  return [
    ...participants.flatMap((participant) => ofServer(scene, participant)),
    ...execution.waves.flatMap((wave) => ofWave(scene, wave)),
    ...ofWhole(scene),
  ];
}

interface Scene {
  readonly execution: Execution;
  readonly executionAtMs: number;
  readonly nowMs: number;
}

function ofServer(scene: Scene, participant: Participant): readonly SeenDuration[] {
  const { sourceServerId, serverName, waveNumber, phases, phase } = participant;
  const waveLabel = scene.execution.waves.find((wave) => wave.waveNumber === waveNumber)?.label ?? null;
  const spans = phases.filter((span) => lasting.has(span.phase));
  const first = spans[0];
  if (first === undefined) return [];
  const isLaunched = phase === 'LAUNCHED' || phase === 'TERMINATED';
  const last = spans.at(-1);
  const of = (
    metric: 'PhaseDuration' | 'ServerRecoveryDuration',
    name: Phase | null,
    seconds: number,
    isOver: boolean,
    startedAt: Instant,
  ) => ({
    observation: observed(scene, { metric, waveNumber, phase: name, serverId: sourceServerId, seconds, isOver }),
    startedAt,
    serverName,
    waveLabel,
  });
  const byPhase = [...new Set(spans.map((span) => span.phase))].map((name) => {
    const those = spans.filter((span) => span.phase === name);
    const seconds = those.reduce((sum, span) => sum + secondsOf(span, scene.nowMs), 0);
    // A phase in which a launch failed was cut short.
    const isOver = those.every(({ endedAt }) => endedAt !== null) && (phase !== 'FAILED' || last?.phase !== name);
    return of('PhaseDuration', name, seconds, isOver, those.at(-1)?.startedAt ?? first.startedAt);
  });
  const endMs = last?.endedAt == null ? scene.nowMs : msOf(last.endedAt);
  const seconds = Math.max(0, endMs - msOf(first.startedAt)) / 1000;
  return [...byPhase, of('ServerRecoveryDuration', null, seconds, isLaunched && last?.endedAt != null, first.startedAt)];
}

function ofWave(scene: Scene, wave: Wave): readonly SeenDuration[] {
  const { waveNumber, label, startedAt, status } = wave;
  if (startedAt === null) return [];
  const seconds = waveSeconds(wave, scene);
  const observation = observed(scene, {
    metric: 'WaveDuration',
    waveNumber,
    phase: null,
    serverId: null,
    seconds,
    isOver: status === 'COMPLETED',
  });
  return [{ observation, startedAt, serverName: null, waveLabel: label }];
}

function ofWhole(scene: Scene): readonly SeenDuration[] {
  const { waves, startedAt } = scene.execution;
  const begun = waves.filter((wave) => wave.startedAt !== null);
  if (begun.length === 0) return [];
  const seconds = begun.reduce((sum, wave) => sum + waveSeconds(wave, scene), 0);
  const outcome = outcomeOf(scene.execution);
  const isOver = outcome === 'succeeded' || outcome === 'with-losses';
  const observation = observed(scene, { metric: 'RecoveryTime', waveNumber: null, phase: null, serverId: null, seconds, isOver });
  return [{ observation, startedAt: startedAt ?? instantOf(scene.executionAtMs), serverName: null, waveLabel: null }];
}

function waveSeconds({ startedAt, endedAt }: Wave, { execution, nowMs }: Scene): number {
  if (startedAt === null) return 0;
  const endMs = endedAt === null ? endOf(execution, nowMs) : msOf(endedAt);
  return Math.max(0, endMs - msOf(startedAt)) / 1000;
}

function endOf({ endedAt }: Execution, nowMs: number): number {
  return endedAt === null ? nowMs : msOf(endedAt);
}

function secondsOf({ startedAt, endedAt }: PhaseSpan, nowMs: number): number {
  return Math.max(0, (endedAt === null ? nowMs : msOf(endedAt)) - msOf(startedAt)) / 1000;
}

type Own = Pick<DurationObservation, 'metric' | 'waveNumber' | 'phase' | 'serverId' | 'seconds' | 'isOver'>;

function observed({ execution, executionAtMs }: Scene, own: Own): DurationObservation {
  const { contextId, planName, executionId } = execution;
  return { contextId, planName, executionId, executionAtMs, ...own };
}
