import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { Engine } from '../engine/engine-api';
import { createRouter } from '../engine/handlers/router';
import type { Actor } from '../engine/ports';
import { withOurErrors } from '../host/api-errors';
import { createItemSlots, type ItemSlots } from './item-slots';
import { sendParts, type WriteItem } from './shared-text';

/**
 * Bytes that may wait for one viewer. The live stream holds one item at most; what goes beyond are answers to a page that asks and does
 * not read.
 */
export const MOST_WAITING_BYTES = 32 * 1024 * 1024;
/** Close code: try again later. The page comes back by itself, with a snapshot. */
const TRY_AGAIN_LATER = 1013;

/** Speaks the contract over sockets of the page. `isStillAllowed` is asked at every call: a socket outlives the check of its token. */
export function createRpc(
  engine: Engine,
  write: WriteItem,
): (socket: WebSocket, actor: Actor, isStillAllowed: () => boolean) => void {
  const { log } = engine.ports;
  const slots = createItemSlots(engine, write);
  const handler = new RPCHandler(createRouter(slots.engine), {
    clientInterceptors: [({ path, next }) => withOurErrors(path, log, next)],
  });
  return (socket, actor, isStillAllowed) => {
    handler.upgrade(paced(socket, slots), { context: { actor, isStillAllowed } }).catch((error: unknown) => {
      log.error({ error }, 'A socket of the page could not be opened.');
      socket.terminate();
    });
  };
}

/** A send that ends when the bytes have left: the stream behind it is read no faster than the page takes it. */
function paced(socket: WebSocket, slots: ItemSlots): Pick<WebSocket, 'addEventListener' | 'send'> {
  return {
    addEventListener: socket.addEventListener.bind(socket),
    send: async (data: Parameters<WebSocket['send']>[0]) => {
      if (socket.bufferedAmount > MOST_WAITING_BYTES) return giveUp(socket);
      const item = typeof data === 'string' ? slots.filled(data) : null;
      if (item !== null) await sendParts(socket, item);
      else await new Promise<void>((resolve) => socket.send(data, () => resolve()));
    },
  };
}

/** Who does not read gets no good-bye either: it would wait behind all the rest. */
function giveUp(socket: WebSocket): void {
  if (socket.readyState === socket.OPEN) socket.close(TRY_AGAIN_LATER, 'this viewer reads too slowly');
  socket.terminate();
}
