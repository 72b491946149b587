import { z } from 'zod';
import type { Log, Secrets } from '../../ports';

/** The last head that was signed here, remembered where the journal's files are not. */
export interface KeptHead {
  readonly origin: string;
  readonly size: number;
  readonly rootHex: string;
}

/** Names in the key store. */
export const HEAD_SECRET = 'audit.head';
export const KEY_SECRET = 'audit.key';
/** The key that is about to take over, until it has. */
export const NEXT_KEY_SECRET = 'audit.key-next';

const Head = z.object({ origin: z.string(), size: z.number().int().min(0), rootHex: z.string().regex(/^[0-9a-f]{64}$/) });

/** Null where nothing is remembered, or what is there cannot be understood. */
export async function readKeptHead(secrets: Pick<Secrets, 'get'>): Promise<KeptHead | null> {
  const text = await secrets.get(HEAD_SECRET);
  if (text === null) return null;
  try {
    return Head.safeParse(JSON.parse(text)).data ?? null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** Remembers heads one after another; of those that come while one is being written, the newest. */
export interface HeadKeeper {
  keep(head: KeptHead): void;
  /** When all is written, or could not be. */
  settled(): Promise<void>;
}

export function createHeadKeeper(secrets: Pick<Secrets, 'set'>, log: Pick<Log, 'warn'>): HeadKeeper {
  let waiting: KeptHead | null = null;
  let writing: Promise<void> | null = null;
  let hasFailed = false;

  async function write(): Promise<void> {
    while (waiting !== null) {
      const head: KeptHead = waiting;
      waiting = null;
      try {
        await secrets.set(HEAD_SECRET, JSON.stringify(head));
        hasFailed = false;
      } catch (thrown) {
        if (!hasFailed) log.warn({ error: thrown }, 'the key store does not take the newest head of the audit log');
        hasFailed = true;
      }
    }
    writing = null;
  }

  return {
    keep(head) {
      waiting = head;
      writing ??= write();
    },
    settled: () => writing ?? Promise.resolve(),
  };
}
