import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Tests live beside the code they guard. A component test asks for a DOM itself, by a comment in its first line, so that
 * everything else runs in plain Node.
 */
export default defineConfig({
  root,
  plugins: [react()],
  cacheDir: `${root}/.cache/vitest`,
  test: {
    environment: 'node',
    include: ['{electron,shared,renderer,build}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'out/**', 'build/e2e/**'],
    // Two cores are the size that has to do: more workers only make slow tests time out.
    maxWorkers: 2,
    testTimeout: 15_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    unstubEnvs: true,
    restoreMocks: true,
  },
});
