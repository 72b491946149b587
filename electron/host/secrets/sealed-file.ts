import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { createTurns } from '../../engine/storage/turns';
import { errnoOf } from '../problem';

/** `name → base64(iv ‖ tag ‖ ciphertext)`; AES-256-GCM, with the name as additional data so that values cannot change places. */
const SealedFile = z.object({ version: z.literal(1), values: z.record(z.string(), z.string()) });
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Small named secrets, wherever they are kept. */
export interface SealedValues {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export function seal(name: string, value: string, key: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

/** Null when the value was sealed with another key, under another name, or was damaged. */
export function unseal(name: string, sealed: string, key: Buffer): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(name));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null; // the tag does not fit: wrong key or changed bytes
  }
}

/** Turns a value into text that may lie on a disk, and back; null when it cannot be opened. */
export interface Sealer {
  seal(name: string, value: string): string;
  unseal(name: string, sealed: string): string | null;
}

/** AES-256-GCM under a key of 32 bytes. */
export function keySealer(key: Buffer): Sealer {
  return { seal: (name, value) => seal(name, value, key), unseal: (name, sealed) => unseal(name, sealed, key) };
}

/** Secrets in one file, each sealed. `has` opens nothing. */
export function sealedFile(file: string, sealer: Sealer): SealedValues & { has(name: string): Promise<boolean> } {
  const inTurn = createTurns();

  // One writer at a time, or the second would overwrite what the first has added.
  const change = (edit: (values: Record<string, string>) => void): Promise<void> =>
    inTurn(async () => {
      const values = await readValues(file);
      edit(values);
      await writeFile(`${file}.new`, `${JSON.stringify({ version: 1, values }, null, 2)}\n`, { mode: 0o600 });
      await rename(`${file}.new`, file);
    });

  return {
    has: async (name) => name in (await readValues(file)),
    async get(name) {
      const sealed = (await readValues(file))[name];
      return sealed === undefined ? null : sealer.unseal(name, sealed);
    },
    set: (name, value) =>
      change((values) => {
        values[name] = sealer.seal(name, value);
      }),
    remove: (name) =>
      change((values) => {
        delete values[name];
      }),
  };
}

async function readValues(file: string): Promise<Record<string, string>> {
  try {
    return { ...SealedFile.parse(JSON.parse(await readFile(file, 'utf8'))).values };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return {};
    // Damaged: kept beside for a person to look at; every secret in it can be entered again.
    await rename(file, `${file}.damaged`);
    return {};
  }
}
