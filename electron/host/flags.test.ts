import { Command } from 'commander';
import { expect, test } from 'vitest';
import { quietly, runCommandLine } from './command-line';
import { addConsoleFlags, type ConsoleFlags } from './flags';

async function read(...argv: string[]) {
  const given: ConsoleFlags[] = [];
  const told: string[] = [];
  const command = addConsoleFlags(new Command('serve')).action((flags: ConsoleFlags) => void given.push(flags));
  const ran = await runCommandLine(
    quietly(command, (text) => void told.push(text)),
    argv,
  );
  const wrong = !ran.ok && ran.error.kind === 'wrong' ? ran.error.problem : null;
  return { flags: given[0], wrong, told: told.join('') };
}

test.each([
  [['--speed', '601'], /--speed .*601.* Allowed: 1 to 600/],
  [['--speed', 'fast'], /--speed .*fast.* Allowed: 1 to 600/],
  [['--variant', 'H'], /--variant .*Allowed: A, B, C, D, E, F, G/],
  [['--operator', 'robot'], /--operator .*robot.*script, human/],
  [['--policy', 'observe,all'], /--policy .*observe, alert, setup, manage/],
  [['--feature', 'flying=on'], /--feature .*native-alerts/],
  [['--feature', 'keep-awake=maybe'], /--feature .*=on or =off/],
  [['--clock', 'localhost'], /--clock .*http:\/\/127\.0\.0\.1:4599/],
  [['--flight', 'on'], /--flight/],
  [['--profile'], /--profile/],
])('%j is refused in one line that names the flag and what is allowed', async (argv, expected) => {
  const { wrong, flags } = await read(...argv);
  expect(wrong?.message).toMatch(expected);
  expect(wrong?.message).not.toContain('\n');
  expect([wrong?.code, flags]).toEqual(['flag', undefined]);
});

test('flags that may be given again add up', async () => {
  const { flags } = await read(
    '--profile',
    'a',
    '--profile',
    'b',
    '--fault',
    'H6',
    '--fault',
    'drs:throttle',
    '--policy',
    'observe,manage',
    '--feature',
    'keep-awake=off',
    '--feature',
    'native-alerts=on',
  );
  expect(flags).toMatchObject({
    profile: ['a', 'b'],
    fault: ['H6', 'drs:throttle'],
    policy: ['observe', 'manage'],
    feature: { 'keep-awake': false, 'native-alerts': true },
  });
});

test('an address loses the slash at its end, so that paths can be added', async () => {
  expect((await read('--clock', 'http://127.0.0.1:4599/')).flags?.clock).toBe('http://127.0.0.1:4599');
});

test('--help is an answer, not a mistake', async () => {
  const { wrong, told } = await read('--help');
  expect(wrong).toBeNull();
  expect(told).toContain('--rehearse');
});
