import { join } from 'node:path';
import { app, dialog, powerMonitor } from 'electron';
import type { Actor, Log, NativeAlert, Wall } from '../engine/ports';
import { lookForAlerts } from '../host/alerts/alert-place';
import { chooseNotifier } from '../host/alerts/notifier-choice';
import type { ConsoleFlags } from '../host/flags';
import { createIds } from '../host/ids';
import { createLog } from '../host/log';
import { type OpenConsole, openConsole } from '../host/open-console';
import { startOwnSimulator } from '../host/own-simulator';
import { type Problem, sentence } from '../host/problem';
import type { Program } from '../host/program';
import { createRandom, createWall } from '../host/wall';
import { watchView } from '../host/watch-view';
import { titleOf, whatRuns } from '../host/what-runs';
import type { LoginCommand } from './autostart-file';
import { keepWatchingWhenClosed } from './closing';
import { hostPage } from './ipc-host';
import { keepLoginItem } from './login-item';
import { setMenu } from './menu';
import { desktopNotifier } from './notifier';
import { type Page, pageOf, servePage } from './page';
import { watchPower } from './power';
import { handleQuit, type Quitting } from './quit';
import { openDesktopSecrets } from './secrets';
import { openTrainingWindow, trainingArguments } from './training-window';
import { hasTray, openTray } from './tray';
import { type ConsoleWindow, openWindow } from './window';

export interface DesktopProgram extends Program {
  readonly user: string;
  readonly login: LoginCommand;
  /** Raised by a second start of the program. */
  onSecondStart(raise: () => void): void;
}

/** Opens the console in its window and keeps it until somebody quits. Resolves when everything stands. */
export async function runDesktop(flags: ConsoleFlags, program: DesktopProgram): Promise<void> {
  const log = createLog(flags.logLevel, program.complain);
  const wall = createWall(program.machine);
  await servePage(join(program.root, 'out', 'renderer'));
  const raise = raiser();
  const console = await open(flags, program, { log, wall, onClick: ({ executionId }) => raise.raise(executionId) });
  if (!console.ok) return giveUp(console.error, program);

  const actor: Actor = { id: `os:${program.user}`, role: 'admin', host: 'desktop' };
  const page = pageOf(program.place.env);
  const window = await makeWindow(console.value, page, { program, log, wall });
  hostPage(window.window.webContents, page, console.value.engine, actor);
  const quitting = endWith(console.value, window, program);
  await stay(console.value, window, quitting, { program, actor, log });
  program.onSecondStart(() => window.raise(null));
  app.on('activate', () => window.raise(null));
  await window.load();
  raise.aim(window);
  watchPower(console.value);
  keepLoginItem(console.value, program.login, program.place);
}

async function open(
  flags: ConsoleFlags,
  program: DesktopProgram,
  { log, wall, onClick }: { readonly log: Log; readonly wall: Wall; onClick(alert: NativeAlert): void },
) {
  const { place, uid } = program;
  const choice = chooseNotifier(await lookForAlerts(place, 'desktop', uid));
  return openConsole(flags, {
    host: 'desktop',
    version: program.version,
    pid: program.pid,
    place,
    wall,
    random: createRandom(program.machine),
    ids: createIds(),
    log,
    notifier: desktopNotifier(choice, { root: program.root, log, onClick }),
    openSecrets: (dir) => openDesktopSecrets(dir, { place, uid, passphraseFile: flags.passphraseFile ?? null }),
    startSimulator: (wish, operator) => startOwnSimulator(wish, operator, program),
    operator: 'human',
    openTraining: () =>
      openTrainingWindow(program.login.executable, trainingArguments(program.login, program.root, flags.dataDir)),
    onBroken: (problem) => giveUp(problem, program),
  });
}

/** Alerts may be clicked before there is a window: the last one counts. */
function raiser() {
  let window: ConsoleWindow | null = null;
  let waiting: string | null | undefined;
  return {
    raise(executionId: string | null) {
      if (window === null) waiting = executionId;
      else window.raise(executionId);
    },
    aim(opened: ConsoleWindow) {
      window = opened;
      if (waiting !== undefined) opened.raise(waiting);
    },
  };
}

interface Surroundings {
  readonly program: DesktopProgram;
  readonly log: Log;
  readonly wall: Wall;
  readonly actor: Actor;
}

async function makeWindow(
  console: OpenConsole,
  page: Page,
  { program, log, wall }: Pick<Surroundings, 'program' | 'log' | 'wall'>,
): Promise<ConsoleWindow> {
  const title = () => titleOf(console.engine.view(), console.rehearsing);
  const window = await openWindow({
    root: program.root,
    placeFile: join(console.dataDir, 'window.json'),
    title: title(),
    page,
    wall,
    log,
  });
  watchView(console, () => {
    if (!window.window.isDestroyed() && window.window.getTitle() !== title()) window.window.setTitle(title());
  });
  return window;
}

function endWith(console: OpenConsole, { window }: ConsoleWindow, program: DesktopProgram): Quitting {
  const quitting = handleQuit({
    runs: () => whatRuns(console.engine.view()),
    window: () => window,
    stop: () => console.stop('quit'),
  });
  setMenu(quitting.quit);
  program.ending.addEventListener('abort', quitting.endNow);
  // The computer shuts down or the session ends: no question may hold that up.
  powerMonitor.on('shutdown', quitting.endNow);
  window.on('session-end', quitting.endNow);
  return quitting;
}

/** Tray, and a window that hides instead of closing. */
async function stay(
  console: OpenConsole,
  window: ConsoleWindow,
  quitting: Quitting,
  { program, actor, log }: Pick<Surroundings, 'program' | 'actor' | 'log'>,
): Promise<void> {
  const { engine, rehearsing } = console;
  const trayThere = await hasTray(program.place, program.uid);
  keepWatchingWhenClosed(window.window, { console, actor, quitting, hasTray: trayThere, log });
  if (!trayThere) return;
  const tray = openTray(program.root, {
    open: (executionId) => window.raise(executionId),
    quit: quitting.quit,
    setDoNotDisturb(on) {
      const settings = engine.settings();
      engine.inside.changeSettings({ ...settings, alerts: { ...settings.alerts, doNotDisturb: on } }, actor).then(
        () => tray.show(engine.view(), { doNotDisturb: on, rehearsing }),
        (error: unknown) => log.warn({ error }, 'Do not disturb could not be set.'),
      );
    },
  });
  watchView(console, (view) => tray.show(view, { doNotDisturb: engine.settings().alerts.doNotDisturb, rehearsing }));
}

function giveUp(problem: Problem, program: DesktopProgram): void {
  program.complain(`tocsin: ${sentence(problem)}\n`);
  dialog.showErrorBox('Tocsin cannot start', `${problem.message}\n\n${problem.next}`);
  app.exit(1);
}
