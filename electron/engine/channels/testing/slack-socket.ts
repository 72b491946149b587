import { once } from 'node:events';
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/** Slack as Socket Mode sees it: hands out addresses, says hello, sends envelopes, and records what is confirmed. */
export interface SlackSocket {
  /** Of the Web API. */
  readonly apiUrl: string;
  /** Words in place of an address, from now on; null hands one out again. */
  refuse(error: string | null): void;
  /** Tokens that asked for an address. */
  readonly asked: readonly string[];
  /** Ids of envelopes that were confirmed, in order. */
  readonly confirmed: readonly string[];
  /** Bodies posted to the response address. */
  readonly told: readonly string[];
  /** Connections so far. */
  connections(): number;
  /** Resolves once so many connections were greeted. */
  greeted(count: number): Promise<void>;
  send(message: unknown): void;
  press(envelopeId: string, actionId: string, value: string): void;
  /** Cuts the connection without a word. */
  cut(): void;
  /** Resolves when the condition holds; looked at with each thing that comes. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** A real server on loopback. */
export async function startSlackSocket(): Promise<SlackSocket> {
  const asked: string[] = [];
  const confirmed: string[] = [];
  const told: string[] = [];
  const waiting = new Set<() => void>();
  let error: string | null = null;
  let socket: WebSocket | null = null;
  let connections = 0;
  const look = () => {
    for (const each of [...waiting]) each();
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      if (request.url === '/response') told.push(body);
      else asked.push(request.headers.authorization ?? '');
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(
          error === null ? { ok: true, url: `${origin.replace('http', 'ws')}/link?ticket=s3cr3t` } : { ok: false, error },
        ),
      );
      look();
    });
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (opened) => {
    socket = opened;
    connections += 1;
    opened.on('error', () => {}); // Cut by the other side: nothing to tell.
    opened.on('message', (data) => {
      confirmed.push(String(JSON.parse(String(data)).envelope_id));
      look();
    });
    opened.send(JSON.stringify({ type: 'hello', num_connections: 1 }), look);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const each = () => {
        if (!condition()) return;
        waiting.delete(each);
        resolve();
      };
      waiting.add(each);
      each();
    });
  const send = (message: unknown) => socket?.send(JSON.stringify(message));

  return {
    apiUrl: `${origin}/api`,
    refuse: (next) => {
      error = next;
    },
    asked,
    confirmed,
    told,
    connections: () => connections,
    greeted: (count) => until(() => connections >= count),
    send,
    press: (envelopeId, actionId, value) =>
      send({
        type: 'interactive',
        envelope_id: envelopeId,
        accepts_response_payload: false,
        payload: {
          type: 'block_actions',
          user: { id: 'U1', username: 'ann', name: 'ann.lee' },
          actions: [{ type: 'button', action_id: actionId, value }],
          response_url: `${origin}/response`,
        },
      }),
    cut: () => socket?.terminate(),
    until,
    close: async () => {
      sockets.close();
      for (const client of sockets.clients) client.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
