import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import type { Place } from '../host/data-dir';
import type { OpenConsole } from '../host/open-console';
import { autostartFile, type LoginCommand } from './autostart-file';

/** How often the setting is looked at; settings are not part of the view. */
const LOOK_EVERY_MS = 2_000;

/** Follows the setting "start at login" for as long as the program runs. */
export function keepLoginItem({ engine }: OpenConsole, command: LoginCommand, place: Place): void {
  let known = engine.settings().desktop.startAtLogin;
  setInterval(() => {
    const wanted = engine.settings().desktop.startAtLogin;
    if (wanted === known) return;
    known = wanted;
    setLoginItem(wanted, command, place).catch((error: unknown) => {
      engine.warn({
        code: 'login-item',
        message: `Starting at login could not be ${wanted ? 'switched on' : 'switched off'}: ${error instanceof Error ? error.message : String(error)}.`,
        next: 'Set it in the settings of this desktop instead.',
      });
    });
  }, LOOK_EVERY_MS);
}

/** Starts the console at login, or no longer. On Linux that is a file of the desktop's own kind; elsewhere Electron does it. */
async function setLoginItem(on: boolean, command: LoginCommand, place: Place): Promise<void> {
  if (place.platform === 'darwin' || place.platform === 'win32') {
    app.setLoginItemSettings({ openAtLogin: on, path: command.executable, args: [...command.args] });
    return;
  }
  const dir = join(place.env.XDG_CONFIG_HOME ?? join(place.home, '.config'), 'autostart');
  const file = join(dir, 'tocsin.desktop');
  if (!on) return rm(file, { force: true });
  await mkdir(dir, { recursive: true });
  await writeFile(file, autostartFile(command));
}
