import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const from = (path: string): string => resolve(import.meta.dirname, path);

/**
 * What stays outside the bundle of the main process: `electron` itself; the packages that load a native library lying next to
 * them (libsql, keyring); and node-notifier, which starts programs out of its own `vendor` folder. See D3.
 */
const external = ['electron', /^electron\//, 'libsql', /^@libsql\//, /^@napi-rs\/keyring/, 'node-notifier', /^node:/];

/**
 * Node reads a source file into a buffer that doubles as it fills: a file of more than 8 MiB takes a block of 16, and because glibc's
 * thresholds follow the largest block that was freed, the process then keeps some 50 MB that it would have given back.
 */
const MOST_OF_A_FILE = 8 * 1024 * 1024;

/** Libraries that every start loads: a file of their own, so that ours stays below that. */
const libraries = /[\\/]node_modules[\\/](zod|luxon|ical\.js|libphonenumber-js|liquidjs|nodemailer|ws)[\\/]/;

/** Stops a build that would make a file too large to be read cheaply. */
function smallFiles(): Plugin {
  return {
    name: 'small-files',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk' && Buffer.byteLength(file.code) > MOST_OF_A_FILE)
          this.error(`${file.fileName} is larger than ${MOST_OF_A_FILE} bytes: give more of its libraries a file of their own`);
    },
  };
}

export default defineConfig({
  main: {
    plugins: [smallFiles()],
    build: {
      outDir: 'out/main',
      target: 'node18',
      minify: false,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: {
          main: from('electron/main.ts'),
          headless: from('electron/headless.ts'),
          // A thread of its own (D24); `electron/engine/detection/threads.ts` looks for it by this name.
          'detection-thread': from('electron/engine/detection/worker/thread.ts'),
          // Evaluates frameworks; `electron/engine/frameworks/evaluator.ts` looks for it.
          'evaluation-thread': from('electron/engine/frameworks/thread.ts'),
          // Searches the audit log; `electron/engine/audit/search/search-thread.ts` looks for it.
          'audit-thread': from('electron/engine/audit/search/thread.ts'),
        },
        output: {
          format: 'cjs',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          comments: { legal: true, annotation: false, jsdoc: false },
          codeSplitting: { groups: [{ name: 'libraries', test: libraries }] },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node18',
      minify: false,
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { preload: from('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: from('renderer'),
    plugins: [react()],
    build: {
      outDir: from('out/renderer'),
      // The development runtime's Chromium (D2), and old enough for the browsers of bastions and walls.
      target: 'chrome114',
      emptyOutDir: true,
      minify: true,
      // One page, loaded from this machine: splitting it would gain nothing.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: { index: from('renderer/index.html') } },
    },
  },
});
