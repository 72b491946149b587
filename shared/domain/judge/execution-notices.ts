import type { Context } from '../context';
import type { Notice, NoticeKind, Severity } from '../notice';
import type { Instant } from '../primitives';
import { NoticeId } from '../primitives';
import { counted } from '../reconcile/words';
import type { Execution } from '../view';
import { aNotice, isGrave, kindOfRun } from './notice-form';

/** The notice that belongs to where an execution stands, or null where there is nothing to tell. */
export function executionNotice(execution: Execution, context: Context | undefined, at: Instant): Notice | null {
  const grave = isGrave(execution, context);
  switch (execution.status) {
    case 'FAILED':
    case 'TIMED_OUT':
      return about(execution, context, at, 'execution-failed', grave ? 'CRITICAL' : 'HIGH', {
        title: `${execution.planName} ${execution.status === 'FAILED' ? 'failed' : 'timed out'}`,
        body: `${kindOfRun(execution)}: ${execution.summary}.`,
        nextStep: stepAfterFailure(execution),
        needsAnswer: true,
      });
    case 'PAUSED':
      return about(execution, context, at, 'execution-paused', execution.executionType === 'RECOVERY' ? 'CRITICAL' : 'HIGH', {
        title: `${execution.planName} waits for approval`,
        body: `${nextWave(execution)} waits for approval: ${kindOfRun(execution).toLowerCase()}, ${launchedOf(execution)}.`,
        nextStep: 'Check the servers launched so far, then resume or cancel.',
        needsAnswer: true,
      });
    case 'COMPLETED':
      return about(execution, context, at, 'execution-completed', 'INFO', {
        title: `${execution.planName} completed`,
        body: `${kindOfRun(execution)}: ${execution.summary}.`,
        nextStep:
          execution.executionType === 'DRILL'
            ? 'Check the servers, then terminate the drill instances.'
            : 'Check the servers before users return.',
        needsAnswer: false,
      });
    case 'CANCELLED':
    case 'TERMINATED': {
      const isOpen = execution.detail.includes('run-left-open');
      return about(execution, context, at, 'execution-cancelled', isOpen ? 'MEDIUM' : 'LOW', {
        title: `${execution.planName} was ${execution.status === 'CANCELLED' ? 'cancelled' : 'stopped'}`,
        body: `${kindOfRun(execution)}: ${execution.summary}.`,
        nextStep: isOpen ? 'Stop the run that was left open.' : stepAfterEnd(execution),
        needsAnswer: isOpen,
      });
    }
    default:
      return null;
  }
}

interface Words {
  readonly title: string;
  readonly body: string;
  readonly nextStep: string;
  readonly needsAnswer: boolean;
}

function about(
  execution: Execution,
  context: Context | undefined,
  at: Instant,
  kind: NoticeKind,
  severity: Severity,
  words: Words,
): Notice {
  const occurrence = kind === 'execution-paused' ? `:${execution.pausedBeforeWave ?? 'next'}` : '';
  const { contextId, executionId } = execution;
  return aNotice({
    ...words,
    noticeId: NoticeId.parse(`${kind}:${executionId}${occurrence}`),
    kind,
    severity,
    contextId,
    executionId,
    sourceServerId: null,
    raisedAt: at,
    rehearsal: context?.rehearsal ?? false,
  });
}

function stepAfterFailure(execution: Execution): string {
  if (execution.detail.includes('start-failed')) return 'Read the orchestrator’s log, then start the plan again.';
  return execution.counts.failed > 0
    ? 'Remove the cause, terminate what was launched, then start the plan again.'
    : 'Read why it failed, terminate what was launched, then start the plan again.';
}

function stepAfterEnd({ instancesRunning }: Execution): string {
  const { length } = instancesRunning;
  return length === 0
    ? 'Start the plan again when it is wanted.'
    : `Keep or terminate ${counted(length, 'instance')} that it launched.`;
}

function nextWave({ waves, pausedBeforeWave }: Execution): string {
  return waves.find(({ waveNumber }) => waveNumber === pausedBeforeWave)?.label ?? 'The next wave';
}

function launchedOf({ counts }: Execution): string {
  return `${counts.launched} of ${counted(counts.total, 'server')} launched`;
}
