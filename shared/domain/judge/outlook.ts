/** What the engine tells `conclude` that neither state nor view knows. */
export interface Outlook {
  /**
   * True until every source of every context has answered, or failed, once since the session started or the computer woke. While
   * true, what was missed is not summed up yet, and whatever ended before `watchingSince` is history even if another source has just
   * said that it goes on.
   */
  readonly baseline: boolean;
}
