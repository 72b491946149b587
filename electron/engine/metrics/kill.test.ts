import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { aFolder } from '../testing/a-folder';
import { start } from '../testing/events';
import { counted, openCounting } from '../testing/kill-victim-metrics';
import { settle } from '../testing/manual-clock';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const outDir = join(root, '.cache/kill-victim-metrics');

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'electron/engine/testing/kill-victim-metrics.ts'),
      outDir,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'victim.mjs' } },
    },
  });
}, 60_000);

/** Runs the victim until it has said `groups` lines, and kills it. */
async function killAfter(dataDir: string, groups: number): Promise<void> {
  const victim = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `const { countUntilKilled } = await import(${JSON.stringify(join(outDir, 'victim.mjs'))});
     const { writeSync } = await import('node:fs');
     countUntilKilled(${JSON.stringify(dataDir)}, (line) => writeSync(1, line + '\\n'));`,
  ]);
  let lines = 0;
  const errors: string[] = [];
  victim.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  createInterface({ input: victim.stdout }).on('line', () => {
    lines += 1;
    if (lines === groups) victim.kill('SIGKILL');
  });
  await once(victim, 'close');
  expect(errors.join('')).toBe('');
}

test('after kill -9 every event of the journal counts once: neither lost nor doubled', async () => {
  const dataDir = aFolder();
  for (const groups of [4, 33, 71]) {
    await killAfter(dataDir, groups);
    const { journal, ports, points, follower } = openCounting(dataDir);
    await ports.time.advance(1_000);
    for (let turn = 0; turn < 50; turn += 1) await settle();
    const wanted = { ...counted, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
    const kept = (await points.read(wanted)).flatMap((series) => series.points.map(({ value }) => value));
    expect(kept).toEqual(Array.from({ length: journal.lastSeq() }, () => 1));
    const [whole] = await points.query({
      ...wanted,
      fromMs: Date.parse(start),
      toMs: Date.parse(start) + 86_400_000,
      stepMs: 86_400_000,
      aggregation: 'sum',
      by: [],
      lastsBecome: 'sum',
    });
    expect(whole?.points[0]?.value).toBe(journal.lastSeq());
    follower.stop();
    points.close();
    journal.close();
  }
}, 60_000);
