import { join } from 'node:path';
import { app, BrowserWindow, screen, shell } from 'electron';
import type { Log, Wall } from '../engine/ports';
import { outsideLink } from './outside-link';
import type { Page } from './page';
import { placeOn, readPlace, SMALLEST, writePlace } from './window-place';

export interface ConsoleWindow {
  readonly window: BrowserWindow;
  /** Shows the page; everything that listens to the window must be in place by then. */
  load(): Promise<void>;
  /** Shows the window in front of all others, and in it the execution that was asked for. */
  raise(executionId: string | null): void;
}

/** Crashes of the page within a minute after which it is not loaded again. */
const MOST_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;

/** The one window: sandboxed, on our page and nowhere else, where it was last time. Hidden until its page has something to show. */
export async function openWindow(options: {
  readonly root: string;
  readonly placeFile: string;
  readonly title: string;
  readonly page: Page;
  readonly wall: Wall;
  readonly log: Log;
}): Promise<ConsoleWindow> {
  const { root, placeFile, page, wall, log } = options;
  const place = placeOn(
    await readPlace(placeFile),
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    width: place.width,
    height: place.height,
    ...(place.x === null || place.y === null ? {} : { x: place.x, y: place.y }),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: options.title,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#101418',
    icon: join(root, 'resources', 'icons', 'icon.png'),
    webPreferences: {
      preload: join(root, 'out', 'preload', 'preload.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Ages count and alerts sound while the window is behind others.
      backgroundThrottling: false,
    },
  });
  if (place.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  // The title says REHEARSAL or RECOVERY; the page has no say in it.
  window.on('page-title-updated', (event) => event.preventDefault());
  rememberPlace(window, placeFile, log);
  stayOnPage(window, page, log);
  loadAgainAfterCrash(window, wall, log);

  return {
    window,
    load: () => window.loadURL(page.url),
    raise(executionId) {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (executionId !== null) window.webContents.send('tocsin:navigate', executionId);
    },
  };
}

/** No other address, no second window, no frame of another program. A link to somewhere else opens in the operator's browser. */
function stayOnPage({ webContents }: BrowserWindow, { isPage }: Page, log: Log): void {
  webContents.on('will-navigate', (event, url) => {
    if (!isPage(url)) event.preventDefault();
  });
  webContents.on('will-redirect', (event, url) => {
    if (!isPage(url)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(({ url }) => {
    const link = outsideLink(url);
    if (link !== null)
      shell.openExternal(link).catch((error: unknown) => log.warn({ error }, 'A link could not be opened in the browser.'));
    return { action: 'deny' };
  });
}

function rememberPlace(window: BrowserWindow, file: string, log: Log): void {
  let pending: NodeJS.Timeout | undefined;
  const write = () => {
    if (window.isDestroyed()) return;
    const place = { ...window.getNormalBounds(), maximised: window.isMaximized() };
    writePlace(file, place).catch((error: unknown) => log.warn({ error }, 'The place of the window could not be kept.'));
  };
  const soon = () => {
    clearTimeout(pending);
    pending = setTimeout(write, 500);
  };
  window.on('resize', soon).on('move', soon);
  app.once('will-quit', () => clearTimeout(pending));
}

function loadAgainAfterCrash({ webContents }: BrowserWindow, wall: Wall, log: Log): void {
  let crashes: number[] = [];
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    crashes = [...crashes.filter((at) => wall.monoMs() - at < CRASH_WINDOW_MS), wall.monoMs()];
    log.error({ reason, exitCode }, 'The page crashed.');
    if (crashes.length <= MOST_CRASHES) webContents.reload();
  });
}
