import type { WebSocket } from 'ws';
import type { StreamItem } from '../../shared/contract/stream';

/**
 * The text of a stream item in three parts. The middle, which is nearly all of it, is the same memory for every viewer: it is written
 * once, however many wait for it to leave.
 */
export interface Parts {
  readonly head: string;
  readonly body: Buffer;
  readonly tail: string;
}

/** Writes stream items as JSON. Keeps the text of a delta or a view for as long as the engine keeps the delta or the view itself. */
export type WriteItem = (item: StreamItem) => Parts;

/** Below this many bytes one frame with a copy costs less than three frames without. */
const WORTH_SHARING = 64 * 1024;

export function createItemWriter(): WriteItem {
  const texts = new WeakMap<object, Buffer>();

  function textOf(thing: object): Buffer {
    const known = texts.get(thing);
    if (known !== undefined) return known;
    const text = Buffer.from(JSON.stringify(thing));
    texts.set(thing, text);
    return text;
  }

  return (item) => {
    const { kind, session, seq, sentAt } = item;
    const head = JSON.stringify({ kind, session, seq }).slice(0, -1);
    // Each viewer's own: one that reads slowly is given the same delta later.
    const tail = sentAt === undefined ? '}' : `,"sentAt":${JSON.stringify(sentAt)}}`;
    const [name, thing] = item.kind === 'delta' ? ['changes', item.changes] : ['view', item.view];
    return { head: `${head},"${name}":`, body: textOf(thing), tail };
  };
}

/** Sends them as one text message, a large middle without a copy. Resolves when it has left; false when the socket broke. */
export function sendParts(socket: Pick<WebSocket, 'send'>, { head, body, tail }: Parts): Promise<boolean> {
  return new Promise((resolve) => {
    const left = (error?: Error | null) => resolve(error === undefined || error === null);
    if (body.length < WORTH_SHARING) {
      socket.send(Buffer.concat([Buffer.from(head), body, Buffer.from(tail)]), { binary: false }, left);
      return;
    }
    socket.send(head, { binary: false, fin: false });
    socket.send(body, { binary: false, fin: false });
    socket.send(tail, { binary: false, fin: true }, left);
  });
}
