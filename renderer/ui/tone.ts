import type { SourceHealth } from '../../shared/domain/health';
import type { Severity } from '../../shared/domain/notice';
import { findMessage } from '../../shared/domain/templates/messages';
import type { Execution, ExecutionStatus, Phase, WaveStatus } from '../../shared/domain/view';
import { language, t } from '../language/language';

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
  const word = t(`ui.execution:${status}`);
  switch (status) {
    case 'PENDING':
      return { tone: 'quiet', word };
    case 'RUNNING':
      return { tone: 'running', word };
    case 'PAUSED':
      return { tone: 'waiting', word };
    case 'CANCELLING':
      return { tone: 'cancelled', word };
    case 'COMPLETED':
      return { tone: 'succeeded', word };
    case 'FAILED':
      return { tone: 'failed', word };
    case 'CANCELLED':
      return { tone: 'cancelled', word };
    case 'TIMED_OUT':
      return { tone: 'failed', word };
    case 'TERMINATED':
      return { tone: 'cancelled', word };
    case 'UNKNOWN':
      return { tone: 'unknown', word };
  }
}

export function ofWave(status: WaveStatus): Spoken {
  const word = t(`ui.wave:${status}`);
  switch (status) {
    case 'PENDING':
      return { tone: 'quiet', word };
    case 'RUNNING':
      return { tone: 'running', word };
    case 'COMPLETED':
      return { tone: 'succeeded', word };
    case 'FAILED':
      return { tone: 'failed', word };
    case 'CANCELLED':
      return { tone: 'cancelled', word };
  }
}

export function ofPhase(phase: Phase): Spoken {
  const word = t(`ui.phase:${phase}`);
  switch (phase) {
    case 'WAITING':
      return { tone: 'quiet', word };
    case 'SNAPSHOT':
      return { tone: 'snapshot', word };
    case 'CONVERSION':
      return { tone: 'conversion', word };
    case 'LAUNCH':
      return { tone: 'launch', word };
    case 'LAUNCHED':
      return { tone: 'succeeded', word };
    case 'FAILED':
      return { tone: 'failed', word };
    case 'TERMINATED':
      return { tone: 'cancelled', word };
  }
}

export function ofSeverity(severity: Severity): Spoken {
  const word = t(`ui.severity:${severity}`);
  switch (severity) {
    case 'CRITICAL':
      return { tone: 'failed', word };
    case 'HIGH':
      return { tone: 'waiting', word };
    case 'MEDIUM':
      return { tone: 'running', word };
    case 'LOW':
      return { tone: 'cancelled', word };
    case 'INFO':
      return { tone: 'unknown', word };
  }
}

/** How pressing a severity is; higher comes first. */
export const severityRank: Readonly<Record<Severity, number>> = { CRITICAL: 4, HIGH: 3, MEDIUM: 2, LOW: 1, INFO: 0 };

export function ofSource(state: SourceHealth['state']): Spoken {
  const word = t(`ui.source:${state}`);
  switch (state) {
    case 'starting':
      return { tone: 'quiet', word };
    case 'live':
      return { tone: 'succeeded', word };
    case 'failing':
      return { tone: 'failed', word };
    case 'not-permitted':
      return { tone: 'waiting', word };
    case 'off':
      return { tone: 'unknown', word };
  }
}

/** DRS replication states; one that is newer than this console is shown as it came. */
export function ofReplication(state: string): Spoken {
  const key = `${language()} ${state}`;
  const known = replication.get(key);
  if (known !== undefined) return known;
  const spoken = { tone: replicationTone(state), word: stateWord(state) };
  replication.set(key, spoken);
  return spoken;
}

/** States seen so far: there are few of them, and thousands of servers. */
const replication = new Map<string, Spoken>();

function replicationTone(state: string): Tone {
  if (['DISCONNECTED', 'STALLED', 'STOPPED'].includes(state)) return 'failed';
  if (state === 'CONTINUOUS') return 'succeeded';
  if (['PAUSED', 'NOT_STARTED'].includes(state)) return 'waiting';
  return ['INITIAL_SYNC', 'BACKLOG', 'CREATING_SNAPSHOT', 'INITIATING', 'RESCAN'].includes(state) ? 'running' : 'unknown';
}

/** `IN_PROGRESS` → `In progress`. */
export function sentenceCase(word: string): string {
  const text = word.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A state of AWS, of DRS or of ours (`STALLED`, `INITIAL_SYNC`) with a capital, in the language in force where messages know it. */
export function stateWord(state: string): string {
  if (language() === 'en') return sentenceCase(state);
  const own = ownStates.find((one) => one === state.toUpperCase());
  if (own !== undefined) return t(`ui.state:${own}`);
  return findMessage(`word.${state.toUpperCase().replace(/[^A-Z0-9]+/g, '-')}`, language()) ?? sentenceCase(state);
}

/** States that no message tells of. */
const ownStates = ['CREATING_SNAPSHOT', 'NOT_STARTED', 'PENDING', 'SHUTTING-DOWN', 'STOPPING', 'SUCCEEDED'] as const;

/** What the platform's own records hide, as a short phrase. */
export function detailWords(detail: Execution['detail'][number]): string {
  return t(`ui.detail:${detail}`);
}

export function isActive(status: ExecutionStatus): boolean {
  return status === 'PENDING' || status === 'RUNNING' || status === 'PAUSED' || status === 'CANCELLING';
}

export function isRecovery(executionType: string): boolean {
  return executionType.toUpperCase() === 'RECOVERY';
}
