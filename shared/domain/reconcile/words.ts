/** Words of the sources, folded to one case and sorted into what they mean. Unknown words stay as they are. */

export function upper(word: string): string {
  return word.trim().toUpperCase();
}

export type ItemStanding =
  | 'pending'
  | 'active'
  | 'paused'
  | 'cancelling'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'timed-out'
  | 'partial'
  | 'aborted'
  | 'unknown';

const itemStandings: Readonly<Record<string, ItemStanding>> = {
  PENDING: 'pending',
  RUNNING: 'active',
  POLLING: 'active',
  PAUSE_PENDING: 'active',
  INITIATED: 'active',
  LAUNCHING: 'active',
  STARTED: 'active',
  IN_PROGRESS: 'active',
  PAUSED: 'paused',
  CANCELLING: 'cancelling',
  COMPLETED: 'completed',
  SUCCEEDED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  TIMEOUT: 'timed-out',
  TIMED_OUT: 'timed-out',
  PARTIAL: 'partial',
  TERMINATED: 'aborted',
  ABORTED: 'aborted',
};

/** What the status of an execution item means (aws-contracts 1.1). */
export function itemStanding(status: string): ItemStanding {
  return itemStandings[upper(status)] ?? 'unknown';
}

export type RunStanding = 'open' | 'succeeded' | 'failed' | 'timed-out' | 'aborted' | 'unknown';

const runStandings: Readonly<Record<string, RunStanding>> = {
  RUNNING: 'open',
  PENDING_REDRIVE: 'open',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
  ABORTED: 'aborted',
};

/** What the status of a Step Functions run means. */
export function runStanding(status: string): RunStanding {
  return runStandings[upper(status)] ?? 'unknown';
}

/** "Wave 1 Database": data count waves from 0, people and the platform's mails from 1. */
export function waveLabel(waveNumber: number, waveName: string): string {
  return waveName === '' ? `Wave ${waveNumber + 1}` : `Wave ${waveNumber + 1} ${waveName}`;
}

/** `1 server`, `3 servers`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
