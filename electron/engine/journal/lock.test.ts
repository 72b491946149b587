import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder } from '../testing/a-folder';
import { lockDataDir } from './lock';

test('two on one data directory: the second is told who holds it', () => {
  const folder = aFolder();
  const first = lockDataDir(folder, 4711);
  const second = lockDataDir(folder, 4712);
  expect(second).toMatchObject({ ok: false, error: { code: 'in-use' } });
  if (!second.ok) expect(second.error.message).toContain('(process 4711)');
  if (first.ok) first.value.release();
  const third = lockDataDir(folder, 4713);
  expect(third.ok).toBe(true);
  if (third.ok) third.value.release();
});

test('the lock of a process that was killed is free', async () => {
  const folder = aFolder();
  const holder = spawn(process.execPath, [
    '-e',
    `const Libsql = require(${JSON.stringify(createRequire(import.meta.url).resolve('libsql'))});
     const db = new Libsql(${JSON.stringify(join(folder, 'lock.sqlite'))});
     db.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`,
  ]);
  await once(holder.stdout, 'data');
  expect(lockDataDir(folder, 1)).toMatchObject({ ok: false, error: { code: 'in-use' } });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const mine = lockDataDir(folder, 1);
  expect(mine.ok).toBe(true);
  if (mine.ok) mine.value.release();
});

test('a data directory that is not there cannot be written', () => {
  expect(lockDataDir(join(aFolder(), 'gone'), 1)).toMatchObject({ ok: false, error: { code: 'not-writable' } });
});
