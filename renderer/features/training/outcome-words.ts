import type { Outcome, TaskState } from '../../../shared/domain/training/progress';
import { unreachable } from '../../../shared/lib/unreachable';
import { t } from '../../language/language';
import type { Spoken } from '../../ui/tone';

/** What an exercise came to, as state icon and word. */
export function ofOutcome(outcome: Outcome): Spoken {
  switch (outcome) {
    case 'passed':
      return { tone: 'succeeded', word: t('training.passed') };
    case 'late':
      return { tone: 'waiting', word: t('training.passedLate') };
    case 'not-passed':
      return { tone: 'failed', word: t('training.notPassed') };
    default:
      return unreachable(outcome);
  }
}

/** A task's state as icon and word. */
export function ofTask(state: TaskState): Spoken {
  switch (state) {
    case 'ahead':
      return { tone: 'quiet', word: t('training.task:ahead') };
    case 'open':
      return { tone: 'running', word: t('training.task:open') };
    case 'overdue':
      return { tone: 'waiting', word: t('training.task:overdue') };
    case 'done':
      return { tone: 'succeeded', word: t('training.task:done') };
    case 'late':
      return { tone: 'waiting', word: t('training.task:late') };
    case 'broken':
      return { tone: 'failed', word: t('training.task:broken') };
    case 'missed':
      return { tone: 'failed', word: t('training.task:missed') };
    default:
      return unreachable(state);
  }
}
