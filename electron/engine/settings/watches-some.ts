import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Settings } from '../../../shared/domain/settings';

/** Whether the settings of a data directory name contexts to watch. Read before the engine opens them; a file that is none names none. */
export async function watchesSome(dataDir: string): Promise<boolean> {
  try {
    const settings = Settings.safeParse(JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8')));
    return settings.success && settings.data.contexts.some(({ watched }) => watched === true);
  } catch {
    return false;
  }
}
