import { fails, passes, type RunbookCheck, unknown } from './check';

/** No recovery instance of an execution runs any more, and none costs money. */
export const noInstancesLeftRunning: RunbookCheck = {
  name: 'no-instances-left-running',
  says: 'no instance of the execution runs any more',
  parameters: [{ name: 'execution' }],
  check({ execution = '' }, { view }) {
    const found = view.executions[execution];
    if (found === undefined) return unknown('The console knows no such execution.');
    const { instancesRunning, observedAt } = found;
    if (instancesRunning.length === 0) return passes('No instance of it runs.', observedAt);
    return fails(
      `${instancesRunning.length} run: ${instancesRunning.slice(0, 5).join(', ')}${instancesRunning.length > 5 ? ' …' : ''}.`,
      observedAt,
    );
  },
};
