import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { run } from './commands.mjs';
import { root } from './paths.mjs';
import { pause } from './processes.mjs';

/**
 * A desktop session of its own for tests: a virtual screen and a notification daemon on the session bus of this process.
 *
 * @returns {Promise<{ display: string, stop: () => void }>} `display` as in `DISPLAY`.
 */
export async function startSession() {
  const screen = await startScreen();
  const env = { ...process.env, DISPLAY: screen.display };
  const dunst = spawn('dunst', ['-config', join(root, 'build/e2e/dunstrc')], { env, stdio: 'ignore' });
  const stop = () => {
    dunst.kill();
    screen.stop();
  };
  if (await answers(env)) return { display: screen.display, stop };
  stop();
  throw new Error('the notification daemon (dunst) did not answer within 10 s');
}

/** Xvfb picks a free display itself and tells its number on descriptor 3. */
async function startScreen() {
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    xvfb.on('error', reject);
    xvfb.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    xvfb.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()));
  });
  return { display: `:${number}`, stop: () => xvfb.kill() };
}

/** Asks the bus, not the daemon: a question to a daemon that is still starting would make the bus start a second one. */
const ASK_FOR_DAEMON = [
  '--session',
  '--print-reply=literal',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.freedesktop.Notifications',
];

/** @param {NodeJS.ProcessEnv} env */
async function answers(env) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const outcome = await run('dbus-send', ASK_FOR_DAEMON, { env });
    if (outcome.stdout.includes('true')) return true;
    await pause(200);
  }
  return false;
}
