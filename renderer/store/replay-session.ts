import { createStore } from 'zustand/vanilla';
import type { Mark, Recording } from '../../shared/contract/replay';
import type { StreamItem } from '../../shared/contract/stream';
import { instantOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';
import { replayClient } from '../bridge/replay-client';
import { createReplayStream } from '../bridge/replay-stream';
import { t } from '../language/language';
import { applyItem } from './apply-item';
import { createConsoleStore } from './console-store';
import { aheadAfter, engineNowMs } from './engine-clock';
import type { Page } from './page';
import type { Replay, ReplayState } from './replay';
import { formatPlace } from './replay-place';

/** A page that shows a recording, beside the live one, and its controls. */
export interface ReplaySession extends Replay {
  readonly page: Page;
  readonly recordingId: string;
  /** Whether the address names this instant because the replay itself put it there. */
  isAt(at: string): boolean;
  stop(): void;
}

const USUAL_SPEED = 60;
const nothingYet: ReplayState = {
  recording: null,
  marks: [],
  playing: false,
  speed: USUAL_SPEED,
  wantedMs: null,
  problem: null,
};

/** `at`: where to begin, ISO 8601; null for the recording's beginning. */
export function startReplay(live: Page, recordingId: string, at: string | null): ReplaySession {
  const { wall, ui } = live;
  const store = createConsoleStore();
  const state = createStore<ReplayState>(() => nothingYet);
  /** Going back begins another reading of whatever is listed by the instant. */
  let epoch = 0;
  let askedMs: number | null = null;
  let shownMs = 0;
  let named = at;

  const stream = createReplayStream({
    recordingId,
    onItem: take,
    onEnd: ended,
    onProblem: broke,
    whyNoActions: () => t('replay.noActions'),
  });
  const unmirror = live.store.subscribe(mirror);
  const client = replayClient(
    live.link.client,
    () => ({ recordingId, kind: state.getState().recording?.kind ?? 'execution', until: isoOf(nowMs()) }),
    (what) => t(what === 'measured' ? 'replay.noMetrics' : 'replay.refused'),
  );

  /** Connection, settings and language are those of now. */
  function mirror(): void {
    const { connection, settings } = live.store.getState();
    const before = store.getState().connection;
    store.setState({ connection, settings });
    if (connection.kind === 'live' && before.kind !== 'live') void begin();
  }

  async function begin(): Promise<void> {
    const real = live.link.client();
    if (real === null) return;
    try {
      const found = state.getState().recording === null ? await load(real) : true;
      if (!found) state.setState({ problem: t('replay.gone') });
      else if (askedMs === null) seek(at === null ? rangeOf()[0] : Date.parse(at));
      else follow(nowMs());
    } catch (error) {
      broke(error instanceof Error ? error.message : '');
    }
  }

  async function load(real: ConsoleClient): Promise<boolean> {
    const recording: Recording | undefined = (await real.replay.list({})).items.find((one) => one.recordingId === recordingId);
    if (recording === undefined) return false;
    const marks: readonly Mark[] = (await real.replay.marks({ executionId: recordingId })).items;
    state.setState({ recording, marks, problem: null });
    return true;
  }

  function rangeOf(): readonly [number, number] {
    const { recording } = state.getState();
    return recording === null ? [0, 0] : [Date.parse(recording.from), Date.parse(recording.to)];
  }

  function within(ms: number): number {
    const [from, to] = rangeOf();
    return Math.max(from, Math.min(to, ms));
  }

  function nowMs(): number {
    const { wantedMs } = state.getState();
    if (wantedMs !== null) return wantedMs;
    const { held, aheadMs } = store.getState();
    const clock = held?.view.engine.engine?.clock;
    return within(clock === undefined ? (askedMs ?? rangeOf()[0]) : engineNowMs(clock, wall.nowMs(), aheadMs ?? 0));
  }

  function follow(ms: number): void {
    const real = live.link.client();
    if (real === null || state.getState().recording === null) return;
    askedMs = ms;
    const { playing, speed } = state.getState();
    stream.follow(real, isoOf(ms), playing ? speed : 0);
  }

  function take(item: StreamItem): void {
    const { held, aheadMs } = store.getState();
    if (item.kind === 'snapshot' && askedMs !== null) {
      if (askedMs < shownMs) epoch += 1;
      shownMs = askedMs;
    }
    const next = applyItem(held, { ...item, session: `${recordingId} ${epoch}` });
    if (next === 'resync') {
      follow(nowMs());
      return;
    }
    const arrivedMs = wall.nowMs();
    const ahead = item.sentAt === undefined ? aheadMs : aheadAfter(aheadMs, Date.parse(item.sentAt), arrivedMs);
    store.setState({ held: next, aheadMs: ahead });
    if (item.kind === 'snapshot') settle();
    shownMs = Math.max(shownMs, nowMs());
  }

  /** Once an instant is shown: another may have been asked for meanwhile. */
  function settle(): void {
    const { wantedMs, playing } = state.getState();
    if (wantedMs !== null && wantedMs !== askedMs) {
      follow(wantedMs);
      return;
    }
    state.setState({ wantedMs: null, problem: null });
    if (!playing) keepAddress();
  }

  function ended(): void {
    if (!state.getState().playing) return;
    state.setState({ playing: false });
    keepAddress();
  }

  function broke(message: string): void {
    state.setState({ playing: false, wantedMs: null, problem: message === '' ? t('replay.broke') : message });
  }

  /** The address names the instant, so that it can be shared and comes back with a reload. */
  function keepAddress(): void {
    const replay = { recordingId, at: isoOf(nowMs()) };
    named = replay.at;
    if (ui.getState().replay?.recordingId !== recordingId) return;
    ui.setState({ replay });
    window.history.replaceState(null, '', formatPlace({ route: ui.getState().route, replay }));
  }

  /** While one is on its way the next waits: dragging asks for as many as can be shown, not for more. */
  function seek(ms: number): void {
    const isOnItsWay = state.getState().wantedMs !== null;
    const wantedMs = within(ms);
    state.setState({ wantedMs });
    if (!isOnItsWay) follow(wantedMs);
  }

  store.setState({ connection: live.store.getState().connection, settings: live.store.getState().settings });
  if (live.store.getState().connection.kind === 'live') void begin();

  return {
    recordingId,
    page: {
      ...live,
      store,
      link: { client: () => (live.link.client() === null ? null : client), retryNow: live.link.retryNow, stop: () => undefined },
    },
    isAt: (instant) => instant === named,
    state,
    nowMs,
    seek,
    play() {
      const [from, to] = rangeOf();
      const fromMs = nowMs() >= to ? from : nowMs();
      state.setState({ playing: true, wantedMs: fromMs });
      follow(fromMs);
    },
    pause() {
      const ms = nowMs();
      state.setState({ playing: false, wantedMs: ms });
      follow(ms);
    },
    setSpeed(speed) {
      const ms = nowMs();
      state.setState({ speed });
      if (state.getState().playing) follow(ms);
    },
    leave() {
      const { route } = ui.getState();
      ui.setState({ replay: null });
      window.history.pushState(null, '', formatPlace({ route, replay: null }));
    },
    stop() {
      unmirror();
      stream.stop();
    },
  };
}

/** Whole milliseconds, as the wire has them. */
function isoOf(ms: number): string {
  return instantOf(ms);
}
