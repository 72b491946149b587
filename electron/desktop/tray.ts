import { join } from 'node:path';
import { Menu, nativeImage, nativeTheme, Tray } from 'electron';
import type { View } from '../../shared/domain/view';
import { sessionBusOffers } from '../host/alerts/session-bus';
import type { Place } from '../host/data-dir';
import { titleOf, whatRuns } from '../host/what-runs';
import { type TrayActions, trayMenu, trayTip } from './tray-menu';

export interface ConsoleTray {
  show(view: View, settings: { readonly doNotDisturb: boolean; readonly rehearsing: boolean }): void;
}

/**
 * Whether this desktop shows tray icons. On Linux that takes a program that listens for them; without one an icon would be made and
 * never seen, and a window hidden in it would be lost.
 */
export async function hasTray(place: Place, uid: number): Promise<boolean> {
  if (place.platform === 'darwin' || place.platform === 'win32') return true;
  return sessionBusOffers(['org.kde.StatusNotifierWatcher'], place.env, uid);
}

/** The tray icon with its menu, which changes only when what it says changes. */
export function openTray(root: string, actions: TrayActions): ConsoleTray {
  const tray = new Tray(nativeImage.createFromPath(join(root, 'resources', 'icons', iconFile())));
  tray.on('click', () => actions.open(null));
  let shown = '';
  return {
    show(view, { doNotDisturb, rehearsing }) {
      const runs = whatRuns(view);
      const now = JSON.stringify([rehearsing, doNotDisturb, runs.map(({ executionId, status }) => [executionId, status])]);
      if (now === shown) return;
      shown = now;
      tray.setToolTip(trayTip(runs, titleOf(view, rehearsing)));
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(runs, doNotDisturb, actions)));
    },
  };
}

function iconFile(): string {
  return nativeTheme.shouldUseDarkColors ? 'tray-dark-32.png' : 'tray-light-32.png';
}
