/**
 * @typedef {object} Machine
 * @property {boolean} screen Whether a window can be shown at all.
 * @property {import('../electron-runtime.mjs').Runtime | null} runtime Null where none was looked for or found.
 * @property {string | null} obstacle Why the runtime cannot be started here, in one line.
 *
 * @typedef {{ how: 'window', executable: string, args: string[], why: string }
 *   | { how: 'browser', args: string[], why: string }} Plan
 */

export const DEFAULT_REHEARSAL = ['--rehearse', 'payroll-drill'];

/**
 * Whether `npm start` opens the desktop window or serves the same console to the browser, and with which arguments.
 *
 * @param {readonly string[]} given Arguments of the operator. `--browser` and `--dev-runtime` are meant for this decision; all
 *   others go to the console.
 * @param {Machine} machine
 * @returns {Plan}
 */
export function planStart(given, machine) {
  const own = given.filter((argument) => argument !== '--browser' && argument !== '--dev-runtime');
  const isReal = has(own, '--profile') && !has(own, '--rehearse');
  const args = isReal || has(own, '--rehearse') ? own : [...DEFAULT_REHEARSAL, ...own];
  // Whoever starts the console sits before it, as at the window: the pause waits for them.
  const attended = isReal || has(args, '--operator') ? args : [...args, '--operator', 'human'];
  const browser = (/** @type {string} */ why) => /** @type {const} */ ({ how: 'browser', args: attended, why });

  if (given.includes('--browser')) return browser('asked for the browser');
  if (!machine.screen) return browser('no screen here, so no window');
  if (machine.obstacle !== null) return browser(machine.obstacle);
  if (machine.runtime === null) return browser('no Electron runtime here, so no window');
  const { kind, executable, title } = machine.runtime;
  if (kind === 'development' && isReal && !given.includes('--dev-runtime')) {
    return browser('real accounts open in the browser: this Electron is years old (--dev-runtime opens the window all the same)');
  }
  return { how: 'window', executable, args, why: title };
}

/** @param {readonly string[]} args @param {string} flag */
function has(args, flag) {
  return args.some((argument) => argument === flag || argument.startsWith(`${flag}=`));
}
