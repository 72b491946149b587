import { parentPort } from 'node:worker_threads';
import { startStopwatch } from '../../metrics/stopwatch';
import { createDesk } from './desk';
import type { ToDesk } from './messages';

/** Entry of the thread that searches the audit log; see `open-search.ts` for the other side. */

const port = parentPort;
if (port !== null) {
  const desk = createDesk({
    post: (message) => port.postMessage(message),
    later: (work) => setImmediate(work),
    nowMs: startStopwatch(),
  });
  port.on('message', (message: ToDesk) => {
    desk.tell(message);
    if (message.type === 'close') port.close();
  });
}
