import { fails, passes, type RunbookCheck, unknown } from './check';
import { sourcesOf } from './named';

/** No source of a context lacks a permission. */
export const nothingIsDenied: RunbookCheck = {
  name: 'nothing-is-denied',
  says: 'no permission is missing for what the console reads',
  parameters: [{ name: 'context', usual: '' }],
  check({ context = '' }, { view }) {
    const sources = sourcesOf(view, context);
    if (sources.length === 0) return unknown('The console watches no such context now.');
    const denied = sources.filter(({ state, error }) => state === 'not-permitted' || error?.code === 'not-permitted');
    const [first] = denied;
    if (first === undefined) return passes('The console may read everything it asks for.');
    const actions = denied.map(({ error, title }) => error?.action ?? title);
    return fails(`Missing: ${[...new Set(actions)].join(', ')}.`, first.lastAttemptAt);
  },
};
