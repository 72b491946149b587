import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ok } from '../../../shared/lib/result';
import type { Callers } from '../callers';
import type { Faults } from '../faults';
import type { Enforcer } from '../policy/enforcer';
import type { Service } from '../service';
import type { Chance, Wall } from '../world';
import { readBody } from './body';
import type { CallRecord } from './calls';
import type { Reply, WireRequest } from './codec';
import { answerControl, type ControlHandler } from './control';
import { type AnsweredCall, createDispatch } from './dispatch';
import { readSignature } from './signature';

/**
 * The wire: one HTTP server on 127.0.0.1 for all services. Composed by the simulator like this:
 *
 *     const faults = createFaults(services.map((service) => service.id), seededChance(`${seed}:faults`));
 *     const recorder = createCallRecorder(clock.now);
 *     const wire = await startWire({ services, port, wall, chance, callers, faults, enforce, record: recorder.record, control });
 *
 * Paths under `/_sim/` go to `control`; everything else is an AWS call, recognised by the service name in its signature.
 */
export interface WireOptions {
  /** Read on every call, so that a restarted world may put its own services in. */
  readonly services: () => readonly Service[];
  /** 0 picks a free one. */
  readonly port: number;
  readonly wall: Wall;
  /** For request ids only. */
  readonly chance: Chance;
  readonly callers: Callers;
  readonly faults: Faults;
  readonly enforce: Enforcer;
  readonly record: (call: CallRecord) => void;
  readonly control: ControlHandler;
  /** Told of every answered call, for CloudTrail. */
  readonly answered?: (call: AnsweredCall) => void;
  /** Told of exceptions that are bugs; the client gets an `InternalFailure`. */
  readonly onBug?: (problem: unknown) => void;
}

export interface Wire {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** Ends open calls, long polls included. */
  stop(): Promise<void>;
}

export async function startWire(options: WireOptions): Promise<Wire> {
  const dispatch = createDispatch(options);
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy()); // the client is gone, or sent half a request
  });
  // Longer than any client keeps an idle connection: the side that closes first must not be this one.
  server.keepAliveTimeout = 75_000;
  server.requestTimeout = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const header = (name: string) => headerText(request.headers[name]);
    const read = await readBody(request, readSignature(header)?.service === 's3');
    const bytes = read.ok ? read.value : Buffer.alloc(0);
    const body = read.ok ? ok(bytes.toString('utf8')) : read;
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const wireRequest: WireRequest = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      header,
      headerNames: Object.keys(request.headers),
      body: body.ok ? body.value : '',
      bytes,
    };
    const reply = url.pathname.startsWith('/_sim/')
      ? await answerControl(options.control, wireRequest, body)
      : await dispatch(wireRequest, body, gone.signal);
    if (reply === 'cut') response.destroy();
    else send(response, reply);
  }

  function send(response: ServerResponse, reply: Reply): void {
    if (response.destroyed) return;
    const date = new Date(options.wall.now()).toUTCString();
    response.writeHead(reply.status, { date, ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
    response.end(reply.body);
  }

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve(portOf(server.address())));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function headerText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
