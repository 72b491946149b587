import type { ContextState } from '../../../shared/contract/contexts';
import type { SourceHealth } from '../../../shared/domain/health';
import type { ProfileProblem } from '../aws/profiles/credential-plan';

export interface StateOfContext {
  readonly state: ContextState;
  readonly message: string | null;
  readonly next: string | null;
}

/**
 * Whether a context has a way into its account, from what its profile says and what STS answered last. `identity` is the health of
 * the source that asks who we are; undefined while it has not begun.
 */
export function stateOf(
  isWatched: boolean,
  problem: ProfileProblem | null,
  identity: Pick<SourceHealth, 'state' | 'error'> | undefined,
): StateOfContext {
  if (!isWatched)
    return { state: 'off', message: 'Nobody watches this context.', next: 'Watch it again on the accounts screen.' };
  if (problem !== null) return { state: 'cannot-work', message: problem.message, next: problem.next };
  if (identity === undefined) return { state: 'starting', message: null, next: null };
  const { error } = identity;
  const said = { message: error?.message ?? null, next: error?.next ?? null };
  switch (error?.code) {
    case 'needs-code':
      return { state: 'needs-code', ...said };
    case 'needs-sign-in':
      return { state: 'needs-sign-in', ...said };
    case 'expired-session':
      return { state: 'expired', ...said };
    default:
      if (identity.state === 'live') return { state: 'live', message: null, next: null };
      return { state: identity.state === 'starting' ? 'starting' : 'failing', ...said };
  }
}
