import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Program } from '../../host/program';
import { detect } from './detect';

let folder = '';
let said = '';
let complained = '';

function program(): Program {
  return {
    machine: { epochMs: () => 0, monoMs: () => 0, unit: () => 0 },
    place: { platform: 'linux', env: {}, home: folder },
    pid: 1,
    uid: 1,
    nodeVersion: 'v20.0.0',
    root: folder,
    version: '0.0.0',
    tell: (text) => {
      said += text;
    },
    complain: (text) => {
      complained += text;
    },
    atTerminal: false,
    ending: new AbortController().signal,
  };
}

function put(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const run = (from: string, to: string) => detect({ in: join(folder, from), out: join(folder, to) }, program());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-detect-'));
  [said, complained] = ['', ''];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('files at any depth are written to the same place below the other folder; others are no business of it', async () => {
  put('in/a.csv', 'timestamp,value\n2020-01-01 00:00:00,1\n');
  put('in/b/c/d.csv', 'timestamp,value\n2020-01-01 00:00:00,2.50\n');
  put('in/notes.txt', 'hello');
  expect(await run('in', 'in/out')).toEqual({ ok: true, value: true });
  expect(readFileSync(join(folder, 'in/out/b/c/d.csv'), 'utf8')).toBe(
    'timestamp,value,anomaly_score\n2020-01-01 00:00:00,2.50,0\n',
  );
  expect(said).toContain('default threshold 0.9\n');
  expect(said).toContain('2 files, 2 rows');
  // What was written is not read when it runs again.
  said = '';
  await run('in', 'in/out');
  expect(said).toContain('2 files, 2 rows');
});

test('a file that cannot be read is named and left out; the others are written', async () => {
  put('in/a.csv', 'timestamp,value\n2020-01-01 00:00:00,1\n');
  put('in/bad.csv', 'hello\n');
  expect(await run('in', 'out')).toEqual({ ok: true, value: false });
  expect(complained).toBe('tocsin: bad.csv is left out: its first line does not name the columns timestamp and value.\n');
  expect(readFileSync(join(folder, 'out/a.csv'), 'utf8')).toContain('2020-01-01 00:00:00,1,0');
});

test('values that are no numbers are told', async () => {
  put('in/a.csv', 'timestamp,value\n2020-01-01 00:00:00,NaN\n');
  await run('in', 'out');
  expect(complained).toBe('tocsin: a.csv: 1 of 1 rows cannot be read and score 0: 1 whose value is no finite number (line 2).\n');
});

test('files that are no CSV files, and links, are counted', async () => {
  put('in/a.csv', 'timestamp,value\n');
  put('in/notes.txt', 'hello');
  symlinkSync(join(folder, 'in/a.csv'), join(folder, 'in/b.csv'));
  await run('in', 'out');
  expect(said).toContain('2 entries are not read: no *.csv, or a link\n');
});

test('of a file that fails half way nothing is left, and what stood in its place stays', async () => {
  put('in/a.csv', `timestamp,value\n${'2020-01-01 00:00:00,1\n'.repeat(20_000)}${'1'.repeat(2_000_000)}`);
  put('in/b.csv', 'timestamp,value\n2020-01-01 00:00:00,1\n');
  put('out/a.csv', 'before');
  expect(await run('in', 'out')).toEqual({ ok: true, value: false });
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(['a.csv', 'b.csv']);
  expect(readFileSync(join(folder, 'out/a.csv'), 'utf8')).toBe('before');
  expect(complained).toBe('tocsin: a.csv is left out: a line is longer than 1048576 bytes.\n');
  expect(said).toContain('1 of 2 files, 1 rows');
});

test('asked to end it writes nothing more and says how far it came', async () => {
  put('in/a.csv', 'timestamp,value\n');
  const ended = await detect({ in: join(folder, 'in'), out: join(folder, 'out') }, { ...program(), ending: AbortSignal.abort() });
  expect(ended).toEqual({ ok: true, value: false });
  expect(said).toContain('0 of 1 files');
  expect(readdirSync(join(folder, 'out'))).toEqual([]);
});

test('a folder that cannot be made is told before anything is read', async () => {
  put('in/a.csv', 'timestamp,value\n');
  put('file', '');
  const ended = await run('in', 'file/out');
  expect(ended.ok ? '' : ended.error.message).toContain('cannot be made (ENOTDIR)');
  expect(said).toBe('');
});

test.runIf(process.platform === 'linux')('a folder where no folders can be made is refused, too, and at once', async () => {
  put('in/a.csv', 'timestamp,value\n');
  const ended = await detect({ in: join(folder, 'in'), out: '/proc/tocsin-detect/out' }, program());
  expect(ended.ok ? '' : ended.error.message).toContain('cannot be made (ENOENT)');
});

test.each([
  ['nowhere', 'out', 'cannot be read (ENOENT)'],
  ['in', 'in', 'name the same folder'],
  ['empty', 'out', 'there is no CSV file'],
  ['in/a.csv', 'out', 'is no folder'],
  ['in', '.', 'is one of the files to be read'],
])('--in %s --out %s is refused: %s', async (from, to, why) => {
  put('in/a.csv', 'timestamp,value\n');
  put('in/in/a.csv', 'timestamp,value\n');
  mkdirSync(join(folder, 'empty'));
  const ended = await run(from, to);
  expect(ended.ok ? '' : ended.error.message).toContain(why);
});
