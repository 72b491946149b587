import * as fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const Content = z.instanceof(Blob);

/**
 * A file of the disk to be handed over, read while it is sent. Where Node cannot do that yet, it is read as a whole.
 *
 * @throws What the file system throws.
 */
export async function fileBlob(path: string, name: string, type: string): Promise<Blob> {
  const content =
    'openAsBlob' in fs ? Content.parse(await fs.openAsBlob(path, { type })) : new Blob([new Uint8Array(await readFile(path))]);
  return new File([content], name, { type });
}
