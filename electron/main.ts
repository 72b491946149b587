import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { readDesktopFlags } from './desktop/command';
import { declarePageScheme } from './desktop/page';
import { type DesktopProgram, runDesktop } from './desktop/run-desktop';
import { defaultDataDir, rehearsalDir } from './host/data-dir';
import type { ConsoleFlags } from './host/flags';
import { exitCodeOf, sentence } from './host/problem';
import { readVersion, surviveForgottenPromises } from './host/program';

/** The Electron entry: real time and chance, one instance per data directory, then the window. */

/** Built files lie in `out/main`, two folders below what `package.json` describes. */
const root = join(__dirname, '..', '..');
const place = { platform: process.platform, env: process.env, home: homedir() };
const complain = (text: string) => void process.stderr.write(text);
const tell = (text: string) => void process.stdout.write(text);

// The AWS SDK would greet every start with a paragraph about the Node releases it is going to need.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
surviveForgottenPromises(process, complain);
declarePageScheme();
app.setName('Tocsin');
// Windows shows alerts only for programs that have such an id.
app.setAppUserModelId('io.tocsin.console');

async function main(): Promise<void> {
  const version = await readVersion(root);
  const args = process.argv.slice(process.defaultApp === true ? 2 : 1);
  const flags = await readDesktopFlags(args, version, tell);
  if (!flags.ok) {
    complain(`tocsin: ${sentence(flags.error)}\n`);
    await app.whenReady();
    dialog.showErrorBox('Tocsin cannot start', sentence(flags.error));
    return app.exit(exitCodeOf(flags.error));
  }
  if (flags.value === null) return app.exit(0);
  if (!isOnlyOne(flags.value)) return app.exit(0);
  await app.whenReady();
  await runDesktop(flags.value, programOf(version, args));
}

/** The lock lies in `userData`: a window per data directory, rehearsal and reality apart. The first one is raised. */
function isOnlyOne({ dataDir, rehearse, clock }: ConsoleFlags): boolean {
  const base = dataDir ?? defaultDataDir(place);
  const isRehearsal = rehearse !== undefined || clock !== undefined;
  app.setPath('userData', join(isRehearsal ? rehearsalDir(base) : base, 'window'));
  return app.requestSingleInstanceLock();
}

function programOf(version: string, args: readonly string[]): DesktopProgram {
  const ending = new AbortController();
  process.on('SIGTERM', () => ending.abort()).on('SIGINT', () => ending.abort());
  return {
    machine: { epochMs: () => Date.now(), monoMs: () => performance.now(), unit: () => Math.random() },
    place,
    pid: process.pid,
    uid: process.getuid?.() ?? 0,
    nodeVersion: process.version,
    root,
    version,
    tell,
    complain,
    atTerminal: process.stderr.isTTY === true,
    ending: ending.signal,
    user: userInfo().username,
    login: { executable: process.execPath, args: [...(process.defaultApp === true ? [root] : []), ...args] },
    onSecondStart: (raise) => void app.on('second-instance', raise),
  };
}

main().catch((error: unknown) => {
  complain(`tocsin: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  app.exit(1);
});
