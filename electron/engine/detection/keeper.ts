import type { Log, Wall } from '../ports';
import type { DetectionThread, OpenThread, ThreadEars } from './threads';
import type { Answer, Question, ToThread } from './worker/messages';

/** Keeps a thread running: one that dies is started anew. */
export interface Keeper {
  start(): void;
  /** Lost while there is none. */
  post(message: ToThread, transfer?: ArrayBuffer[]): void;
  /** Null where the thread dies before it answers, or there is none. */
  ask<K extends Question['of']>(question: Extract<Question, { of: K }>): Promise<Extract<Answer, { of: K }> | null>;
  /** Why there is no thread; null while there is one. */
  trouble(): string | null;
  /** Lets it save what it knows, and ends it. */
  stop(): Promise<void>;
}

interface KeeperParts {
  readonly wall: Pick<Wall, 'monoMs' | 'sleep'>;
  readonly log: Log;
  readonly open: OpenThread;
  /** A thread is there, empty. */
  readonly began: () => void;
  readonly said: ThreadEars['said'];
  /** It has died; `times` within the last while. */
  readonly died: (why: string, times: number) => void;
}

const AGAIN_AFTER_MS = [1_000, 5_000, 30_000, 120_000];
/** Deaths further apart than this have nothing to do with each other. */
const FORGOTTEN_AFTER_MS = 15 * 60_000;
const SAVES_WITHIN_MS = 2_000;

export function createKeeper({ wall, log, open, began, said, died }: KeeperParts): Keeper {
  const stopping = new AbortController();
  const asked = new Map<number, (answer: Answer | null) => void>();
  let thread: DetectionThread | null = null;
  let deaths: number[] = [];
  let trouble: string | null = 'It has not started yet.';
  let questions = 0;
  let onStopped: (() => void) | null = null;

  function begin(): void {
    if (stopping.signal.aborted) return;
    try {
      const mine: DetectionThread = open({
        said(message) {
          if (message.kind === 'stopped') onStopped?.();
          else if (message.kind === 'answer') settle(message.id, message.answer);
          else if (thread === mine) said(message);
        },
        died: (why) => buried(why),
      });
      thread = mine;
      trouble = null;
    } catch (thrown) {
      buried(String(thrown));
      return;
    }
    began();
  }

  function settle(id: number, answer: Answer | null): void {
    asked.get(id)?.(answer);
    asked.delete(id);
  }

  function buried(why: string): void {
    thread = null;
    for (const id of [...asked.keys()]) settle(id, null);
    onStopped?.();
    if (stopping.signal.aborted) return;
    const nowMs = wall.monoMs();
    deaths = [...deaths.filter((atMs) => nowMs - atMs < FORGOTTEN_AFTER_MS), nowMs];
    trouble = `The detector ended by a fault (${why}) and is started anew; it goes on from what it had saved.`;
    log.error({ reason: why, deaths: deaths.length }, 'the thread that judges metrics died');
    died(why, deaths.length);
    const afterMs = AGAIN_AFTER_MS[Math.min(deaths.length, AGAIN_AFTER_MS.length) - 1] ?? 0;
    wall.sleep(afterMs, stopping.signal).then(begin, () => undefined);
  }

  return {
    start: begin,
    post: (message, transfer) => thread?.post(message, transfer),
    ask: (question) =>
      new Promise((resolve) => {
        if (thread === null) return resolve(null);
        questions += 1;
        asked.set(questions, (answer) => resolve(isOf(answer, question.of) ? answer : null));
        thread.post({ kind: 'ask', id: questions, question });
      }),
    trouble: () => trouble,
    async stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      const ending = thread;
      if (ending === null) return;
      const late = new AbortController();
      const saved = new Promise<void>((resolve) => {
        onStopped = resolve;
      });
      ending.post({ kind: 'stop' });
      await Promise.race([saved, wall.sleep(SAVES_WITHIN_MS, late.signal).catch(() => undefined)]);
      late.abort();
      await ending.end();
      for (const id of [...asked.keys()]) settle(id, null);
    },
  };
}

function isOf<K extends Answer['of']>(answer: Answer | null, of: K): answer is Extract<Answer, { of: K }> {
  return answer !== null && answer.of === of;
}
