import type { Wall } from '../../bridge/wall';

/** What a wall needs to run by itself for days. */
export interface WallKeeper {
  state(): WallState;
  subscribe(listener: () => void): () => void;
  /** How many pages there are to show in turn. */
  setPages(count: number): void;
  /** Forward or back by hand; the page stays for its whole time then. */
  turn(by: 1 | -1): void;
  start(): void;
  stop(): void;
}

export interface WallState {
  /** Index of the page shown. */
  readonly page: number;
  /** Counts turns: a new number begins the time of a page anew. */
  readonly turns: number;
  /** Since when the console has not answered though the line seems open, epoch milliseconds; null while it answers. */
  readonly silentSinceMs: number | null;
}

export interface WallKeeperParts {
  readonly wall: Pick<Wall, 'nowMs' | 'after'>;
  readonly everyMs: number;
  /** Resolves when the console answers anything at all; may never resolve. */
  readonly ask: () => Promise<unknown>;
  /** Nothing runs, and nothing waits for an answer. */
  readonly isQuiet: () => boolean;
  /** The page as it is served now: `other` than this one, or null where it cannot be had. */
  readonly served: () => Promise<'same' | 'other' | null>;
  readonly reload: () => void;
}

const LOOK_EVERY_MS = 15_000;
const ANSWER_WITHIN_MS = 10_000;
const LOOK_AT_SERVED_EVERY_MS = 300_000;
const RELOAD_AFTER_MS = 24 * 3_600_000;

/**
 * Turns pages, notices a console that fell silent, and begins the page anew when a newer one is served, or after a day at a quiet moment.
 * It never leaves the page unless the next one can be had. However long it runs, it holds at most three timers.
 */
export function createWallKeeper({ wall, everyMs, ask, isQuiet, served, reload }: WallKeeperParts): WallKeeper {
  const listeners = new Set<() => void>();
  let state: WallState = { page: 0, turns: 0, silentSinceMs: null };
  let pages = 1;
  let cancelTurn = (): void => undefined;
  let cancelLook = (): void => undefined;
  let cancelAnswer = (): void => undefined;
  let beganMs = wall.nowMs();
  let lookedAtServedMs = beganMs;
  let isLooking = false;

  const set = (change: Partial<WallState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const show = (page: number): void => {
    set({ page: ((page % pages) + pages) % pages, turns: state.turns + 1 });
    plan();
  };
  function plan(): void {
    cancelTurn();
    cancelTurn = wall.after(everyMs, () => show(state.page + 1));
  }

  function probe(): void {
    cancelAnswer();
    const askedMs = wall.nowMs();
    let isOver = false;
    cancelAnswer = wall.after(ANSWER_WITHIN_MS, () => {
      isOver = true;
      if (state.silentSinceMs === null) set({ silentSinceMs: askedMs });
    });
    const cancel = cancelAnswer;
    const answered = (): void => {
      if (isOver) return;
      cancel();
      if (state.silentSinceMs !== null) set({ silentSinceMs: null });
    };
    ask().then(answered, answered);
  }

  async function considerReload(): Promise<void> {
    const nowMs = wall.nowMs();
    const isOld = nowMs - beganMs >= RELOAD_AFTER_MS && isQuiet();
    if (isLooking || (!isOld && nowMs - lookedAtServedMs < LOOK_AT_SERVED_EVERY_MS)) return;
    isLooking = true;
    lookedAtServedMs = nowMs;
    const found = await served().catch(() => null);
    isLooking = false;
    if (found === null || (found === 'same' && !isOld)) return;
    beganMs = wall.nowMs();
    reload();
  }

  function look(): void {
    cancelLook = wall.after(LOOK_EVERY_MS, look);
    probe();
    void considerReload();
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setPages(count) {
      pages = Math.max(1, count);
      if (state.page >= pages) show(0);
    },
    turn: (by) => show(state.page + by),
    start() {
      plan();
      cancelLook();
      cancelLook = wall.after(LOOK_EVERY_MS, look);
    },
    stop() {
      cancelTurn();
      cancelLook();
      cancelAnswer();
    },
  };
}
