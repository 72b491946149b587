import { type BrowserWindow, dialog } from 'electron';
import type { Actor, Log } from '../engine/ports';
import type { OpenConsole } from '../host/open-console';
import type { Quitting } from './quit';

/**
 * Closing the window is not quitting: the console goes on watching in the tray, or minimised where there is no tray, and says so the
 * first time.
 */
export function keepWatchingWhenClosed(
  window: BrowserWindow,
  options: {
    readonly console: OpenConsole;
    readonly actor: Actor;
    readonly quitting: Quitting;
    readonly hasTray: boolean;
    readonly log: Log;
  },
): void {
  const { console, quitting, hasTray, log } = options;
  window.on('close', (event) => {
    if (quitting.isEnding()) return;
    event.preventDefault();
    if (hasTray) window.hide();
    else window.minimize();
    explainOnce().catch((error: unknown) => log.warn({ error }, 'It could not be noted that the tray was explained.'));
  });

  async function explainOnce(): Promise<void> {
    const { engine } = console;
    const settings = engine.settings();
    if (settings.desktop.trayExplained) return;
    await engine.inside.changeSettings({ ...settings, desktop: { ...settings.desktop, trayExplained: true } }, options.actor);
    await dialog.showMessageBox({
      type: 'info',
      title: 'Tocsin keeps watching',
      message: 'Tocsin keeps watching.',
      detail: `It goes on ${hasTray ? 'in the tray' : 'minimised, since this desktop shows no tray icons'}, and alerts you as before. To end it, choose Quit ${hasTray ? 'there' : 'in its File menu (the Alt key shows it)'}.`,
      buttons: ['Understood'],
    });
  }
}
