import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { Engine } from '../engine/engine-api';
import { createRouter } from '../engine/handlers/router';
import type { Actor } from '../engine/ports';
import { withOurErrors } from '../host/api-errors';

/** Speaks the contract over sockets of the page. `isStillAllowed` is asked at every call: a socket outlives the check of its token. */
export function createRpc(engine: Engine): (socket: WebSocket, actor: Actor, isStillAllowed: () => boolean) => void {
  const { log } = engine.ports;
  const handler = new RPCHandler(createRouter(engine), {
    clientInterceptors: [({ path, next }) => withOurErrors(path, log, next)],
  });
  return (socket, actor, isStillAllowed) => {
    handler.upgrade(paced(socket), { context: { actor, isStillAllowed } }).catch((error: unknown) => {
      log.error({ error }, 'A socket of the page could not be opened.');
      socket.terminate();
    });
  };
}

/** A send that ends when the bytes have left: the stream behind it is read no faster than the page takes it. */
function paced(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  return {
    addEventListener: socket.addEventListener.bind(socket),
    send: (data: Parameters<WebSocket['send']>[0]) => new Promise<void>((resolve) => socket.send(data, () => resolve())),
  };
}
