import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('../../../..', import.meta.url));

/** Builds the thread's entry into `folder` as the product's build does; answers the file. `root` is the project's, for whoever is bundled. */
export async function builtThreadIn(folder: string, root = here): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'electron/engine/detection/worker/thread.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node18',
      minify: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'detection-thread.cjs' } },
    },
    ssr: { noExternal: true },
  });
  return join(folder, 'detection-thread.cjs');
}
