import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { defineStep, fine, limited } from './step';

/** Looks where `npm start` looks, without fetching anything. */
export const runtime = defineStep({
  id: 'runtime',
  title: 'Electron runtime',
  async look({ place, root }) {
    const given = place.env.ELECTRON_OVERRIDE_DIST_PATH ?? '';
    if (given !== '') {
      if (await exists(given)) return [fine(`of ELECTRON_OVERRIDE_DIST_PATH, ${given}`)];
      return [limited(`ELECTRON_OVERRIDE_DIST_PATH names ${given}, which does not exist`, 'Correct it, or unset it.')];
    }
    const official = join(root, 'node_modules', 'electron', 'dist');
    if (await exists(official)) return [fine('the official one, installed')];
    return [
      limited(
        'the official one is not installed',
        '`npm start` fetches it where releases can be downloaded, else (linux-x64) an older one for rehearsals; `tocsin serve` needs none.',
      ),
    ];
  },
});

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
