import { join } from 'node:path';
import { Notification } from 'electron';
import { unreachable } from '../../shared/lib/unreachable';
import type { Log, NativeAlert, Notifier } from '../engine/ports';
import type { NotifierChoice } from '../host/alerts/notifier-choice';
import { inAppNotifier, nodeNotifier, notifySendNotifier } from '../host/alerts/notifiers';

/** How long the notification service may take to say that it shows an alert. */
const PATIENCE_MS = 5_000;

/** The way of native alerts that was chosen for this desktop. A click brings the window to what the alert is about. */
export function desktopNotifier(
  choice: NotifierChoice,
  options: { readonly root: string; readonly log: Log; onClick(alert: NativeAlert): void },
): Notifier {
  switch (choice.by) {
    case 'electron-notification':
      return Notification.isSupported()
        ? electronNotifier(choice.why, options)
        : inAppNotifier('Electron finds no notifications here');
    case 'node-notifier':
      return nodeNotifier(choice.why, options.log, options.onClick);
    case 'notify-send':
      return notifySendNotifier(choice.why);
    case 'in-app':
      return inAppNotifier(choice.why);
    default:
      return unreachable(choice.by);
  }
}

function electronNotifier(
  why: string,
  { root, onClick }: { readonly root: string; onClick(alert: NativeAlert): void },
): Notifier {
  // An alert that nothing refers to may be collected, and its click would go nowhere.
  const shown = new Set<Notification>();
  return {
    by: 'electron-notification',
    why,
    show: (alert) =>
      new Promise((resolve) => {
        const notification = new Notification({
          title: alert.title,
          body: alert.body,
          silent: !alert.sound,
          urgency: alert.urgency,
          timeoutType: alert.urgency === 'critical' ? 'never' : 'default',
          icon: join(root, 'resources', 'icons', 'icon.png'),
        });
        const timer = setTimeout(
          () => resolve({ outcome: 'failed', reason: 'the notification service did not answer' }),
          PATIENCE_MS,
        );
        shown.add(notification);
        notification.on('show', () => {
          clearTimeout(timer);
          resolve({ outcome: 'shown', reason: null });
        });
        notification.on('failed', (_event, error) => {
          clearTimeout(timer);
          shown.delete(notification);
          resolve({ outcome: 'failed', reason: error });
        });
        notification.on('click', () => onClick(alert));
        notification.on('close', () => shown.delete(notification));
        notification.show();
      }),
  };
}
