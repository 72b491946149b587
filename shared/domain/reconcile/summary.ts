import { unreachable } from '../../lib/unreachable';
import type { ExecutionDetail, ExecutionStatus, Participant, ServerCounts, Wave } from '../view';
import { counted } from './words';

export interface Told {
  readonly status: ExecutionStatus;
  readonly detail: readonly ExecutionDetail[];
  readonly waves: readonly Wave[];
  readonly counts: ServerCounts;
  readonly failed: readonly Participant[];
  readonly pausedBeforeWave: number | null;
  readonly instances: number;
  readonly errorMessage: string | null;
  readonly runError: string | null;
  readonly runCause: string | null;
}

/** One sentence for an execution: what is happening, or why it ended. Without a full stop, so that it can stand in a line. */
export function summaryOf(told: Told): string {
  switch (told.status) {
    case 'PENDING':
      return 'Accepted, waits for the orchestrator to start it';
    case 'RUNNING':
      return runningSummary(told);
    case 'PAUSED':
      return `Paused before ${pausedLabel(told)}: waits for approval`;
    case 'CANCELLING':
      return 'Being cancelled: no further wave starts, servers already launching go on';
    case 'COMPLETED':
      return completedSummary(told);
    case 'FAILED':
      return failedSummary(told);
    case 'CANCELLED':
      return cancelledSummary(told);
    case 'TIMED_OUT':
      return `Timed out in ${stoppedIn(told)}${left(told)}`;
    case 'TERMINATED':
      return `Stopped from outside in ${stoppedIn(told)}: its run was aborted${left(told)}`;
    case 'UNKNOWN':
      return 'What became of it is not known: neither its run nor a readable status was found';
    default:
      return unreachable(told.status);
  }
}

function runningSummary({ waves, counts }: Told): string {
  if (waves.length === 0) return 'Running; its waves are not known yet';
  const wave = waves.find(({ status }) => status === 'RUNNING');
  if (wave !== undefined) return `${wave.label} is launching: ${launchedOf(wave.counts)}`;
  const next = waves.find(({ status }) => status === 'PENDING');
  if (next === undefined) return `All waves launched, finishing: ${launchedOf(counts)}`;
  return counts.launched === 0 ? `Starting ${next.label}` : `${launchedOf(counts)}, ${next.label} is next`;
}

function completedSummary({ detail, counts }: Told): string {
  if (counts.total === 0) return 'Ended without an error; what it launched is not known';
  if (detail.includes('some-servers-failed'))
    return `Ended with ${counts.failed} of ${counted(counts.total, 'server')} not launched`;
  const launched = counts.total === counts.launched ? `All ${counted(counts.total, 'server')} launched` : launchedOf(counts);
  return detail.includes('partial-without-failure')
    ? `${launched}; the platform calls it partial although none failed`
    : launched;
}

function failedSummary(told: Told): string {
  const { detail, runError } = told;
  if (detail.includes('start-failed')) return 'Never started: the orchestrator has no run of it';
  if (detail.includes('orchestration-died')) {
    const error = runError === null ? '' : ` (${runError})`;
    return `The orchestrator died${error} in ${stoppedIn(told)}: nobody starts what is left${left(told)}`;
  }
  const still = detail.includes('siblings-still-launching') ? `; ${counted(stillLaunching(told), 'server')} still launching` : '';
  return `${failureOf(told)}${still}`;
}

function failureOf({ waves, failed, errorMessage, runCause }: Told): string {
  const wave = waves.find(({ status }) => status === 'FAILED');
  const first = failed[0];
  if (wave === undefined || first === undefined) return errorMessage ?? runCause ?? 'Failed; the platform gives no reason';
  const reason = first.error === null ? '' : `: ${first.error}`;
  const who = failed.length === 1 ? first.serverName : `${counted(failed.length, 'server')} (${first.serverName} first)`;
  return `${wave.label} failed: ${who} failed to launch${reason}`;
}

function cancelledSummary(told: Told): string {
  const { detail } = told;
  if (detail.includes('cancelled-by-token'))
    return `Cancelled: the approval before ${pausedLabel(told)} was refused${left(told)}`;
  if (detail.includes('run-left-open')) return 'Cancelled, but its run is still open and would wait up to a year: stop it';
  if (detail.includes('job-still-running')) {
    return `Cancelled, but DRS goes on: ${counted(stillLaunching(told), 'server')} still launching`;
  }
  return `Cancelled in ${stoppedIn(told)}${left(told)}`;
}

function pausedLabel({ waves, pausedBeforeWave }: Told): string {
  const before =
    waves.find(({ waveNumber }) => waveNumber === pausedBeforeWave) ??
    waves.find(({ status }) => status === 'PENDING' || status === 'CANCELLED');
  return before?.label ?? 'the next wave';
}

function stoppedIn({ waves }: Told): string {
  return waves.filter(({ jobId }) => jobId !== null).at(-1)?.label ?? 'the start';
}

function left({ instances }: Told): string {
  if (instances === 0) return '';
  return `; ${instances === 1 ? '1 instance is' : `${instances} instances are`} left running`;
}

/** Servers of started waves that have not come to an end. */
function stillLaunching({ waves }: Told): number {
  return waves.filter(({ jobId }) => jobId !== null).reduce((sum, { counts }) => sum + counts.waiting + counts.inProgress, 0);
}

function launchedOf(counts: ServerCounts): string {
  const failed = counts.failed === 0 ? '' : `, ${counts.failed} failed`;
  return `${counts.launched} of ${counted(counts.total, 'server')} launched${failed}`;
}
