import type { WebSocket } from 'ws';
import type { Engine } from '../engine/engine-api';
import { sendParts, type WriteItem } from './shared-text';

export interface Resume {
  readonly session: string | undefined;
  readonly after: number | undefined;
}

/** Where a client wants to go on: `?session=…&after=17`. Anything else begins with a snapshot. */
export function resumeOf(query: URLSearchParams): Resume {
  const after = query.get('after') ?? '';
  return { session: query.get('session') ?? undefined, after: /^\d{1,15}$/.test(after) ? Number(after) : undefined };
}

/**
 * Sends the live stream as JSON text frames until the socket closes: a snapshot (or what was missed), then deltas. The next item is
 * taken only when the last one has left, so a slow client holds no more than one, and gets a snapshot once it has fallen too far
 * behind. When the engine is replaced the stream goes on with the new one's snapshot.
 */
export async function sendStream(socket: WebSocket, engine: Engine, resume: Resume, write: WriteItem): Promise<void> {
  const ending = new AbortController();
  socket.on('close', () => ending.abort());
  let from: Resume = resume;
  while (!ending.signal.aborted) {
    const startedMs = engine.ports.wall.monoMs();
    for await (const item of engine.subscribe(from, ending.signal)) {
      if (!(await sendParts(socket, write(item)))) return;
      from = { session: item.session, after: item.seq };
    }
    // The stream of a stopped engine ends at once: ask again calmly until the next one is there.
    if (engine.ports.wall.monoMs() - startedMs < CALM_MS) await pause(CALM_MS, ending.signal);
  }
}

const CALM_MS = 100;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
