import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyFromFile } from './file-key';
import { openSecrets } from './open-secrets';
import { keySealer, seal, sealedFile, unseal } from './sealed-file';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-secrets-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

describe('a sealed value', () => {
  const key = randomBytes(32);

  test('comes back with its key and name, and with nothing else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, value) => {
        const sealed = seal(name, value, key);
        expect(unseal(name, sealed, key)).toBe(value);
        expect(unseal(`${name}x`, sealed, key)).toBeNull();
        expect(unseal(name, sealed, randomBytes(32))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});

describe('the file of secrets', () => {
  test('keeps what was set, also when set at the same time, and forgets what was removed', async () => {
    const file = sealedFile(join(dir, 'secrets.json'), keySealer(await keyFromFile(dir)));
    await Promise.all([file.set('a', '1'), file.set('b', '2'), file.set('c', '3')]);
    await file.remove('b');
    const again = sealedFile(join(dir, 'secrets.json'), keySealer(await keyFromFile(dir)));
    expect(await Promise.all(['a', 'b', 'c'].map((name) => again.get(name)))).toEqual(['1', null, '3']);
    expect(await readFile(join(dir, 'secrets.json'), 'utf8')).not.toContain('"1"');
  });

  test('and its key are for their owner only; a key that was opened up is closed again', async () => {
    await sealedFile(join(dir, 'secrets.json'), keySealer(await keyFromFile(dir))).set('a', '1');
    await chmod(join(dir, 'secrets.key'), 0o644);
    await keyFromFile(dir);
    for (const name of ['secrets.key', 'secrets.json']) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
  });

  test('that is damaged is set aside, not overwritten', async () => {
    await writeFile(join(dir, 'secrets.json'), '{"half');
    expect(await sealedFile(join(dir, 'secrets.json'), keySealer(await keyFromFile(dir))).get('a')).toBeNull();
    expect(await readFile(join(dir, 'secrets.json.damaged'), 'utf8')).toBe('{"half');
  });
});

describe('a passphrase', () => {
  const open = (passphrase: string) => openSecrets({ dir, passphraseFile: null, passphrase });

  test('opens what it sealed; another one is refused before anything is lost', async () => {
    const first = await open('correct horse');
    if (!first.ok) throw new Error(first.error.message);
    await first.value.set('token', 'kept');
    expect(first.value.warning).toBeNull();
    expect(await open('wrong')).toMatchObject({ ok: false, error: { code: 'passphrase' } });
    const again = await open('correct horse');
    expect(again.ok && (await again.value.get('token'))).toBe('kept');
  });

  test('may come from the first line of a file; an unreadable one is named', async () => {
    await writeFile(join(dir, 'phrase'), 'correct horse\nrest\n');
    expect((await openSecrets({ dir, passphraseFile: join(dir, 'phrase'), passphrase: undefined })).ok).toBe(true);
    const missing = await openSecrets({ dir, passphraseFile: join(dir, 'none'), passphrase: undefined });
    expect(missing).toMatchObject({ ok: false, error: { message: expect.stringContaining('none cannot be read (ENOENT)') } });
  });
});
