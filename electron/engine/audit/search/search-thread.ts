import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { startStopwatch } from '../../metrics/stopwatch';
import { createDesk } from './desk';
import type { FromDesk, ToDesk } from './messages';

/** Whoever searches: a thread of its own, as shipped. */
export interface SearchThread {
  post(message: ToDesk): void;
  end(): Promise<void>;
}

export interface SearchEars {
  said(message: FromDesk): void;
  /** Once, unless it was ended by us. */
  died(why: string): void;
}

export type OpenSearchThread = (ears: SearchEars) => SearchThread;

/** Columns of 10,000,000 entries, and answers, take less. */
const MOST_MIB = 2_048;

/** The built thread; where nothing was built, as in tests, the same without one. */
export function shippedSearchThread(): OpenSearchThread {
  const file = builtThread();
  return file === null ? threadlessSearch : searchThread(file);
}

export function searchThread(file: string): OpenSearchThread {
  return ({ said, died }) => {
    let isOver = false;
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MOST_MIB }, name: 'audit-search' });
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
      post: (message) => worker.postMessage(message),
      async end() {
        isOver = true;
        await worker.terminate();
      },
    };
  };
}

/** The same without a thread, for programs that run from their sources: each message has a turn of its own. */
export const threadlessSearch: OpenSearchThread = ({ said, died }) => {
  let isOver = false;
  const turn = (work: () => void): void => {
    setImmediate(() => {
      if (isOver) return;
      try {
        work();
      } catch (thrown) {
        isOver = true;
        died(String(thrown));
      }
    });
  };
  const desk = createDesk({ post: (message) => turn(() => said(message)), later: turn, nowMs: startStopwatch() });
  return {
    post: (message) => turn(() => desk.tell(message)),
    async end() {
      isOver = true;
    },
  };
};

/** Where the built thread lies, as seen from a built file of `out/main` or its chunks; null where nothing was built. */
function builtThread(): string | null {
  if (typeof __dirname !== 'string') return null;
  const places = [join(__dirname, 'audit-thread.js'), join(__dirname, '..', 'audit-thread.js')];
  return places.find((place) => existsSync(place)) ?? null;
}
