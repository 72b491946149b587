import { z } from 'zod';
import { AuditEntry } from '../../../../shared/domain/audit/audit-entry';
import { Instant, instantOf } from '../../../../shared/domain/primitives';
import type { Period } from '../../../../shared/domain/reports/blocks';
import { Bytes, type Database } from '../../journal/database';
import { SLICE } from './walk';

/** The audit log as reports read it. */
export interface AuditReader {
  entries(period: Period, kinds: readonly string[]): Iterable<AuditEntry>;
  count(period: Period, kinds: readonly string[]): number;
  size(): number;
  /** The newest entry of a kind; null where there is none. */
  newest(kind: string): AuditEntry | null;
}

/** Places in a table, both inclusive. */
interface Range {
  readonly first: number;
  readonly last: number;
}

const Numbers = z.object({ n: z.number() });
const Ends = z.object({ first: z.number().nullable(), last: z.number().nullable(), n: z.number() });
const Edge = z.object({ first: z.number(), last: z.number() });
const Row = z.object({ seq: z.number(), kind: z.string(), bytes: Bytes });
const Sealed = z.object({ seq: z.number(), pointer: z.string(), value: z.string() });
const Moment = z.object({ at: Instant });
const Kind = z.object({ kind: z.string() });

/**
 * Reads entries by when they were recorded, on the clock by which the console works: what a commit wrote belongs to the commit's
 * moment, so that an entry lies in exactly one of two periods that meet.
 */
