/**
 * `npm ci` ends here: it builds the console, so that `npx tocsin` works at once. Where there is nothing to build with (no
 * development dependencies) or from (a partial checkout), the installation is left in peace.
 */
import { buildIfStale, missingEntries } from './lib/builder.mjs';

const missing = missingEntries();
if (missing.length > 0) {
  console.error(`tocsin: nothing built, the checkout lacks ${missing.join(', ')}`);
} else if (!(await isInstalled('electron-vite'))) {
  console.error('tocsin: nothing built, development dependencies are not installed (npm ci without --omit=dev builds)');
} else {
  await buildIfStale();
}

/** @param {string} name */
async function isInstalled(name) {
  try {
    await import(name);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return false;
    throw error;
  }
}
