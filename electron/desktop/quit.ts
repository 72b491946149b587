import { app, type BrowserWindow, dialog } from 'electron';
import type { Execution } from '../../shared/domain/view';
import { nameOfRun } from '../host/what-runs';

/** What to ask before quitting: what runs goes on in AWS, but nobody here would watch it. */
export function quitQuestion(runs: readonly Execution[]): { readonly message: string; readonly detail: string } {
  const [first] = runs;
  const message =
    runs.length === 1 && first !== undefined
      ? `${nameOfRun(first)}. Quit all the same?`
      : `${runs.length} executions are under way. Quit all the same?`;
  return { message, detail: 'They go on in AWS, but this console will neither watch nor alert until it is started again.' };
}

export interface Quitting {
  /** Asks if something runs, then stops and ends the program. */
  quit(): void;
  /** Ends without a question: the system or a supervisor wants it. */
  endNow(): void;
  /** Whether the window may really close now. */
  isEnding(): boolean;
}

/** Every way out of the program leads through here: asked once, stopped in order, then gone. */
export function handleQuit(options: { runs(): readonly Execution[]; window(): BrowserWindow; stop(): Promise<void> }): Quitting {
  let state: 'open' | 'asking' | 'ending' = 'open';

  const end = () => {
    if (state === 'ending') return;
    state = 'ending';
    void options.stop().finally(() => app.exit(0));
  };
  const quit = () => {
    if (state !== 'open') return;
    const runs = options.runs();
    if (runs.length === 0) return end();
    state = 'asking';
    void ask(options.window, runs)
      // Nobody could be asked, so nobody said yes: it goes on watching, and the next wish to quit asks again.
      .catch(() => false)
      .then((wants) => {
        if (state === 'asking') state = 'open';
        if (wants) end();
      });
  };
  app.on('before-quit', (event) => {
    event.preventDefault();
    quit();
  });
  return { quit, endNow: end, isEnding: () => state === 'ending' };
}

const STAY = 0;
const QUIT = 1;

async function ask(window: () => BrowserWindow, runs: readonly Execution[]): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window(), {
    type: 'warning',
    title: 'Quit Tocsin?',
    ...quitQuestion(runs),
    buttons: ['Keep watching', 'Quit'],
    defaultId: STAY,
    cancelId: STAY,
    noLink: true,
  });
  return response === QUIT;
}
