import { parentPort } from 'node:worker_threads';
import { createHall } from './hall';
import type { ToThread } from './messages';
import { shippedMaker } from './shipped-maker';

/** Entry of the thread that judges points; see `threads.ts` for the other side. */

/** Everything is saved once in so long (wall). */
const SAVE_WITHIN_MS = 240_000;

const port = parentPort;
if (port !== null) {
  const hall = createHall({
    maker: shippedMaker,
    saveWithinMs: SAVE_WITHIN_MS,
    post: (message, transfer = []) => port.postMessage(message, transfer),
  });
  port.on('message', (message: ToThread) => hall.tell(message));
}
