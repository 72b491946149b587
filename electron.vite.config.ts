import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const from = (path: string): string => resolve(import.meta.dirname, path);

/**
 * What stays outside the bundle of the main process: `electron` itself; the packages that load a native library lying next to
 * them (libsql, keyring); and node-notifier, which starts programs out of its own `vendor` folder. See D3.
 */
const external = ['electron', /^electron\//, 'libsql', /^@libsql\//, /^@napi-rs\/keyring/, 'node-notifier', /^node:/];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node18',
      minify: false,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: { main: from('electron/main.ts'), headless: from('electron/headless.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
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
