/** Bundles the fixtures page into `.cache/renderer-fixtures`, or the folder named as argument; it is never part of the product. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  root: at('.'),
  configFile: false,
  base: './',
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: process.argv[2] ?? at('../../.cache/renderer-fixtures'),
    emptyOutDir: true,
    minify: false,
    chunkSizeWarningLimit: 5000,
  },
});
