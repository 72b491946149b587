import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createDoor, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { unreachable } from '../../../../shared/lib/unreachable';
import { type Fault, faults } from './faults';

export interface ReceivedRequest {
  /** By `now` of the receiver, in ms: when its body had been read, or its head where the body never is. */
  readonly at: number;
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where the fault reads none. */
  readonly body: string;
}

/** What to do with a request; `nth` counts from 1 among those to the same path. */
export type Script = (request: ReceivedRequest, nth: number) => Fault;

export interface FaultReceiver {
  /** `http://127.0.0.1:PORT`, or https with a certificate. */
  readonly origin: string;
  url(path?: string): string;
  /** In order of arrival. */
  readonly requests: readonly ReceivedRequest[];
  to(path: string): ReceivedRequest[];
  /** From now on: for one path (without its query), or for all that have no script of their own. */
  behave(how: Fault | Script, path?: string): void;
  /** Resolves when so many requests have come, to one path or in all. */
  received(count: number, path?: string): Promise<void>;
  /** `hang` takes connections and reads nothing, `reset` cuts them at once: before any request. */
  connections(how: 'serve' | 'hang' | 'reset'): void;
  /** Sockets open now. */
  openSockets(): number;
  forget(): void;
  close(): Promise<void>;
}

export interface FaultReceiverOptions {
  /** How it behaves until told otherwise; 200 without a body. */
  readonly behaviour?: Fault | Script;
  /** Milliseconds; the machine's monotonic clock where absent. */
  readonly now?: () => number;
  readonly port?: number;
  /** PEM; answers https with it. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A real HTTP server on loopback that answers, hangs, drips and cuts as it is told, and records what came. */
export async function startFaultReceiver(options: FaultReceiverOptions = {}): Promise<FaultReceiver> {
  const now = options.now ?? (() => performance.now());
  const scripts = new Map<string | null, Script>([[null, scriptOf(options.behaviour ?? faults.ok)]]);
  const requests: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  const counts = new Map<string, number>();
  let connections: 'serve' | 'hang' | 'reset' = 'serve';

  const record = (request: ReceivedRequest): void => {
    requests.push(request);
    for (const look of waiting) look();
  };
  const listener: RequestListener = (incoming, response) => {
    const place = pathOf(incoming.url ?? '/');
    const nth = (counts.get(place) ?? 0) + 1;
    counts.set(place, nth);
    const script = scripts.get(place) ?? scripts.get(null);
    const head = { ...requestOf(incoming), at: now() };
    const early = script?.(head, nth);
    if (early?.kind === 'hang-before-reading' || early?.kind === 'reset-before-reading') {
      record(head);
      if (early.kind === 'reset-before-reading') incoming.socket.resetAndDestroy();
      return;
    }
    readBody(incoming, (body) => {
      const request = { ...head, at: now(), body };
      record(request);
      act(script?.(request, nth) ?? faults.ok, response);
    });
  };

  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  server.keepAliveTimeout = 60_000;
  server.on('tlsClientError', () => {});
  server.on('clientError', (_error, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  // A door of its own in front, so that a connection can be cut or left hanging before anything reads from it.
  const door = createDoor((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // Cut by the other side: nothing to tell.
    socket.once('close', () => sockets.delete(socket));
    if (connections === 'serve') server.emit('connection', socket);
    if (connections === 'reset') socket.resetAndDestroy();
  });
  door.listen(options.port ?? 0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  const to = (path: string) => requests.filter((request) => pathOf(request.path) === path);

  return {
    origin,
    url: (path = '/') => `${origin}${path}`,
    requests,
    to,
    behave: (how, path) => {
      scripts.set(path ?? null, scriptOf(how));
    },
    received: (count, path) =>
      new Promise((resolve) => {
        const look = () => {
          if ((path === undefined ? requests : to(path)).length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    connections: (how) => {
      connections = how;
    },
    openSockets: () => sockets.size,
    forget: () => {
      requests.length = 0;
      counts.clear();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => door.close(() => resolve()));
    },
  };
}

function scriptOf(how: Fault | Script): Script {
  return typeof how === 'function' ? how : () => how;
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? url;
}

function requestOf(incoming: IncomingMessage): Omit<ReceivedRequest, 'at'> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  return { method: incoming.method ?? '', path: incoming.url ?? '/', headers, body: '' };
}

function readBody(incoming: IncomingMessage, then: (body: string) => void): void {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => then(Buffer.concat(chunks).toString('utf8')));
  incoming.on('error', () => {});
}

function act(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'answer':
      response.writeHead(fault.status, fault.headers);
      response.end(fault.body);
      return;
    case 'hang-before-reading':
    case 'hang-after-reading':
      return;
    case 'reset-before-reading':
    case 'reset-after-reading':
      response.socket?.resetAndDestroy();
      return;
    case 'cut-mid-answer':
      response.writeHead(fault.status, { 'content-type': 'text/plain', 'content-length': '1000' });
      response.write('0123456789', () => response.socket?.destroy());
      return;
    case 'slow-drip':
      drip(response, fault.everyMs);
      return;
    default:
      unreachable(fault);
  }
}

/** Drips until the other side has had enough. */
function drip(response: ServerResponse, everyMs: number): void {
  response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '1000' });
  const timer = setInterval(() => response.write('.'), everyMs);
  response.once('close', () => clearInterval(timer));
}
