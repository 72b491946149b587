import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Wall } from '../ports';
import type { Answer, FromThread, Question, ToThread } from './evaluation-desk';

/** Evaluates frameworks without holding up the engine: `engine.inside.evaluator`. */
export interface Evaluator {
  /** Rejects where the thread died over the question; the next one has a new thread. */
  ask<Q extends Question>(question: Q): Promise<Extract<Answer, { type: Q['type'] }>>;
  stop(): Promise<void>;
}

interface Desk {
  ask(question: Question): Promise<Answer>;
  end(): Promise<void>;
}

/** After so long without a question the thread ends: it holds what it read. */
const IDLE_MS = 60_000;
const MOST_MIB = 1_024;

export function createEvaluator(wall: Pick<Wall, 'sleep'>, file: string | null = builtThread()): Evaluator {
  let desk: Desk | null = null;
  let idle = new AbortController();
  let open = 0;

  async function endWhenIdle(mine: AbortController): Promise<void> {
    await wall.sleep(IDLE_MS, mine.signal).catch(() => undefined);
    if (mine.signal.aborted || open > 0) return;
    const former = desk;
    desk = null;
    await former?.end();
  }

  return {
    async ask(question) {
      idle.abort();
      open += 1;
      desk ??= file === null ? hereDesk : threadDesk(file, () => (desk = null));
      try {
        const answer = await desk.ask(question);
        if (!isFor(answer, question)) throw new Error(`Asked to ${question.type}, answered ${answer.type}`);
        return answer;
      } finally {
        open -= 1;
        idle = new AbortController();
        void endWhenIdle(idle);
      }
    },
    async stop() {
      idle.abort();
      await desk?.end();
    },
  };
}

function isFor<Q extends Question>(answer: Answer, { type }: Q): answer is Extract<Answer, { type: Q['type'] }> {
  return answer.type === type;
}

/** The same without a thread, for programs that run from their sources; loaded only there. */
const hereDesk: Desk = {
  ask: async (question) => (await import('./evaluation-desk')).answerOf(question),
  end: async () => undefined,
};

function threadDesk(file: string, onOver: () => void): Desk {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MOST_MIB }, name: 'evaluation' });
  const waiting = new Map<number, { take(answer: Answer): void; fail(error: Error): void }>();
  let last = 0;
  const over = (error: Error): void => {
    onOver();
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  worker.on('message', ({ id, answer }: FromThread) => {
    waiting.get(id)?.take(answer);
    waiting.delete(id);
  });
  worker.on('error', over);
  worker.on('exit', (code) => over(new Error(`The thread that evaluates frameworks ended with ${code}`)));
  worker.unref();
  return {
    ask: (question) =>
      new Promise((take, fail) => {
        const id = ++last;
        waiting.set(id, { take, fail });
        worker.postMessage({ id, question } satisfies ToThread);
      }),
    async end() {
      await worker.terminate();
    },
  };
}

/** Where the built thread lies, as seen from a built file of `out/main` or its chunks; null where nothing was built. */
function builtThread(): string | null {
  if (typeof __dirname !== 'string') return null;
  const places = [join(__dirname, 'evaluation-thread.js'), join(__dirname, '..', 'evaluation-thread.js')];
  return places.find((place) => existsSync(place)) ?? null;
}
