import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../shared/domain/primitives';
import { defaultDataDir, prepareDataDir } from './data-dir';
import { beginTrace } from './rehearsal-archive';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-host-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

describe('the data directory', () => {
  test.each([
    ['linux', {}, '/home/a/.local/share/tocsin'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/tocsin'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/a/.local/share/tocsin'],
    ['darwin', {}, '/home/a/Library/Application Support/Tocsin'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Tocsin'],
  ] as const)('on %s with %o is %s', (platform, env, expected) => {
    expect(defaultDataDir({ platform, env, home: '/home/a' })).toBe(expected);
  });

  test('is made for its owner only, and left without traces of the probe', async () => {
    const made = await prepareDataDir(join(dir, 'deep', 'down'));
    if (!made.ok) throw new Error(made.error.message);
    expect((await stat(made.value)).mode & 0o777).toBe(0o700);
    expect(await readdir(made.value)).toEqual([]);
  });

  test('that is a file is refused, naming it and the flag', async () => {
    const file = join(dir, 'file');
    await writeFile(file, '');
    const made = await prepareDataDir(file);
    expect(made).toMatchObject({ ok: false, error: { code: 'data-dir.not-writable' } });
    if (!made.ok) expect(`${made.error.message} ${made.error.next}`).toMatch(new RegExp(`${file}.*--data-dir`));
  });

  test.skipIf(process.getuid?.() === 0)('that may not be written is refused', async () => {
    await chmod(dir, 0o500);
    expect(await prepareDataDir(dir)).toMatchObject({ ok: false, error: { code: 'data-dir.not-writable' } });
  });
});

describe('the journal of a rehearsal', () => {
  const at = (second: number) => instantOf(Date.parse('2026-11-23T09:00:00.000Z') + second * 1000);

  test('begins anew with each trace; the former moves to the archive, settings and tokens stay', async () => {
    await beginTrace(dir, { clock: 'own', start: 'first' }, at(0));
    await writeFile(join(dir, 'journal.sqlite'), 'first');
    await writeFile(join(dir, 'journal.sqlite-wal'), 'first');
    await writeFile(join(dir, 'settings.json'), '{}');
    await beginTrace(dir, { clock: 'own', start: 'second' }, at(1));
    expect((await readdir(dir)).sort()).toEqual(['archive', 'settings.json', 'trace.json']);
    expect(await readdir(join(dir, 'archive', '2026-11-23T09-00-01.000Z'))).toEqual(['journal.sqlite', 'journal.sqlite-wal']);
  });

  test('goes on when the trace is the same', async () => {
    await beginTrace(dir, { clock: 'http://127.0.0.1:4599', start: 'one' }, at(0));
    await writeFile(join(dir, 'journal.sqlite'), 'kept');
    await beginTrace(dir, { clock: 'http://127.0.0.1:4599', start: 'one' }, at(1));
    expect(await readdir(dir)).toContain('journal.sqlite');
  });

  test('five former ones are kept, the newest', async () => {
    for (let run = 0; run < 8; run += 1) {
      await writeFile(join(dir, 'journal.sqlite'), String(run));
      await beginTrace(dir, { clock: 'own', start: String(run) }, at(run));
    }
    expect(await readdir(join(dir, 'archive'))).toEqual([3, 4, 5, 6, 7].map((run) => `2026-11-23T09-00-0${run}.000Z`));
  });

  test('of a file that is held open, another file is begun; nothing is overwritten, and the next trace moves both', async () => {
    const busy = () => Promise.reject(Object.assign(new Error('held'), { code: 'EBUSY' }));
    await writeFile(join(dir, 'journal.sqlite'), 'former');
    await writeFile(join(dir, 'journal.sqlite-wal'), 'its log');
    const name = await beginTrace(dir, { clock: 'own', start: 'second' }, at(1), busy);
    expect(name).toBe('journal-2026-11-23T09-00-01-000Z.sqlite');
    expect(await readFile(join(dir, 'journal.sqlite'), 'utf8')).toBe('former');
    await writeFile(join(dir, name), 'second');
    expect(await beginTrace(dir, { clock: 'own', start: 'second' }, at(2))).toBe(name);
    expect(await beginTrace(dir, { clock: 'own', start: 'third' }, at(3))).toBe('journal.sqlite');
    expect((await readdir(join(dir, 'archive', '2026-11-23T09-00-03.000Z'))).sort()).toEqual(
      [name, 'journal.sqlite', 'journal.sqlite-wal'].sort(),
    );
  });
});
