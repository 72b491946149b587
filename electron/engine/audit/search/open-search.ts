import { join } from 'node:path';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { Ports } from '../../ports';
import { removeExports } from './export-file';
import { removeIndexFile } from './index-file';
import type { Answer, Answers, Ask, FromDesk } from './messages';
import { type OpenSearchThread, type SearchThread, shippedSearchThread } from './search-thread';

/** Search over the audit log. */
export interface AuditSearch {
  /** Asks the thread; the error is why it cannot be answered now. */
  ask<K extends Ask['kind']>(ask: Extract<Ask, { kind: K }>): Promise<Result<Answers[K], string>>;
  /** The log may have grown: called often, costs nothing; before the first search it does nothing. */
  look(): void;
  stop(): Promise<void>;
}

interface SearchOptions {
  readonly dataDir: string;
  /** File name of the journal in there. */
  readonly journal: string;
  readonly ports: Pick<Ports, 'wall' | 'log'>;
  readonly openThread?: OpenSearchThread | undefined;
}

const INDEX_FILE = 'audit-index.sqlite';
const LOOK_EVERY_MS = 5_000;
/** A thread that dies again and again is not begun again more often than that. */
const ANEW_EVERY_MS = 60_000;

type Waiting = (message: Result<Answer, string>) => void;

/**
 * Opens the search beside the journal. The index is derived: whatever is wrong with it, it is begun anew, and the log is only read.
 * The thread starts at the first search: a console in which nobody searches does without its memory. From then on it keeps up.
 */
export function openAuditSearch({ dataDir, journal, ports, openThread = shippedSearchThread() }: SearchOptions): AuditSearch {
  const { wall, log } = ports;
  const places = { journal: join(dataDir, journal), index: join(dataDir, INDEX_FILE) };
  const waiting = new Map<number, Waiting>();
  let thread: SearchThread | null = null;
  let nextId = 1;
  let lookedAtMs: number | null = null;
  let diedAtMs: number | null = null;
  let isStopped = false;
  let onClosed: (() => void) | null = null;

  function start(): SearchThread | null {
    if (thread !== null || isStopped) return thread;
    if (diedAtMs !== null && wall.monoMs() - diedAtMs < ANEW_EVERY_MS) return null;
    thread = openThread({ said, died });
    thread.post({ type: 'open', ...places });
    return thread;
  }

  function said(message: FromDesk): void {
    if (message.type === 'answer') settle(message.id, ok(message.answer));
    else if (message.type === 'failed') settle(message.id, err(message.reason));
    else if (message.type === 'trouble') log.warn({ reason: message.reason }, 'the search index cannot be brought up to date');
    else onClosed?.();
  }

  function died(why: string): void {
    log.error({ why }, 'the thread that searches the audit log died');
    thread = null;
    diedAtMs = wall.monoMs();
    onClosed?.();
    // Whatever it died of may lie in the index, and the log has everything.
    removeIndexFile(places.index);
    for (const id of waiting.keys()) settle(id, err('the search stopped and is begun anew'));
  }

  function settle(id: number, answer: Result<Answer, string>): void {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  }

  return {
    ask(ask) {
      return new Promise((resolve) => {
        const running = start();
        if (running === null) {
          resolve(err(isStopped ? 'the console stops' : 'the search stopped and is begun anew within a minute'));
          return;
        }
        const id = nextId;
        nextId += 1;
        waiting.set(id, (answer) => {
          if (!answer.ok) resolve(answer);
          else if (isAnswerTo(ask.kind, answer.value)) resolve(ok(answer.value.said));
          else resolve(err('the search answered something else'));
        });
        running.post({ type: 'ask', id, ask });
      });
    },
    look() {
      const nowMs = wall.monoMs();
      if (lookedAtMs !== null && nowMs - lookedAtMs < LOOK_EVERY_MS) return;
      lookedAtMs = nowMs;
      thread?.post({ type: 'look' });
    },
    async stop() {
      isStopped = true;
      removeExports(dataDir, Number.POSITIVE_INFINITY);
      const running = thread;
      if (running === null) return;
      await new Promise<void>((resolve) => {
        onClosed = resolve;
        running.post({ type: 'close' });
      });
      for (const id of waiting.keys()) settle(id, err('the console stops'));
      await running.end();
    },
  };
}

function isAnswerTo<K extends Ask['kind']>(kind: K, answer: Answer): answer is Answer & { kind: K; said: Answers[K] } {
  return answer.kind === kind;
}
