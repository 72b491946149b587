import type { StreamItem } from '../../shared/contract/stream';
import type { Execution } from '../../shared/domain/view';
import type { ConsoleClient } from './client';

/** Follows one recording from one instant; another call takes the place of the one before. */
export interface ReplayStream {
  /** Items arrive at `onItem` until the recording ends (`onEnd`) or the stream breaks (`onProblem`). `speed` 0 is one snapshot. */
  follow(client: ConsoleClient, from: string, speed: number): void;
  stop(): void;
}

interface ReplayStreamOptions {
  readonly recordingId: string;
  readonly onItem: (item: StreamItem) => void;
  readonly onEnd: () => void;
  readonly onProblem: (message: string) => void;
  /** Why nothing may be asked of an execution that is shown as it was. */
  readonly whyNoActions: () => string;
}

export function createReplayStream(options: ReplayStreamOptions): ReplayStream {
  const { recordingId, onItem, onEnd, onProblem, whyNoActions } = options;
  let current: AbortController | null = null;

  async function read(client: ConsoleClient, from: string, speed: number, mine: AbortController): Promise<void> {
    try {
      const items = await client.replay.subscribe({ recordingId, from, speed }, { signal: mine.signal });
      for await (const item of items) {
        if (mine !== current) return;
        onItem(withoutActions(item, whyNoActions()));
      }
      if (mine === current) onEnd();
    } catch (error) {
      if (mine === current) onProblem(error instanceof Error ? error.message : '');
    }
  }

  const stop = (): void => {
    const before = current;
    current = null;
    before?.abort();
  };
  return {
    follow(client, from, speed) {
      stop();
      const mine = new AbortController();
      current = mine;
      void read(client, from, speed, mine);
    },
    stop,
  };
}

/** What could be asked of an execution then cannot be asked now: every action says why. */
function withoutActions(item: StreamItem, why: string): StreamItem {
  const none = { allowed: false, why };
  const past = (one: Execution): Execution => ({ ...one, actions: { resume: none, cancel: none, terminate: none, stop: none } });
  if (item.kind === 'delta') {
    const changes = item.changes.map((change) =>
      change.kind === 'put' && change.collection === 'executions' ? { ...change, entity: past(change.entity) } : change,
    );
    return { ...item, changes };
  }
  const executions = Object.fromEntries(Object.entries(item.view.executions).map(([id, one]) => [id, past(one)]));
  return { ...item, view: { ...item.view, executions } };
}
