import type { AuditEntry } from '../../audit/audit-entry';
import { Instant as AuditMoment } from '../../primitives';
import type { JudgedItem } from '../population';

/** When it happened on the clock by which the console works; in a rehearsal that is not the wall's. */
export function momentOf({ data, at }: AuditEntry): AuditEntry['at'] {
  const occurred = AuditMoment.safeParse(data.occurredAt);
  return occurred.success ? occurred.data : at;
}

export function entryItem(entry: AuditEntry, what: string, why: string | null): JudgedItem {
  return { what, at: momentOf(entry), auditSeq: entry.seq, ref: null, why };
}

/** A field of an entry's data where it is text that says something, else null. */
export function textIn({ data }: AuditEntry, field: string): string | null {
  const value = data[field];
  return typeof value === 'string' && value !== '' ? value : null;
}
