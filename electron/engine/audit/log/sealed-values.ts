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
  /** The values that are this text or name it as words of their own, whatever its case. */
  naming(text: string): KeptSealed[];
  /** Destroys these. */
  erase(values: readonly Pick<KeptSealed, 'seq' | 'pointer'>[]): void;
}

const Row = z.object({ seq: z.number(), pointer: z.string(), key: Bytes, value: z.string() });

export function createSealedValues(database: Database): SealedValues {
  const insert = database.command('INSERT INTO audit_sealed (seq, pointer, key, value) VALUES (?, ?, ?, ?)');
  const read = database.query(
    'SELECT seq, pointer, key, value FROM audit_sealed WHERE seq >= ? AND seq <= ? ORDER BY seq, pointer',
    Row,
  );
  const forget = database.command('DELETE FROM audit_sealed WHERE seq >= ? AND seq <= ?');
  const within = database.query(
    'SELECT seq, pointer, key, value FROM audit_sealed WHERE instr(lower(value), lower(?)) > 0 ORDER BY seq, pointer',
    Row,
  );
  const erase = database.command('DELETE FROM audit_sealed WHERE seq = ? AND pointer = ?');
  return {
    seal(fields, keyBytes) {
      const pointers = personalPointers(fields.data);
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
    naming: (text) => {
      const written = JSON.stringify(text).slice(1, -1);
      return within.all(written).filter(({ value }) => standsAlone(value.toLowerCase(), written.toLowerCase()));
    },
    erase(values) {
      for (const { seq, pointer } of values) erase.run(seq, pointer);
    },
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

/** Whether `text` stands somewhere in `value` with no letter or digit at either side: `dan` does not name `jordan`. */
function standsAlone(value: string, text: string): boolean {
  for (let at = value.indexOf(text); at !== -1; at = value.indexOf(text, at + 1)) {
    const around = [value.slice(0, at), value.slice(at + text.length)];
    if (!/[\p{L}\p{N}]$/u.test(around[0] ?? '') && !/^[\p{L}\p{N}]/u.test(around[1] ?? '')) return true;
  }
  return false;
}
