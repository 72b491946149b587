import { lookup as lookupName } from 'node:dns';
import { WebSocket } from 'ws';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { type Environment, goesThrough, proxyFromEnvironment, TunnelAgent } from '../../proxy/proxy';
import { type DestinationRules, readDestination } from './destination';
import { CONNECT_MS } from './exchange';
import { guardedLookup } from './guarded-lookup';

/** Bytes of one message that comes in; Slack's are far below. */
const MOST_MESSAGE = 1024 * 1024;

export interface OutgoingSocketOptions extends DestinationRules {
  readonly env?: Environment;
  /** PEM of an authority that is trusted instead of the machine's. */
  readonly authority?: string;
}

/**
 * Opens a WebSocket under the rules of `OutgoingHttp`: wss (ws on loopback only), every address checked at connect time, no redirects, the
 * proxy of this machine. The socket is opening when this answers.
 *
 * @returns why it may not be opened, in words that hold no more of the address than its host.
 */
export function openSocket(
  url: string,
  { env = process.env, authority, ...rules }: OutgoingSocketOptions,
): Result<WebSocket, string> {
  if (!/^wss?:\/\//i.test(url)) return err('This is not the address of a WebSocket.');
  const to = readDestination(url.replace(/^ws/i, 'http'), rules);
  if (!to.ok) return to;
  const behind = proxyFromEnvironment(env);
  const isProxied =
    behind !== null && to.value.protocol === 'https:' && to.value.reach !== 'loopback' && goesThrough(behind, to.value.host);
  const lookup = guardedLookup((host, options, then) => lookupName(host, { ...options, all: true }, then), to.value.reach);
  const trust = authority === undefined ? {} : { ca: authority };
  try {
    return ok(
      new WebSocket(url, {
        followRedirects: false,
        handshakeTimeout: CONNECT_MS * 2,
        maxPayload: MOST_MESSAGE,
        perMessageDeflate: false,
        ...(isProxied ? { agent: new TunnelAgent(behind.proxy, trust) } : { lookup }),
      }),
    );
  } catch {
    return err(`${to.value.host} cannot be called by this address.`);
  }
}
