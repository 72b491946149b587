import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from '../../host/problem';

/**
 * Makes a folder and those above it that are missing, one by one: `mkdir` with `recursive` never comes back where the system says of a folder that is there
 * that it is not, as below /proc. Throws what the system says.
 *
 * @param path absolute
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isThere(path)) return;
  const above = dirname(path);
  if (above !== path) await makeFolder(above);
  try {
    await mkdir(path);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}
