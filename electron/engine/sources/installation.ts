import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ids } from '../ports';

const Installation = z.object({ installationId: z.string().regex(/^[a-z0-9-]{4,30}$/) });

/**
 * What tells this installation's queue from those of other desktops; kept in the data directory, so that a restart finds its queue
 * again. Made anew when the file is missing or unreadable: the worst that follows is a second queue, visible by its tags.
 */
export function installationId(dataDir: string, ids: Ids): string {
  const path = join(dataDir, 'installation.json');
  try {
    return Installation.parse(JSON.parse(readFileSync(path, 'utf8'))).installationId;
  } catch {
    const made = ids
      .next('inst')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(-30)
      .replace(/^-/, '')
      .padStart(4, '0');
    writeFileSync(path, `${JSON.stringify({ installationId: made }, null, 2)}\n`);
    return made;
  }
}
