import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { SMTPServer } from 'smtp-server';

export const channels = ['webhook', 'slack', 'pagerduty', 'teams', 'email'] as const;
export type BenchChannel = (typeof channels)[number];
export type HttpChannel = Exclude<BenchChannel, 'email'>;

/** One message as a receiver saw it, and what it did with it. */
export interface Seen {
  readonly channel: BenchChannel;
  /** The event's id, `bench-000123`. */
  readonly event: string;
  readonly at: number;
  readonly fate: Fate;
}

/** `taken` was answered well; `unknown` was heard, and the answer never came; `refused` was answered with a failure. */
export type Fate = 'taken' | 'unknown' | 'refused';

type Act = 'take' | 'busy' | 'wait' | 'cut' | 'hang';

export interface Receivers {
  /** Each channel has a server of its own, as in the world. */
  readonly urls: Readonly<Record<HttpChannel, string>>;
  readonly smtpPort: number;
  readonly seen: Seen[];
  /** Share of messages that fail, from now on. */
  failing(share: number): void;
  close(): Promise<void>;
}

/** Milliseconds after which a receiver that hangs cuts the line, if the console has not before. */
const HANG_MS = 60_000;
const idOf = /bench-\d{6}/;

/**
 * Real receivers on loopback. Those that fail answer 500, 429 with `Retry-After`, cut the line after they have read everything, or hang. A
 * hang holds a worker of the console for as long as its patience lasts, and 429 stops a whole destination: both are rare.
 */
export async function startReceivers(): Promise<Receivers> {
  const seen: Seen[] = [];
  const chance = createChance(7);
  let share = 0;

  function act(): Act {
    if (chance() >= share) return 'take';
    const which = chance();
    if (which < 0.55) return 'busy';
    if (which < 0.57) return 'wait';
    return which < 0.99 ? 'cut' : 'hang';
  }

  function note(channel: BenchChannel, text: string, fate: Fate): void {
    seen.push({ channel, event: idOf.exec(text)?.[0] ?? 'unknown', at: performance.now(), fate });
  }

  async function startHttp(channel: HttpChannel): Promise<Server> {
    const http = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const how = act();
        note(channel, Buffer.concat(chunks).toString(), fateOf(how));
        answer(how, channel, response);
      });
    });
    http.keepAliveTimeout = 30_000;
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return http;
  }

  const servers = {
    webhook: await startHttp('webhook'),
    slack: await startHttp('slack'),
    pagerduty: await startHttp('pagerduty'),
    teams: await startHttp('teams'),
  };
  const urlOf = (http: Server) => `http://127.0.0.1:${portOf(http.address())}/${'token'.repeat(4)}`;

  const smtp = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const how = act();
        note(
          'email',
          Buffer.concat(chunks)
            .toString()
            .replace(/=\r?\n/g, ''),
          fateOf(how),
        );
        if (how === 'take') done();
        else if (how === 'busy' || how === 'wait') done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        else if (how === 'cut') for (const one of smtp.connections) if (one.id === session.id) one._socket.destroy();
      });
    },
  });
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');

  return {
    urls: {
      webhook: urlOf(servers.webhook),
      slack: urlOf(servers.slack),
      pagerduty: urlOf(servers.pagerduty),
      teams: urlOf(servers.teams),
    },
    smtpPort: portOf(smtp.server.address()),
    seen,
    failing: (next) => {
      share = next;
    },
    async close() {
      for (const http of Object.values(servers)) {
        http.closeAllConnections();
        http.close();
      }
      await new Promise<void>((resolve) => smtp.close(resolve));
    },
  };
}

function fateOf(how: Act): Fate {
  if (how === 'take') return 'taken';
  return how === 'cut' || how === 'hang' ? 'unknown' : 'refused';
}

function answer(how: Act, channel: HttpChannel, response: ServerResponse): void {
  switch (how) {
    case 'take':
      response.writeHead(channel === 'pagerduty' || channel === 'teams' ? 202 : 200);
      response.end(
        channel === 'slack'
          ? 'ok'
          : channel === 'pagerduty'
            ? '{"status":"success","message":"Event processed","dedup_key":"x"}'
            : '',
      );
      return;
    case 'busy':
      response.writeHead(500).end('busy');
      return;
    case 'wait':
      response.writeHead(429, { 'retry-after': '1' }).end();
      return;
    case 'cut':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      setTimeout(() => response.destroy(), HANG_MS).unref();
      return;
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A linear congruential generator: the same misfortune in every run. */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
