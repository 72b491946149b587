import { describe, expect, test, vi } from 'vitest';
import { autostartFile } from './autostart-file';
import { readDesktopFlags } from './command';
import { trainingArguments } from './training-window';
import { placeOn } from './window-place';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const saved = { x: 100, y: 50, width: 1200, height: 800, maximised: false };

describe('the place of the window', () => {
  test.each([
    ['is the usual one, in the middle, at first', null, [screen], { x: null, width: 1440, height: 900 }],
    ['is where it was', saved, [screen], { x: 100, y: 50, width: 1200, height: 800 }],
    ['is in the middle when its screen is gone', { ...saved, x: 4000 }, [screen], { x: null, y: null, width: 1200 }],
    ['is no larger than the screen', { ...saved, width: 4000, height: 3000 }, [screen], { width: 1920, height: 1080 }],
    ['is no smaller than can be read', { ...saved, width: 10, height: 10 }, [screen], { width: 1024, height: 700 }],
    ['may be on a second screen', { ...saved, x: -1800 }, [screen, { ...screen, x: -1920 }], { x: -1800 }],
  ])('%s', (_name, former, areas, expected) => {
    expect(placeOn(former, areas)).toMatchObject(expected);
  });
});

describe('the command line of the window', () => {
  const read = async (...argv: string[]) => {
    const flags = await readDesktopFlags(argv, '1.0.0', vi.fn());
    return flags.ok ? flags.value : flags.error.message;
  };

  test.each([
    [[], 'payroll-drill'],
    [['--rehearse', 'fleet'], 'fleet'],
    [['--profile', 'payroll-prod'], undefined],
    [['--clock', 'http://127.0.0.1:4599'], undefined],
  ])('%j rehearses %s', async (argv, rehearse) => {
    expect(await read(...argv)).toMatchObject(rehearse === undefined ? { profile: expect.anything() } : { rehearse });
  });

  test('lets pass what belongs to the runtime, and nothing else', async () => {
    expect(await read('--no-sandbox', '--remote-debugging-port=0', '--inspect=0', '--log-level=3')).toMatchObject({
      rehearse: 'payroll-drill',
    });
    expect(await read('--rehearsal')).toMatch(/--rehearsal/);
  });
});

test('a command with spaces, quotes and percent signs survives the autostart file', () => {
  const text = autostartFile({ executable: '/opt/My "Apps"/tocsin', args: ['--profile', '100%$'] });
  expect(text).toContain(String.raw`Exec="/opt/My \\"Apps\\"/tocsin" "--profile" "100%%\\$"`);
});

test('a training console is the same program beside it, without the accounts of this one', () => {
  const login = {
    executable: '/opt/tocsin',
    args: ['/app', '--no-sandbox', '--profile', 'payroll-prod', '--region', 'us-east-1'],
  };
  expect(trainingArguments(login, '/app', '/data')).toEqual([
    '--no-sandbox',
    '/app',
    '--data-dir',
    '/data',
    '--rehearse',
    'payroll-drill',
  ]);
  expect(trainingArguments({ ...login, args: ['--hidden'] }, '/app', undefined)).toEqual(['--rehearse', 'payroll-drill']);
});
