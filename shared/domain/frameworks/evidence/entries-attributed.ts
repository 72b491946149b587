import type { AuditEntry } from '../../audit/audit-entry';
import type { Facts } from '../facts';
import type { JudgedItem } from '../population';
import { entryItem, textIn } from './entry-items';

/** Entries of these kinds, each with whether it names who it was. */
export function* attributed(
  facts: Facts,
  kinds: readonly string[],
  wordsOf: (entry: AuditEntry) => string,
  lackOf: (entry: AuditEntry) => string | null = () => null,
): Iterable<JudgedItem> {
  for (const entry of facts.audit(kinds)) {
    const who = textIn(entry, 'actor') ?? entry.actor.id;
    yield entryItem(entry, `${wordsOf(entry)}, by ${who}`, who === 'unknown' ? 'It names nobody.' : lackOf(entry));
  }
}
