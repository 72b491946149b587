import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Steps } from '../../shared/lib/steps';

/** What steps come to, each in a turn of its own: long work holds nobody up. Rejects once `signal` is aborted. */
export async function inTurns<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    await nextTurn(undefined, signal === undefined ? {} : { signal });
    const step = steps.next();
    if (step.done) return step.value;
  }
}
