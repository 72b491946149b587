import { freshnessOf } from '../../../health';
import { msOf } from '../../../primitives';
import { fails, passes, type RunbookCheck, unknown } from './check';
import { sourcesOf } from './named';

/** What the console reads of a context, or one source of it, is current. */
export const sourceAnswers: RunbookCheck = {
  name: 'source-answers',
  says: 'the sources answer',
  parameters: [
    { name: 'context', usual: '' },
    { name: 'source', usual: '' },
  ],
  check({ context = '', source = '' }, { view, now }) {
    const wanted = source.toLowerCase();
    const sources = sourcesOf(view, context).filter(
      (one) => wanted === '' || one.source === wanted || one.chip.toLowerCase() === wanted,
    );
    const [first] = sources;
    if (first === undefined) return unknown('The console reads no such source now.');
    const silent = sources.filter((one) => one.state === 'failing' || freshnessOf(one, msOf(now)) === 'stale');
    if (silent.length === 0) return passes(`${sources.length} sources answer.`, first.lastSuccessAt);
    const named = silent.slice(0, 3).map(({ title, error }) => `${title}${error === null ? '' : ` (${error.message})`}`);
    return fails(`${silent.length} of ${sources.length} do not: ${named.join('; ')}`, silent[0]?.lastSuccessAt ?? null);
  },
};
