import { t } from '../language/language';
import { applyItem } from '../store/apply-item';
import type { ConsoleStore } from '../store/console-store';
import { aheadAfter } from '../store/engine-clock';
import type { ConsoleClient } from './client';
import { type ConnectionEvent, nextConnection, retryWaitMs } from './connection';
import type { Line, Transport } from './transport';
import type { Wall } from './wall';

/** Keeps the page attached to the engine until `stop`. */
export interface LiveLink {
  /** The open client, or null while there is none. */
  client(): ConsoleClient | null;
  /** Tries again at once, instead of waiting for the next attempt. */
  retryNow(): void;
  stop(): void;
}

/**
 * Opens the transport, follows the live stream into the store, and comes back by itself after a loss, going on where the
 * stream broke off (`session` and `after`). A refusal is final until `retryNow`.
 */
export function startLiveLink(transport: Transport, store: ConsoleStore, wall: Wall): LiveLink {
  const stopping = new AbortController();
  let line: Line | null = null;
  let wake: (() => void) | null = null;

  const note = (event: ConnectionEvent): void =>
    store.setState((data) => ({ connection: nextConnection(data.connection, event) }));

  const rest = (ms: number | null): Promise<void> =>
    new Promise((resolve) => {
      const cancel = ms === null ? () => {} : wall.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  /** One life of a line: from opening to its loss. */
  const attend = async (): Promise<void> => {
    note({ kind: 'trying' });
    const opened = await transport.open();
    if (!opened.ok) return note({ kind: 'failed', atMs: wall.nowMs(), error: opened.error });
    line = opened.line;
    try {
      await followStream(opened.line, store, note, wall, stopping.signal);
    } finally {
      line = null;
      opened.line.close();
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await attend();
      const { connection } = store.getState();
      if (connection.kind === 'refused') await rest(null);
      else {
        const waitMs = retryWaitMs(connection.kind === 'reconnecting' ? connection.attempt : 0, wall.unit());
        note({ kind: 'retry-planned', atMs: wall.nowMs() + waitMs });
        await rest(waitMs);
      }
    }
  };

  void run();
  return {
    client: () => line?.client ?? null,
    retryNow: () => wake?.(),
    stop: () => {
      stopping.abort();
      line?.close();
      wake?.();
    },
  };
}

/** Reads the stream until it breaks; a hole makes it ask again on the same line, from a fresh snapshot. */
async function followStream(
  line: Line,
  store: ConsoleStore,
  note: (event: ConnectionEvent) => void,
  wall: Wall,
  signal: AbortSignal,
): Promise<void> {
  const gone = line.closed.then(() => 'ended' as const);
  let announced = false;
  const announce = (): void => {
    announced = true;
    note({ kind: 'opened', atMs: wall.nowMs() });
  };
  try {
    let from: StreamFrom = startingPoint(store);
    while (!signal.aborted) {
      const ended = await Promise.race([gone, readOnce(line.client, { store, wall }, from, announce, signal)]);
      if (ended !== 'resync') break;
      from = {};
    }
    if (!signal.aborted) note({ kind: 'lost', atMs: wall.nowMs(), why: t('shell.ended') });
  } catch (error) {
    if (!signal.aborted) note(lossOf(error, announced, wall.nowMs()));
  }
}

type StreamFrom = { session?: string; after?: number };

function startingPoint(store: ConsoleStore): StreamFrom {
  const { held } = store.getState();
  return held === null ? {} : { session: held.session, after: held.seq };
}

/** A stream that broke before it began counts as a failed attempt, so that the waits grow. */
function lossOf(error: unknown, announced: boolean, atMs: number): ConnectionEvent {
  const why = error instanceof Error ? error.message : t('shell.brokeOff');
  return announced ? { kind: 'lost', atMs, why } : { kind: 'failed', atMs, error: { code: 'unreachable', message: why } };
}

async function readOnce(
  client: ConsoleClient,
  { store, wall }: { readonly store: ConsoleStore; readonly wall: Wall },
  from: StreamFrom,
  announce: () => void,
  signal: AbortSignal,
): Promise<'ended' | 'resync'> {
  const stream = await client.live.subscribe(from, { signal });
  announce();
  for await (const item of stream) {
    const { held, aheadMs } = store.getState();
    const next = applyItem(held, item);
    if (next === 'resync') return 'resync';
    store.setState({
      held: next,
      aheadMs: item.sentAt === undefined ? aheadMs : aheadAfter(aheadMs, Date.parse(item.sentAt), wall.nowMs()),
    });
  }
  return 'ended';
}
