import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { err, ok, type Result } from '../../shared/lib/result';
import type { Engine } from '../engine/engine-api';
import type { Actor } from '../engine/ports';
import { type Gate, headerToken, type Turned } from './gate';
import { resumeOf, sendStream } from './json-socket';
import { MAX_BODY_BYTES } from './rest';
import { createRpc } from './rpc-socket';
import { createItemWriter } from './shared-text';
import { protocolsOf, RPC_PROTOCOL, tokenOfProtocols } from './tokens-of';

/** Sockets held at once; a wall of browsers is far below. */
const MOST_SOCKETS = 2_000;
/** A client that does not answer a ping until the next one is gone. */
const PING_MS = 30_000;
/** Close codes: going away, policy (token revoked). */
const GOING_AWAY = 1001;
const NO_LONGER_ALLOWED = 1008;

export interface SocketHost {
  /** Says good-bye; who answers is gone at once. */
  close(): void;
  /** Ends whoever has not answered the good-bye: a wall whose network is gone never will. */
  cut(): void;
}

/**
 * `/ws`, in two forms: with the subprotocol `tocsin.rpc` it speaks the contract (the page); any other client receives the live
 * stream as JSON text.
 */
export function hostSockets(server: Server, gate: Gate, engine: Engine): SocketHost {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_BODY_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(RPC_PROTOCOL) ? RPC_PROTOCOL : false),
  });
  const write = createItemWriter();
  const speak = createRpc(engine, write);

  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const guest = admit(request);
    if (!guest.ok) return refuse(stream, guest.error);
    sockets.handleUpgrade(request, stream, head, (socket) => welcome(socket, guest.value));
  });

  function admit(request: IncomingMessage): Result<Guest, Turned | NotHere> {
    const [path, query] = partsOf(request.url ?? '/');
    if (path !== '/ws') return err(notHere);
    if (sockets.clients.size >= MOST_SOCKETS) return err(tooManySockets);
    const address = gate.address(request);
    if (!address.ok) return address;
    const protocols = protocolsOf(request.headers['sec-websocket-protocol']);
    const token = headerToken(request) ?? tokenOfProtocols(protocols) ?? query.get('token');
    const actor = gate.actor(request, token);
    if (!actor.ok) return actor;
    return ok({ actor: actor.value, token: token ?? '', rpc: protocols.includes(RPC_PROTOCOL), query });
  }

  function welcome(socket: WebSocket, guest: Guest): void {
    socket.on('error', () => socket.terminate());
    const isStillAllowed = () => {
      const isKnown = engine.verifyToken(guest.token) !== null;
      if (!isKnown) socket.close(NO_LONGER_ALLOWED, 'the token was revoked');
      return isKnown;
    };
    keepAlive(socket, isStillAllowed);
    if (guest.rpc) speak(socket, guest.actor, isStillAllowed);
    else stream(socket, guest);
  }

  function stream(socket: WebSocket, guest: Guest): void {
    sendStream(socket, engine, resumeOf(guest.query), write).catch((error: unknown) => {
      engine.ports.log.error({ error }, 'A live stream broke off.');
      socket.terminate();
    });
  }

  return {
    close() {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'the console stops');
      sockets.close();
    },
    cut() {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

interface Guest {
  readonly actor: Actor;
  readonly token: string;
  readonly rpc: boolean;
  readonly query: URLSearchParams;
}

/** Path and query of a request target. Never by `new URL`: it throws at `//`, and whoever can knock at the port could end the console. */
function partsOf(target: string): readonly [path: string, query: URLSearchParams] {
  const cut = target.indexOf('?');
  return cut < 0 ? [target, new URLSearchParams()] : [target.slice(0, cut), new URLSearchParams(target.slice(cut + 1))];
}

/** Looks from time to time whether the other side is there, and still allowed to be. */
function keepAlive(socket: WebSocket, isStillAllowed: () => boolean): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!isStillAllowed()) return;
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_MS);
  socket.on('close', () => clearInterval(timer));
}

interface NotHere {
  readonly status: 404 | 503;
  readonly error: { readonly code: string; readonly message: string };
  readonly headers: Readonly<Record<string, string>>;
}
const notHere: NotHere = { status: 404, error: { code: 'route.unknown', message: 'Sockets live at /ws.' }, headers: {} };
const tooManySockets: NotHere = {
  status: 503,
  error: { code: 'sockets.too-many', message: `More than ${MOST_SOCKETS} sockets are open.` },
  headers: { 'retry-after': '10' },
};

const REASONS = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
} as const;

/** Answers an upgrade that is not granted, as plain HTTP. */
function refuse(stream: Duplex, { status, error, headers }: Turned | NotHere): void {
  const body = JSON.stringify(error);
  const lines = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...headers,
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
  stream.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
}
