import { spawn } from 'node:child_process';
import { err, ok, type Result } from '../../shared/lib/result';
import type { LoginCommand } from './autostart-file';
import { DEFAULT_SCENARIO, isOfChromium } from './command';

/**
 * What starts this program once more as a training console: the same program and data directory (a rehearsal has its own folder in
 * there), and nothing of the accounts this one watches. One that is open already is raised instead.
 */
export function trainingArguments({ args }: LoginCommand, root: string, dataDir: string | undefined): readonly string[] {
  return [
    ...args.filter((argument) => isOfChromium(argument) && argument !== '--hidden'),
    // On a runtime that is no packaged program, the folder of the program comes after its switches.
    ...(args[0] === root ? [root] : []),
    ...(dataDir === undefined ? [] : ['--data-dir', dataDir]),
    '--rehearse',
    DEFAULT_SCENARIO,
  ];
}

/** Starts it apart, so that neither ends with the other. An error is one sentence. */
export function openTrainingWindow(executable: string, args: readonly string[]): Promise<Result<null, string>> {
  return new Promise((resolve) => {
    const child = spawn(executable, [...args], { detached: true, stdio: 'ignore' });
    child.once('error', (error) => resolve(err(`The training console could not be started: ${error.message}.`)));
    child.once('spawn', () => {
      child.unref();
      resolve(ok(null));
    });
  });
}
