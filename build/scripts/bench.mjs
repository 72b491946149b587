/**
 * `npm run bench -- NAME [arguments]`: bundles `build/bench/NAME.bench.ts` and runs it in a Node process of its own, so that
 * memory and time are its own. Prints one JSON object per figure; everything else goes to standard error.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './lib/builder.mjs';
import { runHere } from './lib/commands.mjs';
import { root } from './lib/paths.mjs';

const [name, ...args] = process.argv.slice(2);
const folder = join(root, 'build/bench');
const source = join(folder, `${name}.bench.ts`);

if (name === undefined || !existsSync(source)) {
  const known = readdirSync(folder).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
  console.error(`usage: npm run bench -- NAME [arguments]\nbenchmarks: ${known.join(', ') || 'none yet'}`);
  process.exitCode = 2;
} else {
  // It measures the program as it is shipped.
  if (name === 'ui') await buildIfStale();
  const program = await bundle(name, source);
  process.exitCode = await runHere(process.execPath, ['--expose-gc', '--enable-source-maps', program, ...args], { cwd: root });
}

/** @param {string} name @param {string} source @returns {Promise<string>} The bundled program. */
async function bundle(name, source) {
  const { build } = await import('vite');
  const outDir = join(root, '.cache/bench', name);
  mkdirSync(outDir, { recursive: true });
  const entry = join(outDir, 'entry.ts');
  writeFileSync(entry, entryFor(name, source));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: { output: { entryFileNames: 'bench.mjs' } },
    },
  });
  return join(outDir, 'bench.mjs');
}

/** @param {string} name @param {string} source */
function entryFor(name, source) {
  return `import { cpus } from 'node:os';
import { bench } from ${JSON.stringify(source)};
const machine = { cores: cpus().length, node: process.version };
await bench({
  args: process.argv.slice(2),
  figure: (figure, value, unit, more = {}) => console.log(JSON.stringify({ bench: ${JSON.stringify(name)}, figure, value, unit, ...more, ...machine })),
  say: (line) => console.error(line),
});
`;
}
