import { type Agent, type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Wall } from '../../ports';
import { failureWords } from './call-failures';
import type { Destination } from './destination';
import type { OutgoingReply, OutgoingRequest } from './outgoing-http';

/** Milliseconds of wall time until a connection (name, TCP, TLS) must stand, and until the whole answer must be there. */
export const CONNECT_MS = 5_000;
export const WHOLE_MS = 15_000;
/** Bytes of an answer that are read. */
export const MOST_REPLY = 64 * 1024;

export interface ExchangeTools {
  readonly wall: Pick<Wall, 'sleep'>;
  readonly agent: Agent;
  readonly lookup: LookupFunction;
}

/**
 * One request and its answer. Whatever goes wrong is a reply: `unreachable` while no byte of the request can have left, `ambiguous` from
 * then on.
 */
export function exchange(to: Destination, request: OutgoingRequest, tools: ExchangeTools): Promise<OutgoingReply> {
  return new Promise((resolve) => {
    const over = new AbortController();
    let mayHaveLeft = false;
    const finish = (reply: OutgoingReply): void => {
      if (over.signal.aborted) return;
      over.abort();
      request.signal.removeEventListener('abort', stop);
      resolve(reply);
    };
    const lose = (message: string): void => {
      if (over.signal.aborted) return; // An answered request's socket belongs to the next one.
      finish({ kind: mayHaveLeft ? 'ambiguous' : 'unreachable', message });
      outgoing?.destroy();
    };
    const stop = (): void => lose(`The call to ${to.host} was stopped by the console.`);

    const outgoing = open(to, request, tools);
    if (outgoing === null) return finish({ kind: 'refused', message: 'A header holds a character that cannot be sent.' });
    outgoing.on('error', (error) => lose(failureWords(error, to.host)));
    outgoing.once('close', () => lose(`${to.host} closed the connection before its answer was complete.`));
    outgoing.once('response', (response) =>
      receive(response, { host: to.host, most: request.mostReply ?? MOST_REPLY }, finish, lose),
    );
    onceConnected(outgoing, () => {
      mayHaveLeft = true;
    });
    if (request.signal.aborted) return stop();
    request.signal.addEventListener('abort', stop);
    within(CONNECT_MS, () => mayHaveLeft || lose(`${to.host} took no connection within ${CONNECT_MS / 1000} s.`));
    within(WHOLE_MS, () => lose(`${to.host} did not answer in full within ${WHOLE_MS / 1000} s.`));
    outgoing.end(request.body ?? undefined);

    function within(ms: number, late: () => void): void {
      tools.wall.sleep(ms, over.signal).then(late, () => {}); // Rejects when the exchange was over before.
    }
  });
}

/** @returns null where a header cannot be sent: Node says so by throwing. */
function open(to: Destination, request: OutgoingRequest, tools: ExchangeTools): ClientRequest | null {
  const call = to.protocol === 'https:' ? requestSecure : requestPlain;
  try {
    return call({
      method: request.method,
      host: to.host,
      port: to.port,
      path: to.path,
      headers: { 'user-agent': 'Tocsin', ...lengthOf(request.body), ...request.headers },
      agent: tools.agent,
      lookup: tools.lookup,
    });
  } catch {
    return null;
  }
}

function lengthOf(body: string | null): Record<string, string> {
  return body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

/** From here on bytes of the request may be on their way. A socket kept from an earlier call is there at once. */
function onceConnected(outgoing: ClientRequest, then: () => void): void {
  outgoing.once('socket', (socket) => {
    if (outgoing.reusedSocket) then();
    else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', then);
  });
}

function receive(
  response: IncomingMessage,
  { host, most }: { readonly host: string; readonly most: number },
  finish: (reply: OutgoingReply) => void,
  lose: (message: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const answered = (): void =>
    finish({
      kind: 'answered',
      status: response.statusCode ?? 0,
      headers: headersOf(response),
      body: Buffer.concat(chunks).subarray(0, most).toString('utf8'),
    });
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < most) return;
    answered();
    response.destroy();
  });
  response.once('end', () => response.complete && answered());
  response.on('error', () => lose(`${host} broke off its answer.`));
  response.once('close', () => lose(`${host} broke off its answer.`));
}

function headersOf(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
