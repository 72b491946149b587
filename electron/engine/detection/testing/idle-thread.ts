import { type OpenThread, threadless } from '../threads';
import { shippedMaker } from '../worker/shipped-maker';

/** Detectors that are told of no points and so find nothing: for tests of everything else. */
export function idleThread(): OpenThread {
  const open = threadless(shippedMaker);
  return (ears) => {
    const thread = open(ears);
    return { ...thread, post: (message, transfer) => (message.kind === 'batch' ? undefined : thread.post(message, transfer)) };
  };
}
