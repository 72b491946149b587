import { z } from 'zod';
import { Bytes, type Database } from '../../journal/database';

/** An entry as the log keeps it; `bytes` is null where its text was removed. */
export interface LogRow {
  readonly seq: number;
  readonly kind: string;
  readonly bytes: Uint8Array | null;
  readonly leafHash: Uint8Array;
}

/** The stored log, as a reader beside the console sees it. */
export interface LogRows {
  /** One more than the newest index; 0 where it is empty. */
  size(): number;
  /** Rows from `seq` on, in order, at most `limit`. */
  from(seq: number, limit: number): readonly LogRow[];
  at(seq: number): LogRow | null;
}

const Row = z
  .object({ seq: z.number(), kind: z.string(), bytes: Bytes.nullable(), leaf_hash: Bytes })
  .transform(({ leaf_hash, bytes, ...row }) => ({ ...row, bytes: bytes?.length === 0 ? null : bytes, leafHash: leaf_hash }));
const Size = z.object({ n: z.number() });

export function createLogRows(database: Database): LogRows {
  const size = database.query('SELECT coalesce(max(seq), -1) + 1 AS n FROM audit', Size);
  const from = database.query('SELECT seq, kind, bytes, leaf_hash FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?', Row);
  const at = database.query('SELECT seq, kind, bytes, leaf_hash FROM audit WHERE seq = ?', Row);
  return {
    size: () => size.first()?.n ?? 0,
    from: (seq, limit) => from.all(seq, limit),
    at: (seq) => at.first(seq),
  };
}
