import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Place } from '../data-dir';
import type { AlertPlace } from './notifier-choice';
import { sessionBusOffers } from './session-bus';

/** Looks at the machine once: what alerts could be shown with. */
export async function lookForAlerts(place: Place, host: AlertPlace['host'], uid: number): Promise<AlertPlace> {
  const isLinux = place.platform !== 'darwin' && place.platform !== 'win32';
  const screen = !isLinux || hasScreen(place.env);
  return {
    platform: place.platform,
    host,
    screen,
    service: isLinux && screen ? await sessionBusOffers(['org.freedesktop.Notifications'], place.env, uid) : false,
    notifySend: isLinux && (await isOnPath('notify-send', place.env)),
  };
}

function hasScreen(env: Place['env']): boolean {
  return (env.DISPLAY ?? '') !== '' || (env.WAYLAND_DISPLAY ?? '') !== '';
}

/** Whether a program of this name can be started. */
export async function isOnPath(program: string, env: Place['env']): Promise<boolean> {
  for (const dir of (env.PATH ?? '').split(delimiter)) {
    if (dir !== '' && (await isExecutable(join(dir, program)))) return true;
  }
  return false;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
