/** `npm run build`: everything into `out/`, unless it is there already and no source file is younger. */
import { buildIfStale, isFresh } from './lib/builder.mjs';

const wasFresh = isFresh();
await buildIfStale();
console.log(wasFresh ? 'out/ is up to date' : 'built into out/');
