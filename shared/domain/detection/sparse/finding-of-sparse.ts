import { ContextId, ExecutionId, type Instant, instantOf, ServerId } from '../../primitives';
import type { FindingDraft } from '../draft';
import type { DurationObservation, LaunchTally, SparseJudgement } from './observation';
import { sayLength } from './say-duration';

/** What an operator calls the things an observation is of, and when it was seen. */
export interface SparseScene {
  /** Engine clock. */
  readonly at: Instant;
  /** When what is judged began. */
  readonly startedAt: Instant;
  readonly serverName: string | null;
  /** `Wave 2 Application`; null of the whole execution. */
  readonly waveLabel: string | null;
}

/** The finding that a duration is unusual; in seconds. Found again of the same execution it is the same. */
export function findingOfSparse(observation: DurationObservation, judged: SparseJudgement, scene: SparseScene): FindingDraft {
  const { metric, contextId, executionId, planName, serverId, seconds, isOver } = observation;
  const whole = metric === 'RecoveryTime' || metric === 'WaveDuration';
  const what = nameOf(observation, scene);
  const usual = judged.usual === null ? '' : `, usually ${sayLength(judged.usual)}`;
  return {
    subject: sparseSubjectOf(observation),
    family: whole ? 'recovery-duration' : 'phase-duration',
    method: 'sparse',
    aspect: 'outlier',
    severity: severityOf(observation, judged),
    score: judged.score,
    title: isOver ? `${what} took ${sayLength(seconds)}${usual}` : `${what} has lasted ${sayLength(seconds)}${usual}`,
    summary: `${planName}: ${judged.facts.slice(0, 3).join(' ')}`,
    nextStep: nextOf(observation, judged),
    since: scene.startedAt,
    lastAt: scene.at,
    contextId: ContextId.parse(contextId),
    executionId: ExecutionId.parse(executionId),
    sourceServerId: serverId === null ? null : ServerId.parse(serverId),
    planName,
    series: null,
    members: [],
    memberCount: 0,
    evidence: {
      value: seconds,
      unit: 'Seconds',
      expected: judged.expected,
      points: [{ at: scene.at, value: seconds, low: judged.expected?.low ?? null, high: judged.expected?.high ?? null }],
      facts: [...judged.facts],
    },
  };
}

/** The same of every look at the same duration of the same execution. */
export function sparseSubjectOf({ metric, contextId, executionId, waveNumber, serverId, phase }: DurationObservation): string {
  return `sparse:${JSON.stringify([metric, contextId, executionId, waveNumber, serverId, phase])}`;
}

/** The finding that more launches of a group failed than its past has it; a share of failures. */
export function findingOfFailures(
  tally: LaunchTally,
  judged: SparseJudgement,
  { at, planName, name }: { readonly at: Instant; readonly planName: string; readonly name: string },
): FindingDraft {
  const { contextId, executionId, executionAtMs, dimension, value, attempts, failures } = tally;
  return {
    subject: `sparse:${JSON.stringify(['LaunchFailures', contextId, executionId, dimension, value])}`,
    family: 'launch-failures',
    method: 'sparse',
    aspect: 'outlier',
    severity: 'HIGH',
    score: judged.score,
    title: `${failures} of ${attempts} launches failed ${name}`,
    summary: `${planName}: ${judged.facts.join(' ')}`,
    nextStep: 'Open the execution, read the launch errors, and remove what the failed servers share before the next wave starts.',
    since: instantOf(executionAtMs),
    lastAt: at,
    contextId: ContextId.parse(contextId),
    executionId: ExecutionId.parse(executionId),
    sourceServerId: null,
    planName,
    series: null,
    members: [],
    memberCount: 0,
    evidence: {
      value: failures / attempts,
      unit: null,
      expected: judged.expected,
      points: [],
      facts: [...judged.facts],
    },
  };
}

/** `Conversion of app-03`, `Wave 2 Application`, `The recovery`. */
function nameOf({ metric, phase, serverId }: DurationObservation, { serverName, waveLabel }: SparseScene): string {
  const server = serverName ?? serverId ?? 'a server';
  switch (metric) {
    case 'PhaseDuration':
      return `${capital(phase ?? 'phase')} of ${server}`;
    case 'ServerRecoveryDuration':
      return `Recovery of ${server}`;
    case 'WaveDuration':
      return waveLabel ?? 'A wave';
    case 'RecoveryTime':
      return 'The recovery';
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** What goes on can still be acted upon. */
function severityOf({ metric, isOver }: DurationObservation, { direction }: SparseJudgement): FindingDraft['severity'] {
  if (direction === 'shorter') return 'INFO';
  if (isOver) return 'LOW';
  return metric === 'RecoveryTime' ? 'HIGH' : 'MEDIUM';
}

function nextOf({ metric, phase, isOver }: DurationObservation, { direction }: SparseJudgement): string {
  if (direction === 'shorter') return 'Nothing needs to be done; see whether everything that should have run did run.';
  if (isOver) return 'Compare this execution with the ones before, and see what changed: data, instance type, load.';
  if (metric === 'WaveDuration' || metric === 'RecoveryTime')
    return 'Open the execution and look at the servers that are not launched yet.';
  switch (phase) {
    case 'SNAPSHOT':
      return 'Look at the server’s replication: backlog, lag, and whether snapshots of its disks are throttled.';
    case 'CONVERSION':
      return 'Look at the conversion server in the staging account: whether it was started, and its quota of instances.';
    default:
      return 'Read the job log of the server, and check EC2 capacity and free addresses in the launch subnet.';
  }
}
