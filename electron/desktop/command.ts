import { Command } from 'commander';
import { err, ok, type Result } from '../../shared/lib/result';
import { quietly, runCommandLine } from '../host/command-line';
import { addConsoleFlags, type ConsoleFlags } from '../host/flags';
import type { Problem } from '../host/problem';

/** What is practised where nobody says what. */
export const DEFAULT_SCENARIO = 'payroll-drill';

/** What the window is opened with, or null after an answer such as `--help`. Without a profile it rehearses. */
export async function readDesktopFlags(
  argv: readonly string[],
  version: string,
  tell: (text: string) => void,
): Promise<Result<ConsoleFlags | null, Problem>> {
  let flags: ConsoleFlags | null = null;
  const command = addConsoleFlags(new Command('tocsin-desktop').description('The console in its window.').version(version))
    .option('--dev-runtime', 'a real account on the old Electron for development')
    .action((given: ConsoleFlags) => {
      flags = withRehearsal(given);
    });
  const ran = await runCommandLine(
    quietly(command, tell),
    argv.filter((argument) => !isOfChromium(argument)),
  );
  if (!ran.ok && ran.error.kind === 'wrong') return err(ran.error.problem);
  return ok(flags);
}

function withRehearsal(flags: ConsoleFlags): ConsoleFlags {
  const isReal = flags.profile.length > 0 || flags.clock !== undefined || flags.rehearse !== undefined;
  return isReal ? flags : { ...flags, rehearse: DEFAULT_SCENARIO };
}

/** Switches that Chromium and debuggers understand; they stand among the arguments on some runtimes. */
const CHROMIUM =
  /^--(no-sandbox|inspect(-brk)?|remote-debugging-(port|pipe)|user-data-dir|disable-|enable-|force-|use-|ozone-|log-level=\d|in-process-gpu|headless|allow-file|original-process|password-store|lang|no-first-run|hidden$)/;

export function isOfChromium(argument: string): boolean {
  return CHROMIUM.test(argument);
}