export function createAuditReader(database: Database): AuditReader {
  const inside = database.query(
    'SELECT min(last_seq) AS first, max(last_seq) AS last, count(*) AS n FROM commits WHERE at >= ? AND at < ?',
    Ends,
  );
  const between = database.query('SELECT count(*) AS n FROM commits WHERE last_seq BETWEEN ? AND ?', Numbers);
  const before = database.query('SELECT coalesce(max(last_seq), 0) AS n FROM commits WHERE last_seq < ?', Numbers);
  const islands = database.query(
    `WITH marked AS (
       SELECT last_seq, at >= ?1 AND at < ?2 AS inside, lag(last_seq, 1, 0) OVER (ORDER BY last_seq) AS former,
         row_number() OVER (ORDER BY last_seq) - row_number() OVER (PARTITION BY at >= ?1 AND at < ?2 ORDER BY last_seq) AS island
       FROM commits)
     SELECT min(former) + 1 AS first, max(last_seq) AS last FROM marked WHERE inside GROUP BY island ORDER BY first`,
    Edge,
  );
  const ends = database.query('SELECT min(seq) AS first, max(seq) AS last, count(*) AS n FROM audit', Ends);
  const eventAt = database.query('SELECT event_seq AS n FROM audit WHERE seq >= ? ORDER BY seq LIMIT 1', Numbers);
  const allKinds = database.query('SELECT DISTINCT kind FROM audit', Kind);
  const newestOf = database.query('SELECT seq, kind, bytes FROM audit WHERE kind = ? ORDER BY seq DESC LIMIT 1', Row);
  const known = new Map<string, readonly Range[]>();

  /** Events of the period; several stretches where the clock was set back in between. */
  function eventsIn({ from, to }: Period): readonly Range[] {
    const found = inside.first(from, to);
    if (found === null || found.first === null || found.last === null) return [];
    const isWhole = between.first(found.first, found.last)?.n === found.n;
    if (!isWhole) return islands.all(from, to);
    return [{ first: (before.first(found.first)?.n ?? 0) + 1, last: found.last }];
  }

  /** The first entry whose event is `event` or later. Entries follow events, so it is found by halving. */
  function entryFrom(event: number, { first, last }: Range): number {
    let [low, high] = [first, last + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const its = eventAt.first(middle)?.n;
      if (its === undefined || its >= event) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function rangesOf(period: Period): readonly Range[] {
    const key = `${period.from} ${period.to}`;
    const held = known.get(key);
    if (held !== undefined) return held;
    const all = ends.first();
    const ranges =
      all === null || all.first === null || all.last === null
        ? []
        : eventsIn(period).map((events) => entriesOf(events, { first: all.first ?? 0, last: all.last ?? 0 }));
    const kept = ranges.filter(({ first, last }) => first <= last);
    known.set(key, kept);
    return kept;
  }

  function entriesOf(events: Range, all: Range): Range {
    return { first: entryFrom(events.first, all), last: entryFrom(events.last + 1, all) - 1 };
  }

  let kindsThere: readonly string[] | null = null;
  /** Null where every kind is meant. */
  function kindsMeant(kinds: readonly string[]): readonly string[] | null {
    if (kinds.length === 0) return null;
    kindsThere ??= allKinds.all().map(({ kind }) => kind);
    return kindsThere.filter((kind) => kinds.some((one) => (one.endsWith('.') ? kind.startsWith(one) : kind === one)));
  }

  const anySealed = database.query('SELECT count(*) AS n FROM (SELECT 1 FROM audit_sealed LIMIT 1)', Numbers).first()?.n === 1;
  const sealed = database.query('SELECT seq, pointer, value FROM audit_sealed WHERE seq >= ? AND seq <= ?', Sealed);
  const moment = database.query('SELECT e.at FROM audit a JOIN events e ON e.seq = a.event_seq WHERE a.seq = ?', Moment);

  /** What is still kept of the values that these entries seal, by entry. */
  function disclosed(rows: readonly z.infer<typeof Row>[]): ReadonlyMap<number, z.infer<typeof Sealed>[]> {
    const found = new Map<number, z.infer<typeof Sealed>[]>();
    const [first, last] = [rows[0], rows.at(-1)];
    if (!anySealed || first === undefined || last === undefined) return found;
    for (const one of sealed.all(first.seq, last.seq)) found.set(one.seq, [...(found.get(one.seq) ?? []), one]);
    return found;
  }

  /** An entry whose text is gone, or cannot be read, is still one: what is known of it, and that it says no more. */
  function entryOf({ seq, kind, bytes }: z.infer<typeof Row>, values: readonly z.infer<typeof Sealed>[]): AuditEntry {
    const read = bytes.length === 0 ? null : parsed(bytes, values);
    if (read !== null) return read;
    const at = moment.first(seq)?.at ?? instantOf(0);
    const why = bytes.length === 0 ? 'removed' : 'unreadable';
    return { v: 1, seq, at, mono: 0, session: '', kind, actor: { id: '—' }, data: { [why]: true } };
  }

  const isKind = (kinds: readonly string[] | null): string =>
    kinds === null ? '' : `AND kind IN (${kinds.map(() => '?').join(', ')})`;

  return {
    *entries(period, asked) {
      const kinds = kindsMeant(asked);
      if (kinds?.length === 0) return;
      const slice = database.query(
        `SELECT seq, kind, bytes FROM audit WHERE seq >= ? AND seq <= ? ${isKind(kinds)} ORDER BY seq LIMIT ${SLICE}`,
        Row,
      );
      for (const { first, last } of rangesOf(period)) {
        let from = first;
        for (;;) {
          const rows = slice.all(from, last, ...(kinds ?? []));
          const values = disclosed(rows);
          for (const row of rows) yield entryOf(row, values.get(row.seq) ?? []);
          const newest = rows.at(-1);
          if (newest === undefined || rows.length < SLICE) break;
          from = newest.seq + 1;
        }
      }
    },
    count(period, asked) {
      const kinds = kindsMeant(asked);
      if (kinds?.length === 0) return 0;
      const counted = database.query(`SELECT count(*) AS n FROM audit WHERE seq >= ? AND seq <= ? ${isKind(kinds)}`, Numbers);
      return rangesOf(period).reduce((sum, { first, last }) => sum + (counted.first(first, last, ...(kinds ?? []))?.n ?? 0), 0);
    },
    newest(kind) {
      const row = newestOf.first(kind);
      return row === null ? null : entryOf(row, disclosed([row]).get(row.seq) ?? []);
    },
    size: () => (ends.first()?.last ?? -1) + 1,
  };
}

/** Puts what was kept outside an entry back to where it was sealed. */
function disclose(entry: unknown, { pointer, value }: z.infer<typeof Sealed>): void {
  const path = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = path.pop();
  const holder = path.reduce((at: unknown, step) => (isObject(at) ? Reflect.get(at, step) : undefined), entry);
  if (last !== undefined && isObject(holder) && Object.hasOwn(holder, last)) Reflect.set(holder, last, JSON.parse(value));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Null where it is not what we write. */
function parsed(bytes: Uint8Array, values: readonly z.infer<typeof Sealed>[]): AuditEntry | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    for (const one of values) disclose(value, one);
    return AuditEntry.safeParse(value).data ?? null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
