import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { err, ok, type Result } from '../../shared/lib/result';
import type { Engine } from '../engine/engine-api';
import { type Asset, loadAssets } from '../host/assets';
import { contentSecurityPolicy } from '../host/page-policy';
import { errnoOf, type Problem } from '../host/problem';
import { answerError, answerJson, SECURITY_HEADERS } from './answer';
import { createGate, type Gate, headerToken } from './gate';
import { allowedHosts } from './request-guard';
import { createRest, type Rest } from './rest';
import { hostSockets } from './socket-host';

export interface HttpHostOptions {
  readonly engine: Engine;
  readonly version: string;
  /** The built page. */
  readonly assetsDir: string;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** Further names under which this server may be called. */
  readonly names: readonly string[];
}

export interface HttpHost {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, says good-bye to open sockets, and ends what lingers. */
  close(): Promise<void>;
}

/** How long an answer under way may take when the console stops. */
const LINGER_MS = 1_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** The console over HTTP and WebSocket: the page, `/api`, `/ws`. Listening when it resolves. */
export async function startHttpHost(options: HttpHostOptions): Promise<Result<HttpHost, Problem>> {
  const { engine, tls } = options;
  const scheme = tls === null ? 'http' : 'https';
  const server: Server = tls === null ? createServer() : createSecureServer(tls);
  server.requestTimeout = REQUEST_TIMEOUT_MS;

  let hosts: ReadonlySet<string> = new Set();
  const gate = createGate({
    keeper: engine,
    wall: engine.ports.wall,
    scheme,
    hosts: () => hosts,
    record: (reason) => engine.refused(reason),
  });
  const rest = createRest(engine, options.version);
  const assets = await loadAssets(options.assetsDir);
  let pageHeaders: Readonly<Record<string, string>> = {};

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    answer(request, response, { gate, rest, assets, pageHeaders }).catch((error: unknown) => {
      engine.ports.log.error({ error, url: request.url }, 'A request could not be answered.');
      if (response.headersSent) response.destroy();
      else answerError(response, 500, { code: 'internal', message: 'The console could not answer; its log says why.' });
    });
  });
  const sockets = hostSockets(server, gate, engine);

  const listening = await listen(server, options);
  if (!listening.ok) return listening;
  const port = listening.value;
  const isEverywhere = options.host === '0.0.0.0' || options.host === '::';
  hosts = allowedHosts(port, isEverywhere ? [] : [options.host], tls !== null, options.names);
  const name = isEverywhere ? (options.names[0] ?? '127.0.0.1') : options.host;
  const authority = `${name.includes(':') ? `[${name}]` : name}:${port}`;
  pageHeaders = pageHeadersFor(scheme === 'http' ? 'ws' : 'wss', authority);

  return ok({
    url: `${scheme}://${authority}`,
    port,
    close: () => {
      sockets.close();
      return closeServer(server, sockets.cut);
    },
  });
}

interface Parts {
  readonly gate: Gate;
  readonly rest: Rest;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly pageHeaders: Readonly<Record<string, string>>;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { gate, rest, assets, pageHeaders }: Parts,
): Promise<void> {
  const address = gate.address(request);
  if (!address.ok) return answerError(response, address.error.status, address.error.error);
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (path === '/api/live') return answerJson(response, 200, { status: 'up' });
  if (path === '/api' || path.startsWith('/api/')) {
    const actor = gate.actor(request, headerToken(request));
    if (!actor.ok) return answerError(response, actor.error.status, actor.error.error, actor.error.headers);
    return rest.handle(request, response, actor.value);
  }
  const asset = assets.get(path);
  if (asset === undefined) return answerError(response, 404, { code: 'route.unknown', message: `There is no ${path}.` });
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return answerError(response, 405, { code: 'method.refused', message: 'The page is only read.' }, { allow: 'GET, HEAD' });
  }
  response.writeHead(200, { ...pageHeaders, ...asset.headers, 'content-length': asset.body.length });
  response.end(request.method === 'HEAD' ? undefined : asset.body);
}

function pageHeadersFor(scheme: 'ws' | 'wss', authority: string): Readonly<Record<string, string>> {
  return { 'content-security-policy': contentSecurityPolicy([`${scheme}://${authority}`]) };
}

function listen(server: Server, { host, port }: Pick<HttpHostOptions, 'host' | 'port'>): Promise<Result<number, Problem>> {
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(err(listenProblem(error, host, port))));
    server.listen(port, host, () => resolve(ok(portOf(server.address(), port))));
  });
}

function portOf(address: AddressInfo | string | null, wished: number): number {
  return typeof address === 'object' && address !== null ? address.port : wished;
}

function listenProblem(error: Error, host: string, port: number): Problem {
  const errno = errnoOf(error);
  if (errno === 'EADDRINUSE') {
    return {
      code: 'port.taken',
      message: `Port ${port} on ${host} is taken by another program.`,
      next: 'Choose another with --port, or let one be picked: --port 0.',
    };
  }
  if (errno === 'EACCES') {
    return {
      code: 'port.not-allowed',
      message: `This user may not listen on port ${port}.`,
      next: 'Choose one above 1023 with --port.',
    };
  }
  return {
    code: 'address',
    message: `Cannot listen on ${host}:${port} (${errno ?? error.message}).`,
    next: 'Give --host an address of this machine.',
  };
}

/** Sockets are no longer the server's to close, but it waits for them all the same. */
function closeServer(server: Server, cutSockets: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      cutSockets();
      server.closeAllConnections();
    }, LINGER_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
