import type { JournalEntry } from '../../../../shared/domain/events';

/** Splits a feed (newest first) at what the reader has seen: newer entries wait. Null holds nothing back. */
export function heldBack(
  entries: readonly JournalEntry[],
  readUpTo: number | null,
): { readonly shown: readonly JournalEntry[]; readonly waiting: number } {
  if (readUpTo === null) return { shown: entries, waiting: 0 };
  const shown = entries.filter((entry) => entry.seq <= readUpTo);
  return { shown, waiting: entries.length - shown.length };
}
