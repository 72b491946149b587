import { homedir } from 'node:os';
import { join } from 'node:path';
import { exportEvidence } from './headless/audit/export';
import { tellKey } from './headless/audit/key';
import { commandLine } from './headless/commands';
import { detect } from './headless/detect/detect';
import { doctor } from './headless/doctor';
import { serve } from './headless/serve';
import { simulate } from './headless/simulate';
import { quietly, runCommandLine } from './host/command-line';
import { exitCodeOf, type Problem, sentence } from './host/problem';
import { type Program, readVersion, surviveForgottenPromises } from './host/program';

/** The plain Node entry: real time and chance, the command line, the exit code. */

/** Built files lie in `out/main`, two folders below what `package.json` describes. */
const root = join(__dirname, '..', '..');

async function main(): Promise<number> {
  const version = await readVersion(root);
  const program: Program = {
    machine: { epochMs: () => Date.now(), monoMs: () => performance.now(), unit: () => Math.random() },
    place: { platform: process.platform, env: process.env, home: homedir() },
    pid: process.pid,
    uid: process.getuid?.() ?? 0,
    nodeVersion: process.version,
    root,
    version,
    tell: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    atTerminal: process.stderr.isTTY === true,
    ending: endingOf(process),
  };
  surviveForgottenPromises(process, program.complain);
  let code = 0;
  const fail = (problem: Problem) => {
    program.complain(`tocsin: ${sentence(problem)}\n`);
    code = exitCodeOf(problem);
  };
  const commands = quietly(
    commandLine(version, {
      async serve(flags) {
        const ended = await serve(flags, program);
        if (!ended.ok) fail(ended.error);
        else if (!ended.value.flushed) code = 1;
      },
      async simulate(flags) {
        const ended = await simulate(flags, program);
        if (!ended.ok) fail(ended.error);
      },
      async doctor(flags) {
        if (!(await doctor(flags, program))) code = 1;
      },
      async detect(flags) {
        const ended = await detect(flags, program);
        if (!ended.ok) fail(ended.error);
        else if (!ended.value) code = 1;
      },
      async exportEvidence(flags) {
        const ended = await exportEvidence(flags, program);
        if (!ended.ok) fail(ended.error);
      },
      async tellKey(flags) {
        const ended = await tellKey(flags, program);
        if (!ended.ok) fail(ended.error);
      },
    }),
    program.tell,
  );
  const ran = await runCommandLine(commands, process.argv.slice(2));
  if (!ran.ok && ran.error.kind === 'wrong') fail(ran.error.problem);
  return code;
}

/** The first signal asks to end; a second one ends at once. */
function endingOf(events: NodeJS.Process): AbortSignal {
  const ending = new AbortController();
  const ask = () => {
    if (ending.signal.aborted) events.exit(130);
    ending.abort();
  };
  events.on('SIGTERM', ask).on('SIGINT', ask);
  // Whoever read our output may go away; that is no reason to stop watching.
  events.stdout.on('error', () => undefined);
  return ending.signal;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`tocsin: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
