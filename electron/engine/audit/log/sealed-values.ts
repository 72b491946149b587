import { z } from 'zod';
import { personalPointers } from '../../../../shared/domain/audit/personal';
import { Bytes, type Database } from '../../journal/database';
import { canonicalJson } from '../core/canonical';
import { atPointer, seal } from '../core/sealed';
import type { AuditFields } from '../entry';

/** What an entry seals: the place within it (RFC 6901), the key, and the value's canonical JSON. */
export interface SealedValue {
  readonly pointer: string;
  readonly key: Uint8Array;
  readonly value: string;
}

export interface KeptSealed extends SealedValue {
  readonly seq: number;
}

/** Values of persons, kept outside the entries that seal them, so that they can be destroyed. All within the caller's transaction. */
export interface SealedValues {
  /** The fields with personal data sealed under keys of its own. */
  seal(fields: AuditFields, keyBytes: () => Uint8Array): { readonly open: AuditFields; readonly values: readonly SealedValue[] };
  keep(seq: number, value: SealedValue): void;
  /** What is still there of the entries from `first` to `last`. */
  between(first: number, last: number): KeptSealed[];
  /** Forgets what the entries from `first` to `last` seal. */
  forget(first: number, last: number): void;
  /** How many values equal this text, whatever its case, and in how many entries. */
  count(text: string): { readonly values: number; readonly entries: number };
  /** Destroys them; answers how many they were. */
  erase(text: string): number;
}

const Row = z.object({ seq: z.number(), pointer: z.string(), key: Bytes, value: z.string() });
const Counted = z.object({ entries: z.number(), n: z.number() });

export function createSealedValues(database: Database): SealedValues {
  const insert = database.command('INSERT INTO audit_sealed (seq, pointer, key, value) VALUES (?, ?, ?, ?)');
  const read = database.query(
    'SELECT seq, pointer, key, value FROM audit_sealed WHERE seq >= ? AND seq <= ? ORDER BY seq, pointer',
    Row,
  );
  const forget = database.command('DELETE FROM audit_sealed WHERE seq >= ? AND seq <= ?');
  const count = database.query(
    'SELECT count(DISTINCT seq) AS entries, count(*) AS n FROM audit_sealed WHERE value = ?1 COLLATE NOCASE',
    Counted,
  );
  const erase = database.command('DELETE FROM audit_sealed WHERE value = ?1 COLLATE NOCASE');
  return {
    seal(fields, keyBytes) {
      const pointers = personalPointers(fields.kind, fields.data);
      if (pointers.length === 0) return { open: fields, values: [] };
      const values: SealedValue[] = [];
      let data: unknown = fields.data;
      for (const pointer of pointers) {
        const found = atPointer(data, pointer);
        if (!found.ok) continue;
        const text = canonicalJson(found.value);
        const key = keyBytes();
        const sealed = seal(found.value, key);
        if (!text.ok || !sealed.ok) continue;
        data = withAt(data, pointer.split('/').slice(1), sealed.value);
        values.push({ pointer: `/data${pointer}`, key, value: text.value });
      }
      return { open: { ...fields, data: recordOf(data) }, values };
    },
    keep: (seq, { pointer, key, value }) => void insert.run(seq, pointer, key, value),
    between: (first, last) => read.all(first, last),
    forget: (first, last) => void forget.run(first, last),
    count(text) {
      const found = count.first(JSON.stringify(text));
      return { values: found?.n ?? 0, entries: found?.entries ?? 0 };
    },
    erase: (text) => erase.run(JSON.stringify(text)),
  };
}

/** A copy with `value` at the place that `path` names; the place exists. */
function withAt(node: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
  if (Array.isArray(node)) return node.map((inner, index) => (String(index) === name ? withAt(inner, rest, value) : inner));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, key === name ? withAt(inner, rest, value) : inner]));
}

function recordOf(value: unknown): AuditFields['data'] {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
