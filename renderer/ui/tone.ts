import type { SourceHealth } from '../../shared/domain/health';
import type { Severity } from '../../shared/domain/notice';
import type { Execution, ExecutionStatus, Phase, WaveStatus } from '../../shared/domain/view';

/** What a state means to an operator. Each tone has one icon and one colour, everywhere. */
export type Tone =
  | 'running'
  | 'waiting'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'unknown'
  | 'quiet'
  | 'snapshot'
  | 'conversion'
  | 'launch';

/** A tone with the word that always stands beside its icon. */
export interface Spoken {
  readonly tone: Tone;
  readonly word: string;
}

export function ofExecution(status: ExecutionStatus): Spoken {
  switch (status) {
    case 'PENDING':
      return { tone: 'quiet', word: 'Pending' };
    case 'RUNNING':
      return { tone: 'running', word: 'Running' };
    case 'PAUSED':
      return { tone: 'waiting', word: 'Paused' };
    case 'CANCELLING':
      return { tone: 'cancelled', word: 'Cancelling' };
    case 'COMPLETED':
      return { tone: 'succeeded', word: 'Completed' };
    case 'FAILED':
      return { tone: 'failed', word: 'Failed' };
    case 'CANCELLED':
      return { tone: 'cancelled', word: 'Cancelled' };
    case 'TIMED_OUT':
      return { tone: 'failed', word: 'Timed out' };
    case 'TERMINATED':
      return { tone: 'cancelled', word: 'Terminated' };
    case 'UNKNOWN':
      return { tone: 'unknown', word: 'Unknown' };
  }
}

export function ofWave(status: WaveStatus): Spoken {
  switch (status) {
    case 'PENDING':
      return { tone: 'quiet', word: 'Pending' };
    case 'RUNNING':
      return { tone: 'running', word: 'Running' };
    case 'COMPLETED':
      return { tone: 'succeeded', word: 'Completed' };
    case 'FAILED':
      return { tone: 'failed', word: 'Failed' };
    case 'CANCELLED':
      return { tone: 'cancelled', word: 'Cancelled' };
  }
}

export function ofPhase(phase: Phase): Spoken {
  switch (phase) {
    case 'WAITING':
      return { tone: 'quiet', word: 'Waiting' };
    case 'SNAPSHOT':
      return { tone: 'snapshot', word: 'Snapshot' };
    case 'CONVERSION':
      return { tone: 'conversion', word: 'Conversion' };
    case 'LAUNCH':
      return { tone: 'launch', word: 'Launch' };
    case 'LAUNCHED':
      return { tone: 'succeeded', word: 'Launched' };
    case 'FAILED':
      return { tone: 'failed', word: 'Failed' };
    case 'TERMINATED':
      return { tone: 'cancelled', word: 'Terminated' };
  }
}

export function ofSeverity(severity: Severity): Spoken {
  switch (severity) {
    case 'CRITICAL':
      return { tone: 'failed', word: 'Critical' };
    case 'HIGH':
      return { tone: 'waiting', word: 'High' };
    case 'MEDIUM':
      return { tone: 'running', word: 'Medium' };
    case 'LOW':
      return { tone: 'cancelled', word: 'Low' };
    case 'INFO':
      return { tone: 'unknown', word: 'Info' };
  }
}

/** How pressing a severity is; higher comes first. */
export const severityRank: Readonly<Record<Severity, number>> = { CRITICAL: 4, HIGH: 3, MEDIUM: 2, LOW: 1, INFO: 0 };

export function ofSource(state: SourceHealth['state']): Spoken {
  switch (state) {
    case 'starting':
      return { tone: 'quiet', word: 'Starting' };
    case 'live':
      return { tone: 'succeeded', word: 'Live' };
    case 'failing':
      return { tone: 'failed', word: 'Failing' };
    case 'not-permitted':
      return { tone: 'waiting', word: 'Not permitted' };
    case 'off':
      return { tone: 'unknown', word: 'Off' };
  }
}

/** DRS replication states; one that is newer than this console is shown as it came. */
export function ofReplication(state: string): Spoken {
  const known = replication.get(state);
  if (known !== undefined) return known;
  const spoken = readReplication(state);
  replication.set(state, spoken);
  return spoken;
}

/** States seen so far: there are few of them, and thousands of servers. */
const replication = new Map<string, Spoken>();

function readReplication(state: string): Spoken {
  const word = sentenceCase(state);
  if (['DISCONNECTED', 'STALLED', 'STOPPED'].includes(state)) return { tone: 'failed', word };
  if (state === 'CONTINUOUS') return { tone: 'succeeded', word };
  if (['PAUSED', 'NOT_STARTED'].includes(state)) return { tone: 'waiting', word };
  if (['INITIAL_SYNC', 'BACKLOG', 'CREATING_SNAPSHOT', 'INITIATING', 'RESCAN'].includes(state)) return { tone: 'running', word };
  return { tone: 'unknown', word };
}

/** `IN_PROGRESS` → `In progress`. */
export function sentenceCase(word: string): string {
  const text = word.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What the platform's own records hide, as a short phrase. */
export function detailWords(detail: Execution['detail'][number]): string {
  switch (detail) {
    case 'siblings-still-launching':
      return 'siblings still launching';
    case 'orchestration-died':
      return 'orchestration died';
    case 'run-left-open':
      return 'run left open';
    case 'job-still-running':
      return 'job still running';
    case 'start-failed':
      return 'start failed';
    case 'cancelled-by-token':
      return 'cancelled by token';
    case 'partial-without-failure':
      return 'reported partial, nothing failed';
    case 'some-servers-failed':
      return 'some servers failed';
    case 'instances-left-running':
      return 'instances left running';
    case 'stale':
      return 'stale';
  }
}

export function isActive(status: ExecutionStatus): boolean {
  return status === 'PENDING' || status === 'RUNNING' || status === 'PAUSED' || status === 'CANCELLING';
}

export function isRecovery(executionType: string): boolean {
  return executionType.toUpperCase() === 'RECOVERY';
}
