import type { ConsoleEvent, EventOf } from '../events';
import type { Instant } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import type { ConsoleState } from '../state';
import type { NotificationSettings } from './defaults';

/** What the committer knows once conclusions have settled. */
export interface DecideInput {
  /** Everything recorded in this commit, conclusions included, in order. May be empty: patience runs out with time alone. */
  readonly events: readonly ConsoleEvent[];
  /** As it was before this commit. */
  readonly before: ConsoleState;
  /** As it is after `events`. */
  readonly state: ConsoleState;
  readonly view: DomainView;
  /** Engine clock. */
  readonly now: Instant;
  readonly settings: NotificationSettings;
  /** The whole console rehearses. */
  readonly rehearsal: boolean;
  /** For deliveries; sortable. */
  readonly makeId: () => string;
}

/**
 * What people must be told of a commit, with every delivery of it. Pure. Call it once in every commit, also in one without events (a
 * tick), record its answers in the same transaction, and `evolve` the state by them: what was told is known from `lastEventAt`.
 */
export function decide(_input: DecideInput): EventOf<'notification.raised'>[] {
  return [];
}
