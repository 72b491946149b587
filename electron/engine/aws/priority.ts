import { AsyncLocalStorage } from 'node:async_hooks';

/** How urgent a call is: somebody waits for it, something runs that it tells of, or neither. */
export type Priority = 'asked' | 'running' | 'idle';

export const rank: Readonly<Record<Priority, number>> = { asked: 2, running: 1, idle: 0 };

const current = new AsyncLocalStorage<Priority>();

/** Every call to AWS that `work` leads to is made with this priority. */
export function withPriority<T>(priority: Priority, work: () => Promise<T>): Promise<T> {
  return current.run(priority, work);
}

/** What nobody gave a priority to is an operator's request. */
export function priorityNow(): Priority {
  return current.getStore() ?? 'asked';
}
