import { fails, passes, type RunbookCheck, unknown } from './check';

/** An execution does not wait for somebody. */
export const executionGoesOn: RunbookCheck = {
  name: 'execution-goes-on',
  says: 'the execution does not wait for anybody',
  parameters: [{ name: 'execution' }],
  check({ execution = '' }, { view }) {
    const found = view.executions[execution];
    if (found === undefined) return unknown('The console knows no such execution.');
    const { status, pausedBeforeWave, pausedSince, observedAt } = found;
    if (status !== 'PAUSED') return passes(`The execution is ${status}.`, observedAt);
    const before = pausedBeforeWave === null ? '' : ` before wave ${pausedBeforeWave + 1}`;
    return fails(`It waits${before}${pausedSince === null ? '' : ` since ${pausedSince}`}.`, observedAt);
  },
};
