import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Database, openDatabase } from '../../journal/database';
import type { Actor } from '../../ports';
import { aFolder } from '../../testing/a-folder';
import { anEngine, type TestEngine } from '../../testing/an-engine';

const admin: Actor = { id: 'os:dana', role: 'admin', host: 'headless' };

/** A console with some hundred entries, all of them signed. */
async function withEntries(count: number): Promise<{ running: TestEngine; database: Database }> {
  const dataDir = aFolder();
  const running = await anEngine({ dataDir });
  await running.engine.inside.audit.ready;
  for (let left = count; left > 0; left -= 50)
    running.engine.commit(
      Array.from({ length: Math.min(50, left) }, (_, index) => ({
        type: 'clock.changed' as const,
        at: running.ports.clock.now(),
        sessionId: 'ses_1',
        jumpSeconds: left + index,
      })),
    );
  await running.ports.time.advance(4_000);
  return { running, database: openDatabase(join(dataDir, 'journal.sqlite')) };
}

async function verified({ engine, ports }: TestEngine) {
  const done = engine.inside.audit.verify(admin);
  await ports.time.advance(2_000);
  await done;
  return engine.inside.audit.status().verification;
}

test('what is stored verifies; it is told when somebody asked, and nothing is told at the start', async () => {
  const { running, database } = await withEntries(700);
  await running.ports.time.advance(10_000);
  expect(running.engine.inside.audit.status().verification).toMatchObject({ state: 'verified', firstWrongSeq: null });
  const kinds = () => running.engine.inside.audit.tables.entries(690, 100).map(({ kind }) => kind);
  expect(kinds()).not.toContain('audit.verified');
  expect(await verified(running)).toMatchObject({ state: 'verified', through: 702 });
  expect(kinds()).toContain('audit.verified');
  database.close();
});

test.each<[string, string, number | null, RegExp]>([
  [
    'text',
    "UPDATE audit SET bytes = CAST(replace(CAST(bytes AS TEXT), 'clock', 'clack') AS BLOB) WHERE seq = 300",
    300,
    /not what it was/,
  ],
  ['text gone without a word', "UPDATE audit SET bytes = x'' WHERE seq = 300", 300, /no later entry says/],
  ['an entry gone', 'DELETE FROM audit WHERE seq = 300', 300, /is not there/],
  ['a leaf hash', 'UPDATE audit SET leaf_hash = zeroblob(32) WHERE seq = 300', 300, /not what it was/],
  ['the kind beside it', "UPDATE audit SET kind = 'other' WHERE seq = 300", 300, /another kind/],
  ['a tile', 'UPDATE audit_tiles SET bytes = zeroblob(8192) WHERE level = 0 AND tile = 1', 256, /tree was built of/],
  ['an upper tile', 'UPDATE audit_tiles SET bytes = zeroblob(64) WHERE level = 1', null, /upper tiles/],
  [
    'a signature',
    "UPDATE audit_checkpoints SET note = replace(note, substr(note, -12, 6), 'AAAAAA')",
    null,
    /signature|canonical/,
  ],
  [
    'what a checkpoint says',
    "UPDATE audit_checkpoints SET note = replace(note, char(10) || size || char(10), char(10) || '3' || char(10))",
    null,
    /not those that were signed/,
  ],
])(
  '%s was changed: it is named, warned of, recorded and told as critical; well again, that ends',
  async (_, change, seq, reason) => {
    const { running, database } = await withEntries(600);
    database.exec('CREATE TABLE kept_audit AS SELECT * FROM audit; CREATE TABLE kept_tiles AS SELECT * FROM audit_tiles');
    database.exec('CREATE TABLE kept_marks AS SELECT * FROM audit_checkpoints');
    database.exec(change);
    const failed = await verified(running);
    expect(failed).toMatchObject({ state: 'failed', firstWrongSeq: seq });
    expect(failed.reason).toMatch(reason);
    const { view, inside } = running.engine;
    const warned = () => (view().engine.engine?.warnings ?? []).map(({ code }) => code);
    const notices = () => Object.values(view().notices).filter(({ kind }) => kind === 'our-own-trouble');
    expect(warned()).toContain('audit.not-verified');
    expect(notices().map(({ severity, resolvedAt }) => [severity, resolvedAt])).toEqual([['CRITICAL', null]]);
    expect(inside.audit.tables.entries(602, 10).map(({ kind }) => kind)).toContain('audit.verified');
    database.exec(
      'INSERT OR REPLACE INTO audit SELECT * FROM kept_audit; INSERT OR REPLACE INTO audit_tiles SELECT * FROM kept_tiles',
    );
    database.exec('INSERT OR REPLACE INTO audit_checkpoints SELECT * FROM kept_marks');
    expect(await verified(running)).toMatchObject({ state: 'verified', firstWrongSeq: null });
    expect(warned()).not.toContain('audit.not-verified');
    expect(notices().filter(({ resolvedAt }) => resolvedAt === null)).toEqual([]);
    database.close();
  },
);
