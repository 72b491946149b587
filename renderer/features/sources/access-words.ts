import type { CallCount, ContextState, ProfileItem, ProfileKind } from '../../../shared/contract/contexts';
import type { Spoken } from '../../ui/tone';

/** How a context stands, as icon and word. */
export function ofContext(state: ContextState): Spoken {
  switch (state) {
    case 'starting':
      return { tone: 'quiet', word: 'Starting' };
    case 'live':
      return { tone: 'succeeded', word: 'Signed in' };
    case 'needs-code':
      return { tone: 'waiting', word: 'Needs a code' };
    case 'needs-sign-in':
      return { tone: 'waiting', word: 'Needs a sign-in' };
    case 'expired':
      return { tone: 'unknown', word: 'Expired' };
    case 'failing':
      return { tone: 'failed', word: 'Failing' };
    case 'cannot-work':
      return { tone: 'failed', word: 'Cannot work' };
    case 'off':
      return { tone: 'unknown', word: 'Not watched' };
  }
}

const kinds: Readonly<Record<ProfileKind, string>> = {
  keys: 'access keys',
  environment: 'keys in the environment',
  process: 'a program gives keys',
  sso: 'IAM Identity Center',
  'web-identity': 'web identity',
  machine: 'this machine’s role',
  login: 'AWS login',
  search: 'found by the AWS SDK',
  role: 'role',
};

/** "role, from hub, from keys, with a code" */
export function howItSignsIn({ kind, sources, needsCode, ssoSession }: ProfileItem): string {
  if (kind === null) return 'not known';
  const session = ssoSession === null ? [] : [kind === 'sso' ? `session ${ssoSession}` : `signed in to ${ssoSession}`];
  return [kinds[kind], ...sources.map((source) => `from ${source}`), ...session, ...(needsCode ? ['with a code'] : [])].join(
    ', ',
  );
}

/** Calls of one service, over all operations and the contexts given. */
export interface ServiceCalls {
  readonly service: string;
  readonly total: number;
  readonly lastMinute: number;
  readonly waited: number;
  readonly longestWaitMs: number;
  readonly throttled: number;
}

/** Sums calls by service, the busiest first. */
export function byService(calls: readonly CallCount[]): readonly ServiceCalls[] {
  const sums = new Map<string, ServiceCalls>();
  for (const call of calls) {
    const sum = sums.get(call.service);
    sums.set(call.service, {
      service: call.service,
      total: (sum?.total ?? 0) + call.total,
      lastMinute: (sum?.lastMinute ?? 0) + call.lastMinute,
      waited: (sum?.waited ?? 0) + call.waited,
      longestWaitMs: Math.max(sum?.longestWaitMs ?? 0, call.longestWaitMs),
      throttled: (sum?.throttled ?? 0) + call.throttled,
    });
  }
  return [...sums.values()].sort(
    (a, b) => b.lastMinute - a.lastMinute || b.total - a.total || a.service.localeCompare(b.service),
  );
}
