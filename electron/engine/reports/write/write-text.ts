import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { err, ok, type Result } from '../../../../shared/lib/result';

/** What became of a file that was written. */
export interface Written {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** Of all tables. */
  readonly rows: number;
  /** For the reader: cut tables and the like. */
  readonly notes: readonly string[];
}

export interface WriteError {
  readonly code: 'disk-full' | 'not-writable' | 'format';
  readonly message: string;
}

/** A piece of text; `rows` is how many rows of tables it holds. */
export interface Part {
  readonly text: string;
  readonly rows: number;
}

/** Written at once: enough that the disk, not the calls, is what takes time. */
const SLICE_BYTES = 256 * 1024;

/** Writes text in slices beside `path` and puts it in its place; on failure nothing is left. */
export async function writeText(path: string, parts: Iterable<Part>): Promise<Result<Written, WriteError>> {
  const aside = `${path}.part`;
  const hash = createHash('sha256');
  let [bytes, rows, waiting] = [0, 0, ''];
  let file: FileHandle | null = null;
  const flush = async (handle: FileHandle): Promise<void> => {
    const slice = Buffer.from(waiting, 'utf8');
    waiting = '';
    hash.update(slice);
    bytes += slice.length;
    await handle.writeFile(slice);
  };
  try {
    file = await open(aside, 'w', 0o600);
    for (const part of parts) {
      waiting += part.text;
      rows += part.rows;
      if (waiting.length >= SLICE_BYTES) await flush(file);
    }
    await flush(file);
    await file.sync();
    await file.close();
    file = null;
    await rename(aside, path);
    return ok({ bytes, sha256: hash.digest('hex'), rows, notes: [] });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;
    await file?.close().catch(() => undefined);
    await rm(aside, { force: true });
    if (code === null) throw thrown;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    return err({
      code: isFull ? 'disk-full' : 'not-writable',
      message: isFull ? `The disk is full (${code}).` : `The file cannot be written (${code}).`,
    });
  }
}
