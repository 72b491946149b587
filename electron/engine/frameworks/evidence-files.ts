import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result';

/** Files that people attached, each under the SHA-256 of what is in it: `evidence/<hex>` in the data directory. */
export interface EvidenceFiles {
  /** Written aside and renamed, so that a file is whole or not there; the same content again is the same file. */
  keep(bytes: Uint8Array): Promise<Result<{ readonly sha256: string; readonly bytes: number }, string>>;
  /** Null where it is gone; refused where it is not what it was. */
  read(sha256: string): Promise<Result<Buffer, 'gone' | 'changed'>>;
}

export function openEvidenceFiles(dataDir: string): EvidenceFiles {
  const folder = join(dataDir, 'evidence');
  return {
    async keep(bytes) {
      const sha256 = hashOf(bytes);
      const path = join(folder, sha256);
      try {
        if (await isThere(path, bytes.byteLength)) return ok({ sha256, bytes: bytes.byteLength });
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeAside(path, bytes);
        return ok({ sha256, bytes: bytes.byteLength });
      } catch (thrown) {
        return err(thrown instanceof Error ? thrown.message : String(thrown));
      }
    },
    async read(sha256) {
      try {
        const found = await readFile(join(folder, sha256));
        return hashOf(found) === sha256 ? ok(found) : err('changed');
      } catch {
        return err('gone');
      }
    },
  };
}

async function writeAside(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.new`;
  try {
    const file = await open(aside, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (thrown) {
    await rm(aside, { force: true });
    throw thrown;
  }
}

async function isThere(path: string, bytes: number): Promise<boolean> {
  try {
    return (await stat(path)).size === bytes;
  } catch {
    return false;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
