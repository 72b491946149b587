import { powerMonitor, powerSaveBlocker } from 'electron';
import type { Engine } from '../engine/engine-api';
import type { OpenConsole } from '../host/open-console';
import { watchView } from '../host/watch-view';

/** No sleep of the computer while something runs, and word to the engine after it slept all the same. */
export function watchPower(console: OpenConsole): void {
  const { engine } = console;
  let blocker: number | null = null;
  watchView(console, (view) => {
    const isNeeded = view.engine.engine?.busy === true && engine.settings().features['keep-awake'];
    if (isNeeded && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!isNeeded && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  });
  tellOfSleep(engine);
}

function tellOfSleep(engine: Engine): void {
  const { wall } = engine.ports;
  let asleepSinceMs: number | null = null;
  powerMonitor.on('suspend', () => {
    asleepSinceMs = wall.nowMs();
  });
  powerMonitor.on('resume', () => {
    if (asleepSinceMs === null) return;
    engine.woke(Math.max(0, Math.round((wall.nowMs() - asleepSinceMs) / 1000)));
    asleepSinceMs = null;
  });
}
