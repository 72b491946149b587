import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { openJournal } from '../journal/open-journal';
import { aFolder } from '../testing/a-folder';
import { at } from '../testing/events';
import { restoreState } from './restore';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const outDir = join(root, '.cache/kill-victim');

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'electron/engine/testing/kill-victim.ts'),
      outDir,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'victim.mjs' } },
    },
  });
}, 60_000);

/** Runs the victim until it has said `groups` lines, kills it, and answers the last group it said. */
async function killAfter(dataDir: string, groups: number): Promise<number> {
  const victim = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `const { commitUntilKilled } = await import(${JSON.stringify(join(outDir, 'victim.mjs'))});
     const { writeSync } = await import('node:fs');
     commitUntilKilled(${JSON.stringify(dataDir)}, (line) => writeSync(1, line + '\\n'));`,
  ]);
  let said = 0;
  let lines = 0;
  const errors: string[] = [];
  victim.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  createInterface({ input: victim.stdout }).on('line', (line) => {
    said = Number(line);
    lines += 1;
    if (lines === groups) victim.kill('SIGKILL');
  });
  await once(victim, 'close');
  expect(errors.join('')).toBe('');
  return said;
}

test('after kill -9 everything that was answered is there, nothing is half-written, and it goes on', async () => {
  const dataDir = aFolder();
  let answered = 0;
  for (const groups of [7, 60, 111]) {
    answered = await killAfter(dataDir, groups);
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
    expect(Object.values(restored.state.servers).map(({ fact }) => fact.lagSeconds)).toEqual([1, 1, 1, 1].map(() => seq / 5));
    journal.close();
  }
  expect(answered).toBeGreaterThanOrEqual(178);
}, 60_000);
