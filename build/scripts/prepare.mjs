/**
 * `npm ci` ends here: it builds the console, so that `npx tocsin` works at once. Where there is nothing to build with (no
 * development dependencies) or from (a partial checkout), the installation is left in peace.
 */
import { buildIfStale, obstacleToBuild } from './lib/builder.mjs';

const obstacle = obstacleToBuild();
if (obstacle === null) await buildIfStale();
else console.error(`tocsin: nothing built: ${obstacle}`);
