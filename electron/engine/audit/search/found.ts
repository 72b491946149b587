import type { AuditFound } from '../../../../shared/contract/audit';
import { AuditEntry } from '../../../../shared/domain/audit/audit-entry';
import type { SiemRecord } from '../../../../shared/domain/audit/siem/record';
import { instantOf } from '../../../../shared/domain/primitives';
import { toBase64 } from '../core/base64';
import type { SealedValues } from '../log/sealed-values';
import type { FoundEntry } from './messages';

/** What else is known of entries, beside the log itself. */
export interface Beside {
  /** Entries under the newest signed checkpoint. */
  readonly signedSize: number;
  readonly sealed: Pick<SealedValues, 'between'>;
}

/** An entry that was found, as it is shown. One whose text was removed keeps its index, its kind and about when it was. */
export function foundOf(found: FoundEntry, { signedSize, sealed }: Beside): AuditFound {
  const { seq } = found;
  const base = { leafHash: toBase64(found.leafHash), signed: seq < signedSize };
  const entry = found.bytes === null ? null : entryIn(found.bytes);
  if (entry === null) return { ...removedEntry(found), ...base, removed: true, disclosed: [] };
  const disclosed = hasSealed(found.bytes) ? sealed.between(seq, seq) : [];
  return {
    ...entry,
    ...base,
    removed: false,
    disclosed: disclosed.map(({ pointer, value }) => ({ pointer, value: JSON.parse(value) })),
  };
}

/** The same for a system that gathers events: what an entry seals stays sealed. */
export function recordOf(found: FoundEntry, { origin, version }: Pick<SiemRecord, 'origin' | 'version'>): SiemRecord {
  const entry = found.bytes === null ? null : entryIn(found.bytes);
  return { entry: entry ?? removedEntry(found), removed: entry === null, leafHash: toBase64(found.leafHash), origin, version };
}

/** Null where the bytes are no entry, as after a fault of the disk: verification says so. */
export function entryIn(bytes: Uint8Array): AuditEntry | null {
  try {
    return AuditEntry.safeParse(JSON.parse(textOf(bytes))).data ?? null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

function removedEntry({ seq, kind, atMs }: FoundEntry): AuditEntry {
  return { v: 1, seq, at: instantOf(atMs), mono: 0, session: '', kind, actor: { id: '-' }, data: {} };
}

function hasSealed(bytes: Uint8Array | null): boolean {
  return bytes !== null && textOf(bytes).includes('"sealed":"');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
