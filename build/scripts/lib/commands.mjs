import { spawn } from 'node:child_process';

/**
 * @typedef {object} Outcome
 * @property {number | null} code Exit code; null when it could not be started or was stopped.
 * @property {string} stdout
 * @property {string} stderr
 * @property {boolean} timedOut
 */

/**
 * Runs a program to its end and hands back what it said. Never throws: a program that does not exist is an outcome too.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, timeoutMs?: number }} [options]
 * @returns {Promise<Outcome>}
 */
export function run(program, args, { env = process.env, cwd, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const outcome = { stdout: '', stderr: '', timedOut: false };
    child.stdout.on('data', (chunk) => {
      outcome.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      outcome.stderr += chunk;
    });
    const timer = setTimeout(
      () => {
        outcome.timedOut = true;
        child.kill('SIGKILL');
      },
      timeoutMs ?? 2 ** 31 - 1,
    );
    const end = (/** @type {number | null} */ code) => {
      clearTimeout(timer);
      resolve({ code, ...outcome });
    };
    child.on('error', (error) => {
      outcome.stderr += error.message;
      end(null);
    });
    child.on('close', end);
  });
}

/**
 * Runs a program in the foreground, on this terminal.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<number>} Its exit code; 127 when it could not be started, 128 and more when a signal ended it.
 */
export function runHere(program, args, { env = process.env, cwd } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { env, cwd, stdio: 'inherit' });
    const stop = handSignalsTo(child);
    child.on('error', (error) => {
      stop();
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => {
      stop();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/**
 * A stop asked of a script is a stop asked of the program that it runs.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} Ends it.
 */
export function handSignalsTo(child) {
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
  const handlers = signals.map((signal) => ({ signal, hand: () => child.kill(signal) }));
  for (const { signal, hand } of handlers) process.on(signal, hand);
  return () => {
    for (const { signal, hand } of handlers) process.off(signal, hand);
  };
}

/** @param {string} text Its last line that says something. */
export function lastLine(text) {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
