import type { IconActivity } from '@tabler/icons-react';

/** One thing that can be found or done. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** What it is, at the right edge: `execution`, `server`, `place`, `action`. */
  readonly kind: string;
  readonly icon: typeof IconActivity;
  /** More words by which it is found, such as ids. */
  readonly words: string;
  readonly run: () => void;
}

/**
 * The first `most` entries in which every word of the query occurs. Labels that begin with the query come first; without a query,
 * everything in its own order.
 */
export function matchEntries(entries: readonly Entry[], query: string, most: number): readonly Entry[] {
  const text = query.trim().toLowerCase();
  if (text === '') return entries.slice(0, most);
  const words = text.split(/\s+/);
  const found = entries.filter((entry) => {
    const hay = `${entry.label} ${entry.kind} ${entry.words}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const begins = (entry: Entry): number => Number(!entry.label.toLowerCase().startsWith(text));
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, most);
}
