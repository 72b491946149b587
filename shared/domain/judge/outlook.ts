import type { ConsoleEvent } from '../events';
import type { Instant } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import type { ConsoleState } from '../state';

/** What the engine tells `conclude` that neither state nor view knows. */
export interface Outlook {
  /**
   * True until every source of every context has answered, or failed, once since the session started or the computer woke. While
   * true, what was missed is not summed up yet, and whatever ended before `watchingSince` is history even if another source has just
   * said that it goes on.
   */
  readonly baseline: boolean;
}

/**
 * The signature of `conclude`: call it after `viewOf`, on every commit and on a tick, and commit what it answers with the same
 * transaction. After its answers have gone through `evolve` and `viewOf`, it answers `[]`. History (what ended before
 * `state.lastSession.watchingSince`) is recorded but raises no notice of its own; one `missed-while-away` sums it up.
 */
export type Conclude = (state: ConsoleState, view: DomainView, now: Instant, outlook: Outlook) => ConsoleEvent[];
