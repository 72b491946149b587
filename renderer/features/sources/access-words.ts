import type { CallCount, ContextState, ProfileItem } from '../../../shared/contract/contexts';
import { t } from '../../language/language';
import type { Spoken } from '../../ui/tone';

/** How a context stands, as icon and word. */
export function ofContext(state: ContextState): Spoken {
  const word = t(`sources.state:${state}`);
  switch (state) {
    case 'starting':
      return { tone: 'quiet', word };
    case 'live':
      return { tone: 'succeeded', word };
    case 'needs-code':
      return { tone: 'waiting', word };
    case 'needs-sign-in':
      return { tone: 'waiting', word };
    case 'expired':
      return { tone: 'unknown', word };
    case 'failing':
      return { tone: 'failed', word };
    case 'cannot-work':
      return { tone: 'failed', word };
    case 'off':
      return { tone: 'unknown', word };
  }
}

/** "role, from hub, from keys, with a code" */
export function howItSignsIn({ kind, sources, needsCode, ssoSession }: ProfileItem): string {
  if (kind === null) return t('sources.kindUnknown');
  const session = ssoSession === null ? [] : [t(kind === 'sso' ? 'sources.session' : 'sources.signedInTo', { name: ssoSession })];
  return [
    t(`sources.kind:${kind}`),
    ...sources.map((source) => t('sources.from', { source })),
    ...session,
    ...(needsCode ? [t('sources.withCode')] : []),
  ].join(', ');
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
