import { randomBytes, scrypt } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { err, ok, type Result } from '../../../shared/lib/result';
import { errnoOf, type Problem } from '../problem';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** The key in `secrets.key`, made at first use for its owner only. A key that others could read is made private again. */
export async function keyFromFile(dir: string): Promise<Buffer> {
  const file = join(dir, 'secrets.key');
  const present = await readIfThere(file);
  if (present !== null && present.length === KEY_BYTES) {
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    return present;
  }
  const key = randomBytes(KEY_BYTES);
  await writeFile(file, key, { mode: 0o600 });
  return key;
}

/** The key that a passphrase stands for (scrypt, N = 2¹⁵); its salt is kept in `secrets.salt`. */
export async function keyFromPassphrase(dir: string, passphrase: string): Promise<Buffer> {
  const file = join(dir, 'secrets.salt');
  const present = await readIfThere(file);
  const salt = present !== null && present.length === SALT_BYTES ? present : randomBytes(SALT_BYTES);
  if (salt !== present) await writeFile(file, salt, { mode: 0o600 });
  return derive(passphrase.normalize('NFKC'), salt, KEY_BYTES, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
}

/** The passphrase of `TOCSIN_PASSPHRASE` or of the first line of `--passphrase-file`; null when neither was given. */
export async function readPassphrase(file: string | null, env: string | undefined): Promise<Result<string | null, Problem>> {
  if (file === null) return ok(env === undefined || env === '' ? null : env);
  try {
    const [line = ''] = (await readFile(file, 'utf8')).split(/\r?\n/);
    if (line !== '') return ok(line);
    return err({
      code: 'passphrase',
      message: `The passphrase file ${file} begins with an empty line.`,
      next: 'Put the passphrase on its first line.',
    });
  } catch (error) {
    return err({
      code: 'passphrase',
      message: `The passphrase file ${file} cannot be read (${errnoOf(error) ?? String(error)}).`,
      next: 'Name a file that this user can read with --passphrase-file.',
    });
  }
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
