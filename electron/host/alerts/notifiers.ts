import { execFile } from 'node:child_process';
import type { Log, NativeAlert, Notifier } from '../../engine/ports';
import type { NotifierChoice } from './notifier-choice';

type Outcome = Awaited<ReturnType<Notifier['show']>>;

/** How long a native service may take to accept one alert. */
const PATIENCE_MS = 10_000;

/** No native service: the console shows what there is. The engine calls nothing then, and a call says so. */
export function inAppNotifier(why: string): Notifier {
  return { by: 'in-app', why, show: async () => ({ outcome: 'failed', reason: why }) };
}

/** `notify-send`, started without a shell. Critical alerts stay until somebody closes them. */
export function notifySendNotifier(why: string): Notifier {
  return {
    by: 'notify-send',
    why,
    show: (alert) =>
      new Promise<Outcome>((resolve) => {
        execFile('notify-send', notifySendArgs(alert), { timeout: PATIENCE_MS }, (error) => {
          resolve(
            error === null ? { outcome: 'shown', reason: null } : { outcome: 'failed', reason: `notify-send: ${error.message}` },
          );
        });
      }),
  };
}

export function notifySendArgs(alert: NativeAlert): string[] {
  const staying = alert.urgency === 'critical' ? ['--expire-time', '0'] : [];
  return ['--app-name', 'Tocsin', '--urgency', alert.urgency, ...staying, '--', alert.title, alert.body];
}

/** node-notifier on macOS and Windows. `onClick` gets the alert that was clicked. */
export function nodeNotifier(why: string, log: Log, onClick: (alert: NativeAlert) => void): Notifier {
  return {
    by: 'node-notifier',
    why,
    async show(alert) {
      const { default: notifier } = await import('node-notifier');
      return new Promise<Outcome>((resolve) => {
        // It calls back only once the alert has gone; being handed over without an error is what can be known now.
        const handed = setTimeout(() => resolve({ outcome: 'shown', reason: null }), 500);
        notifier.notify(nodeNotifierOptions(alert), (error, response) => {
          clearTimeout(handed);
          if (error !== null) log.warn({ error }, 'A native alert failed.');
          resolve(error === null ? { outcome: 'shown', reason: null } : { outcome: 'failed', reason: error.message });
          if (response === 'activate') onClick(alert);
        });
      });
    },
  };
}

/**
 * On macOS `wait` without a time means five seconds, so it must not stand beside `timeout: false`, by which a critical alert stays until
 * somebody closes it. Windows heeds neither.
 */
export function nodeNotifierOptions({ title, body, sound, urgency }: NativeAlert) {
  const said = { title, message: body, sound };
  return urgency === 'critical' ? { ...said, timeout: false as const } : { ...said, wait: true };
}

/** The notifier of a host without a window. */
export function headlessNotifier(choice: NotifierChoice, log: Log): Notifier {
  switch (choice.by) {
    case 'node-notifier':
      return nodeNotifier(choice.why, log, () => undefined);
    case 'notify-send':
      return notifySendNotifier(choice.why);
    case 'electron-notification':
    case 'in-app':
      return inAppNotifier(choice.why);
  }
}
