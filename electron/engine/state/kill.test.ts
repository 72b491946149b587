import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { rootOf } from '../audit/core/tree';
import { openJournal } from '../journal/open-journal';
import { aFolder } from '../testing/a-folder';
import { aVictim } from '../testing/a-victim';
import { at } from '../testing/events';
import { restoreState } from './restore';

const victim = aVictim('electron/engine/testing/kill-victim.ts', 'commitUntilKilled');
beforeAll(victim.build, 60_000);

test('after kill -9 everything that was answered is there, nothing is half-written, and it goes on', async () => {
  const dataDir = aFolder();
  let answered = 0;
  for (const groups of [7, 60, 111]) {
    const said = await victim.run([dataDir], (_, count) => count === groups);
    expect(said.errors).toBe('');
    answered = Number(said.lines.at(-1));
    const opened = openJournal(join(dataDir, 'journal.sqlite'), at(0), (journal) => restoreState(journal, 'kill'));
    if (!opened.ok) throw new Error(opened.error.message);
    const { journal, restored, setAside } = opened.value;
    expect(setAside).toBeNull();
    expect(restored.unreadable).toEqual([]);
    const seq = journal.lastSeq();
    expect(seq % 5).toBe(0);
    expect(seq).toBeGreaterThanOrEqual(answered * 5);
    const audit = journal.history.audit({ kind: null, before: null, limit: 10_000 });
    expect(audit).toHaveLength(seq / 5);
    expect(audit.map((entry) => entry.seq)).toEqual(audit.map((_, index) => audit.length - 1 - index));
    expect(journal.audit.tree.root().equals(rootOf(audit.map(({ leafHash }) => leafHash).reverse()))).toBe(true);
    expect(Object.values(restored.state.servers).map(({ fact }) => fact.lagSeconds)).toEqual([1, 1, 1, 1].map(() => seq / 5));
    journal.close();
  }
  expect(answered).toBeGreaterThanOrEqual(178);
}, 60_000);
