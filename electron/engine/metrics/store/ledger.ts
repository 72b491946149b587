import { z } from 'zod';
import type { Database } from '../../journal/database';

/** How far the journal has been counted. `birth` tells one journal from another, since each counts from 1. */
export interface Standing {
  readonly birth: string;
  readonly seq: number;
}

/** What has been counted already. Kept in the transaction that keeps the counts, so that no restart counts twice or forgets. */
export interface Ledger {
  stands(): Standing | null;
  /** Things that count once whatever is told of them, such as an execution's end. */
  isCounted(key: string): boolean;
  /** Within a transaction. */
  keep(change: { readonly standing: Standing; readonly counted: readonly string[] }): void;
}

const Fact = z.object({ value: z.string() });
const Kept = z.object({ birth: z.string(), seq: z.number() });

export function createLedger(database: Database): Ledger {
  const standing = database.query("SELECT value FROM facts WHERE key = 'standing'", Fact);
  const stand = database.command("INSERT OR REPLACE INTO facts (key, value) VALUES ('standing', ?)");
  const find = database.query('SELECT count(*) AS n FROM counted WHERE key = ?', z.object({ n: z.number() }));
  const add = database.command('INSERT OR IGNORE INTO counted (key) VALUES (?)');
  return {
    stands() {
      const kept = standing.first();
      return kept === null ? null : Kept.parse(JSON.parse(kept.value));
    },
    isCounted: (key) => (find.first(key)?.n ?? 0) > 0,
    keep({ standing: { birth, seq }, counted }) {
      for (const key of counted) add.run(key);
      stand.run(JSON.stringify({ birth, seq }));
    },
  };
}
