import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instantOf } from '../../../../shared/domain/primitives';
import { type Database, openDatabase } from '../../journal/database';
import { migrate } from '../../state/migrations/migrate';
import { aFolder } from '../../testing/a-folder';
import { inclusionProof } from '../core/proofs';
import { rootOf } from '../core/tree';
import { verifyInclusion } from '../core/verify-proofs';
import type { AuditFields } from '../entry';
import { type AuditTables, createAuditTables } from './audit-tables';

function openAt(file: string): { database: Database; audit: AuditTables } {
  const database = openDatabase(file);
  database.exec('PRAGMA journal_mode = WAL');
  const migrated = migrate(database);
  if (!migrated.ok) throw new Error(migrated.error.message);
  return { database, audit: createAuditTables(database) };
}

const fields = (n: number): AuditFields => ({
  at: instantOf(1_000 * n),
  mono: n,
  session: 'ses_1',
  kind: 'test.happened',
  actor: { id: 'tocsin' },
  data: { n },
});

function append(database: Database, audit: AuditTables, count: number): void {
  const done = database.transaction(() => {
    for (let n = 0; n < count; n += 1) audit.write(fields(n), n);
  });
  audit.settled(done.ok);
}

const leaves = (audit: AuditTables) => audit.entries(0, 1_000_000).map(({ leafHash }) => leafHash);

test.each([0, 1, 255, 256, 257, 511, 512, 1_000, 66_000])(
  'after %i entries and a restart the tree is the one over all leaf hashes, in memory and as stored',
  (count) => {
    const file = join(aFolder(), 'j.sqlite');
    const first = openAt(file);
    for (let left = count; left > 0; left -= 700) append(first.database, first.audit, Math.min(700, left));
    expect(first.audit.size()).toBe(count);
    const expected = rootOf(leaves(first.audit)).toString('hex');
    expect(first.audit.tree.root().toString('hex')).toBe(expected);
    first.database.close();
    const { audit, database } = openAt(file);
    expect([audit.size(), audit.tree.size(), audit.tree.root().toString('hex')]).toEqual([count, count, expected]);
    append(database, audit, 300);
    const all = leaves(audit);
    expect(audit.tree.root().toString('hex')).toBe(rootOf(all).toString('hex'));
    const stored = audit.tree.rootAt(count);
    expect(stored === null ? null : Buffer.from(stored).toString('hex')).toBe(expected);
    for (const index of [0, count, all.length - 1]) {
      const path = inclusionProof(index, all.length, audit.tree.nodeAt);
      if (!path.ok) throw new Error(path.error.message);
      expect(verifyInclusion(all[index] ?? Buffer.alloc(0), index, all.length, path.value, audit.tree.root()).ok).toBe(true);
    }
    database.close();
  },
);

test('a transaction that does not hold leaves the tree as it was, also over the edge of a tile', () => {
  const { database, audit } = openAt(join(aFolder(), 'j.sqlite'));
  append(database, audit, 250);
  const before = audit.tree.root().toString('hex');
  expect(() =>
    database.transaction(() => {
      for (let n = 0; n < 20; n += 1) audit.write(fields(n), n);
      throw new Error('a bug');
    }),
  ).toThrow('a bug');
  audit.settled(false);
  expect([audit.size(), audit.tree.size(), audit.tree.root().toString('hex')]).toEqual([250, 250, before]);
  append(database, audit, 20);
  expect(audit.tree.root().toString('hex')).toBe(rootOf(leaves(audit)).toString('hex'));
  expect(audit.entries(248, 4).map(({ seq }) => seq)).toEqual([248, 249, 250, 251]);
  database.close();
});

test("an older version's journal is caught up with in slices, while entries are written", () => {
  const file = join(aFolder(), 'j.sqlite');
  const old = openAt(file);
  append(old.database, old.audit, 1_500);
  old.database.exec('DELETE FROM audit_tiles');
  old.database.close();
  const { database, audit } = openAt(file);
  expect([audit.size(), audit.tree.size()]).toEqual([1_500, 0]);
  expect(audit.catchUp(1_000)).toEqual({ ok: true, value: true });
  append(database, audit, 10);
  expect(audit.tree.size()).toBe(1_000);
  expect(audit.catchUp(1_000)).toEqual({ ok: true, value: false });
  append(database, audit, 3);
  expect(audit.tree.size()).toBe(1_513);
  expect(audit.tree.root().toString('hex')).toBe(rootOf(leaves(audit)).toString('hex'));
  database.close();
});

test('tiles of more entries than there are belong to another log and are made anew', () => {
  const file = join(aFolder(), 'j.sqlite');
  const cut = openAt(file);
  append(cut.database, cut.audit, 600);
  cut.database.exec('DELETE FROM audit WHERE seq >= 100');
  cut.database.close();
  const { database, audit } = openAt(file);
  expect([audit.size(), audit.tree.size()]).toEqual([100, 100]);
  expect(audit.tree.root().toString('hex')).toBe(rootOf(leaves(audit)).toString('hex'));
  database.close();
});
