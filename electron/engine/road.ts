import type { ConsoleEvent } from '../../shared/domain/events';
import type { CommitError, Core, EngineOptions } from './engine-api';
import type { Store } from './open-store';
import type { Ports } from './ports';
import type { Session } from './session/session';
import { type Checkpointer, createCheckpointer } from './state/checkpointer';
import { createCommitter, type Decide } from './state/commit';
import { createLiveFeed, type LiveFeed } from './state/live-feed';
import { createLiveView, type LiveView } from './state/live-view';
import { createRecorder, type Recorder } from './state/recorder';
import { checkpointMaker } from './state/restore';
import { TROUBLE, troubleWarning } from './state/trouble-warning';

/** The road from an event to what everybody sees: journal, state, view, feed. */
export interface Road {
  readonly core: Core;
  readonly recorder: Recorder;
  readonly live: LiveView;
  readonly feed: LiveFeed;
  readonly checkpointer: Checkpointer;
  /** From now on, people are told of what is committed. Before the first commit, or what that says goes untold. */
  notifyBy(notifying: Notifying): void;
  /** From now on every commit is refused: the journal is about to close. */
  close(): void;
}

/** Decides what people are told, in the transaction that records why; and hears of everything that was recorded. */
export interface Notifying {
  readonly decide: Decide;
  readonly recorded: (events: readonly ConsoleEvent[]) => void;
}

const stopped: CommitError = { code: 'database', message: 'The console is stopping; nothing is recorded any more.' };

export function createRoad(ports: Ports, options: EngineOptions, store: Store, session: Session): Road {
  const { journal, restored, settings } = store;
  const { log } = ports;
  let isClosed = false;
  let notifying: Notifying | null = null;
  const committer = createCommitter({
    journal,
    state: restored.state,
    session,
    clock: ports.clock,
    wall: ports.wall,
    log,
    outlook: () => ({ baseline: session.isBaseline() }),
    decide: (toTell) => notifying?.decide(toTell) ?? [],
    onCommitted: (recorded) => {
      notifying?.recorded(recorded);
      live.setDomain(committer.view());
      checkpointer.committed();
    },
  });
  const checkpointer = createCheckpointer({
    journal,
    state: committer.state,
    madeBy: checkpointMaker(options.version),
    restoredSeq: restored.checkpointSeq,
    log,
  });
  const live = createLiveView({ ports, options, session, domain: committer.view() });
  for (const warning of store.warnings) live.warn(warning);
  const feed = createLiveFeed({
    session: session.id,
    first: live.current(),
    wall: ports.wall,
    onBug: (thrown) => log.error({ error: thrown }, 'a listener of the live view failed'),
  });
  live.publishTo(feed);
  const recorder = createRecorder({
    commit: (batches) => (isClosed ? { ok: false, error: stopped } : committer.commit(batches)),
    log,
    onTrouble: (error) => (error === null ? live.unwarn(TROUBLE) : live.warn(troubleWarning(error))),
  });
  return {
    core: {
      state: committer.state,
      view: live.current,
      settings: settings.current,
      commit: recorder.commit,
      record: recorder.record,
      setHealth: live.setHealth,
      dropHealth: live.dropHealth,
      warn: live.warn,
    },
    recorder,
    live,
    feed,
    checkpointer,
    notifyBy: (by) => {
      notifying = by;
    },
    close: () => {
      isClosed = true;
    },
  };
}
