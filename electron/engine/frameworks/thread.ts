import { parentPort } from 'node:worker_threads';
import { answerOf, type FromThread, type ToThread } from './evaluation-desk';

/** Entry of the thread that evaluates frameworks; see `evaluator.ts` for the other side. */

const port = parentPort;
port?.on('message', ({ id, question }: ToThread) => {
  // What it throws ends the thread, and whoever asked hears of it.
  void answerOf(question).then((answer) => port.postMessage({ id, answer } satisfies FromThread));
});
