import type { ExecutionDetail } from '../../../view';
import { fails, passes, type RunbookCheck, unknown } from './check';

const dead: ReadonlySet<ExecutionDetail> = new Set<ExecutionDetail>(['orchestration-died', 'run-left-open', 'start-failed']);

/** The Step Functions run and the record of an execution tell the same story. */
export const orchestrationIsAlive: RunbookCheck = {
  name: 'orchestration-is-alive',
  says: 'the orchestration of the execution is alive',
  parameters: [{ name: 'execution' }],
  check({ execution = '' }, { view }) {
    const found = view.executions[execution];
    if (found === undefined) return unknown('The console knows no such execution.');
    const { detail, runStatus, status, observedAt } = found;
    const text = `The execution is ${status}, its run ${runStatus ?? 'not known'}.`;
    return detail.some((one) => dead.has(one)) ? fails(text, observedAt) : passes(text, observedAt);
  },
};
