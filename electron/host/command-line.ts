import { type Command, CommanderError } from 'commander';
import { err, ok, type Result } from '../../shared/lib/result';
import type { Problem } from './problem';

/** What became of a command line that was not carried out. */
export type NotRun = { readonly kind: 'told' } | { readonly kind: 'wrong'; readonly problem: Problem };

/** Lets commander answer help and version, and turns every other complaint into one line of ours instead of an exit. */
export function quietly(command: Command, tell: (text: string) => void): Command {
  for (const one of everyCommand(command)) {
    one.exitOverride().configureOutput({ writeOut: tell, writeErr: () => undefined, outputError: () => undefined });
  }
  return command;
}

/** With those within it, at any depth. */
function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** Runs the command line; `argv` without program and script. */
export async function runCommandLine(command: Command, argv: readonly string[]): Promise<Result<void, NotRun>> {
  try {
    await command.parseAsync([...argv], { from: 'user' });
    return ok(undefined);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return err({ kind: 'told' });
    const message = error.message.replace(/^error: /, '').replace(/\n/g, ' ');
    return err({ kind: 'wrong', problem: { code: 'flag', message: endWithStop(message), next: 'See --help.' } });
  }
}

function endWithStop(text: string): string {
  return /[.!?)]$/.test(text) ? text : `${text}.`;
}
