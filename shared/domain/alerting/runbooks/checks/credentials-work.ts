import type { SourceError } from '../../../health';
import { fails, passes, type RunbookCheck, unknown } from './check';
import { sourcesOf } from './named';

const aboutCredentials: ReadonlySet<SourceError['code']> = new Set<SourceError['code']>([
  'expired-session',
  'wrong-credentials',
  'no-credentials',
  'needs-code',
  'needs-sign-in',
  'bad-profile',
]);

/** AWS takes the credentials of a context. */
export const credentialsWork: RunbookCheck = {
  name: 'credentials-work',
  says: 'AWS takes the credentials',
  parameters: [{ name: 'context', usual: '' }],
  check({ context = '' }, { view }) {
    const sources = sourcesOf(view, context);
    if (sources.length === 0) return unknown('The console watches no such context now.');
    const refused = sources.find(({ error }) => error !== null && aboutCredentials.has(error.code));
    if (refused?.error) return fails(`${refused.title}: ${refused.error.message} ${refused.error.next}`, refused.lastAttemptAt);
    const answered = sources.find(({ lastSuccessAt }) => lastSuccessAt !== null);
    if (answered === undefined) return unknown('Nothing has answered yet.');
    return passes('No source reports a fault of the credentials.', answered.lastSuccessAt);
  },
};
