import type { Notifier } from '../../engine/ports';

export interface AlertPlace {
  readonly platform: NodeJS.Platform;
  readonly host: 'desktop' | 'headless';
  /** A graphical session this process belongs to. */
  readonly screen: boolean;
  /** Linux: whether something on the session bus shows notifications. */
  readonly service: boolean;
  /** Linux: whether `notify-send` is installed. */
  readonly notifySend: boolean;
}

export type NotifierChoice = Pick<Notifier, 'by' | 'why'>;

/**
 * The one place that decides which way native alerts take, and says why in words for `doctor`. node-notifier cannot report a click
 * on Linux and lets alerts expire there, so Linux takes another way (D11).
 */
export function chooseNotifier({ platform, host, screen, service, notifySend }: AlertPlace): NotifierChoice {
  if (platform === 'darwin' || platform === 'win32') {
    if (!screen) return { by: 'in-app', why: 'no desktop session, so alerts show in the console only' };
    return {
      by: 'node-notifier',
      why: `node-notifier speaks to the notification centre of ${platform === 'darwin' ? 'macOS' : 'Windows'}`,
    };
  }
  if (!screen)
    return { by: 'in-app', why: 'no desktop session (neither DISPLAY nor WAYLAND_DISPLAY), so alerts show in the console only' };
  if (!service) {
    return {
      by: 'in-app',
      why: 'no notification service (org.freedesktop.Notifications) answers on the session bus, so alerts show in the console only',
    };
  }
  if (host === 'desktop')
    return {
      by: 'electron-notification',
      why: 'the notification service of this desktop answers; on Linux Electron reports clicks, node-notifier does not',
    };
  if (notifySend)
    return { by: 'notify-send', why: 'the notification service of this desktop answers, and notify-send is installed' };
  return { by: 'in-app', why: 'notify-send is not installed (package libnotify-bin), so alerts show in the console only' };
}
