import { unreachable } from '../../../lib/unreachable';
import { type Outcome, outcomeOf } from '../../metrics/derive/outcomes';
import type { Execution } from '../../view';
import type { Facts } from '../facts';
import type { JudgedItem } from '../population';

/** Executions of the period, of this type (`ANY`: of every). */
export function executionsOf(facts: Facts, type: 'DRILL' | 'RECOVERY' | 'ANY'): readonly Execution[] {
  return facts.executions().filter(({ executionType }) => type === 'ANY' || executionType === type);
}

/** Those that came to an end of their own: what a person cancelled says nothing of whether it would have worked. */
export function endedOf(facts: Facts, type: 'DRILL' | 'RECOVERY' | 'ANY'): readonly Execution[] {
  return executionsOf(facts, type).filter((one) => !['open', 'cancelled'].includes(outcomeOf(one)));
}

export function executionItem(facts: Facts, execution: Execution, why: string | null): JudgedItem {
  const { executionId, planName, executionType, startedAt } = execution;
  return {
    what: `${planName}, ${wordOf(executionType)}`,
    at: startedAt,
    auditSeq: facts.entryOfExecution(executionId),
    ref: { kind: 'execution', id: executionId },
    why,
  };
}

function wordOf(executionType: string): string {
  return executionType === 'DRILL' || executionType === 'RECOVERY' ? executionType.toLowerCase() : executionType;
}

/** In words, why it did not recover everything; null where it did. */
export function failureOf({ summary, ...execution }: Execution): string | null {
  const outcome: Outcome = outcomeOf(execution);
  switch (outcome) {
    case 'succeeded':
    case 'cancelled':
    case 'open':
      return null;
    case 'with-losses':
      return `It completed, but ${execution.counts.failed} of ${execution.counts.total} servers failed.`;
    case 'failed':
      return execution.errorMessage ?? summary;
    default:
      return unreachable(outcome);
  }
}
