import { WebSocket } from 'ws';
import { sharedNow } from './viewers-console';

/** `reads` as a browser does; `slow` opens the stream and then reads nothing; `json` reads the plain stream, as a script does. */
export type ViewerKind = 'reads' | 'slow' | 'json';

/** One viewer with a real socket. */
export interface Viewer {
  readonly kind: ViewerKind;
  /** When each delta came whole, by its number, in milliseconds of the shared clock. */
  readonly seen: ReadonlyMap<number, number>;
  /** Resolves when the first snapshot is there. */
  readonly greeted: Promise<void>;
  snapshots(): number;
  newest(): number;
  /** Null while it is open. */
  closedWith(): number | null;
  /** Reads again what has piled up. */
  resume(): void;
  /** Gone without a word. */
  vanish(): void;
  close(): void;
}

const RPC_PROTOCOL = 'tocsin.rpc';
/** What the page sends to open the stream: the call `live.subscribe` with an empty input. */
const SUBSCRIBE = JSON.stringify({ i: '1', p: { u: 'http://orpc/live/subscribe', b: { json: {} } } });
/** Bytes in which kind and number of an item stand, whatever wraps it. */
const HEAD = 300;

/** Connects as the page does. Items are not taken apart beyond their kind and number, so that hundreds fit into one process. */
export function openViewer(url: string, token: string, kind: ViewerKind): Viewer {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, kind === 'json' ? [] : [RPC_PROTOCOL], {
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
  const seen = new Map<number, number>();
  let snapshots = 0;
  let newest = -1;
  let closedWith: number | null = null;
  const greeted = new Promise<void>((resolve, reject) => {
    socket.on('open', () => {
      if (kind !== 'json') socket.send(SUBSCRIBE);
      if (kind === 'slow') {
        socket.pause();
        resolve();
      }
    });
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const at = sharedNow();
      const head = data.toString('latin1', 0, HEAD);
      const number = /"kind":"(delta|snapshot)","session":"[^"]*","seq":(\d+)/.exec(head);
      if (number === null) {
        if (/"s":[45]\d\d/.test(head)) reject(new Error(`the console answered ${head}`));
        return;
      }
      newest = Number(number[2]);
      if (number[1] === 'delta') seen.set(newest, at);
      else {
        snapshots += 1;
        resolve();
      }
    });
  });
  greeted.catch(() => undefined);
  socket.on('close', (code) => {
    closedWith = code;
  });
  return {
    kind,
    seen,
    greeted,
    snapshots: () => snapshots,
    newest: () => newest,
    closedWith: () => closedWith,
    resume: () => socket.resume(),
    vanish: () => socket.terminate(),
    close: () => socket.close(),
  };
}
