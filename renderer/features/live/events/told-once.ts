import type { JournalEntry } from '../../../../shared/domain/events';

/**
 * A feed (newest first) without alerts that were raised again only for better words: to a reader that is the same alert. The one
 * that came first stays, at its time; the alert itself shows the newest words.
 */
export function toldOnce(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const first = new Map<string, number>();
  for (const { seq, event } of entries) if (event.type === 'notice.raised') first.set(event.notice.noticeId, seq);
  return entries.filter(({ seq, event }) => event.type !== 'notice.raised' || first.get(event.notice.noticeId) === seq);
}
