import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { chooseNotifier } from './notifier-choice';
import { nodeNotifierOptions, notifySendArgs } from './notifiers';
import { busCall, busPath, sessionBusOffers } from './session-bus';

const place = { platform: 'linux', host: 'desktop', screen: true, service: true, notifySend: true } as const;

describe('the way of native alerts', () => {
  test.each([
    [{ ...place, platform: 'darwin' as const }, 'node-notifier'],
    [{ ...place, platform: 'win32' as const }, 'node-notifier'],
    [place, 'electron-notification'],
    [{ ...place, service: false }, 'in-app'],
    [{ ...place, screen: false }, 'in-app'],
    [{ ...place, host: 'headless' as const }, 'notify-send'],
    [{ ...place, host: 'headless' as const, notifySend: false }, 'in-app'],
  ])('of %o is %s', (at, by) => {
    const choice = chooseNotifier(at);
    expect(choice.by).toBe(by);
    expect(choice.why).not.toBe('');
  });

  test('a critical alert does not expire, and no title is taken for a flag', () => {
    const alert = { title: '--help', body: 'b', urgency: 'critical', sound: false, executionId: null, noticeIds: [] } as const;
    expect(notifySendArgs(alert)).toEqual([
      '--app-name',
      'Tocsin',
      '--urgency',
      'critical',
      '--expire-time',
      '0',
      '--',
      '--help',
      'b',
    ]);
  });
});

describe('node-notifier', () => {
  const alert = {
    title: 'Wave 2 failed',
    body: 'b',
    urgency: 'critical',
    sound: true,
    executionId: null,
    noticeIds: [],
  } as const;
  /** What the package itself makes of the options for macOS. */
  const onMac = (options: object): unknown => createRequire(import.meta.url)('node-notifier/lib/utils').mapToMac(options);

  test('on macOS lets a critical alert stay until it is closed', () => {
    expect(onMac(nodeNotifierOptions(alert))).not.toHaveProperty('timeout');
    expect(onMac(nodeNotifierOptions({ ...alert, urgency: 'normal' }))).toHaveProperty('timeout', 5);
  });
});

describe('the session bus', () => {
  test.each([
    [{ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/7/bus,guid=00' }, '/run/user/7/bus'],
    [{ DBUS_SESSION_BUS_ADDRESS: 'tcp:host=x' }, null],
    [{ XDG_RUNTIME_DIR: '/run/x' }, '/run/x/bus'],
    [{}, '/run/user/7/bus'],
  ])('of %o is at %s', (env, path) => {
    expect(busPath(env, 7)).toBe(path);
  });

  test('that is not there has no notification service', async () => {
    expect(
      await sessionBusOffers(['org.freedesktop.Notifications'], { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' }, 7),
    ).toBe(false);
  });

  test('is spoken to in messages of whole 8-byte words that name their length', () => {
    const call = busCall('ListNames', 2);
    expect(call.length % 8).toBe(0);
    expect(call.readUInt32LE(8)).toBe(2);
    expect(Math.ceil((16 + call.readUInt32LE(12)) / 8) * 8).toBe(call.length);
  });
});
