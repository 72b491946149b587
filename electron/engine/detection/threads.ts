import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DetectorMaker } from './worker/detector-maker';
import { createHall } from './worker/hall';
import type { FromThread, ToThread } from './worker/messages';
import { shippedMaker } from './worker/shipped-maker';

/** Whoever judges points: a thread of its own, as shipped. */
export interface DetectionThread {
  /** What it is told when it has died is lost. */
  post(message: ToThread, transfer?: ArrayBuffer[]): void;
  /** Ends it, whatever it is doing. */
  end(): Promise<void>;
}

export interface ThreadEars {
  said(message: FromThread): void;
  /** Once, unless it was ended by us. */
  died(why: string): void;
}

export type OpenThread = (ears: ThreadEars) => DetectionThread;

/** Everything is saved once in so long (wall). */
export const SAVE_WITHIN_MS = 240_000;
/** 10,000 detectors take less; beyond, something grows that should not, and the thread starts anew from what it saved. */
const MOST_MIB = 1_536;

/** The thread as shipped: `file` is the built entry `worker/thread.ts`. */
export function workerThread(file: string): OpenThread {
  return ({ said, died }) => {
    let isOver = false;
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MOST_MIB }, name: 'detection' });
    const over = (why: string): void => {
      if (isOver) return;
      isOver = true;
      died(why);
    };
    worker.on('message', said);
    worker.on('error', (error) => over(error.message));
    worker.on('exit', (code) => over(`it ended with ${code}`));
    worker.unref();
    return {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      async end() {
        isOver = true;
        await worker.terminate();
      },
    };
  };
}

/** The same without a thread, for programs that run from their sources: each message has a turn of its own. */
export function threadless(maker: DetectorMaker, saveWithinMs = SAVE_WITHIN_MS): OpenThread {
  return ({ said, died }) => {
    let isOver = false;
    const hall = createHall({ maker, saveWithinMs, post: (message) => setImmediate(() => void (isOver || said(message))) });
    return {
      post(message) {
        setImmediate(() => {
          if (isOver) return;
          try {
            hall.tell(message);
          } catch (thrown) {
            isOver = true;
            died(String(thrown));
          }
        });
      },
      async end() {
        isOver = true;
      },
    };
  };
}

/** The built thread; where nothing was built, as in tests, the same without one. */
export function shippedThread(): OpenThread {
  const file = builtThread();
  return file === null ? threadless(shippedMaker) : workerThread(file);
}

/** Where the built thread lies, as seen from a built file of `out/main` or its chunks; null where nothing was built. */
function builtThread(): string | null {
  if (typeof __dirname !== 'string') return null;
  const places = [join(__dirname, 'detection-thread.js'), join(__dirname, '..', 'detection-thread.js')];
  return places.find((place) => existsSync(place)) ?? null;
}
