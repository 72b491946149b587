/** `npm run dev`: the window with hot reload, on whatever runtime there is. Arguments go to the console. */
import { findRuntime } from './electron-runtime.mjs';
import { forgetBuild } from './lib/builder.mjs';
import { runHere } from './lib/commands.mjs';
import { packageBin } from './lib/paths.mjs';
import { hasScreen, windowSettings } from './lib/screen.mjs';
import { DEFAULT_REHEARSAL } from './lib/start-plan.mjs';

const found = await findRuntime();
if ('failure' in found || !hasScreen(process.env)) {
  console.error(`dev: ${'failure' in found ? found.failure : 'no screen here; npm start -- --browser serves a browser'}`);
  process.exitCode = 1;
} else {
  console.log(`electron: ${found.runtime.title}`);
  const { env } = windowSettings(found.runtime.kind, { ...process.env, ELECTRON_EXEC_PATH: found.runtime.executable });
  const own = process.argv.slice(2);
  forgetBuild();
  process.exitCode = await runHere(packageBin('electron-vite'), ['dev', '--', ...(own.length > 0 ? own : DEFAULT_REHEARSAL)], {
    env,
  });
}
