import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Every file under a folder, by path below it, with the digest of its bytes; `but` names folders directly below it to leave out. */
export async function digestsIn(folder: string, but: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const digests: Record<string, string> = {};
  for (const file of await filesIn(folder)) {
    const path = relative(folder, file);
    if (but.includes(path.split(sep)[0] ?? '')) continue;
    digests[path] = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  }
  return digests;
}

/** Every file under a folder, however deep, sorted. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
