import { lookup as lookupName } from 'node:dns';
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Wall } from '../../ports';
import { type Environment, goesThrough, proxyFromEnvironment, TunnelAgent } from '../../proxy/proxy';
import { type Destination, readDestination } from './destination';
import { exchange } from './exchange';
import { guardedLookup, type Resolve } from './guarded-lookup';
import type { OutgoingHttp } from './outgoing-http';

export interface OutgoingHttpOptions {
  readonly wall: Pick<Wall, 'sleep'>;
  /** `Defaults.AllowedPrivateHosts` as it is in force; asked at every call. */
  readonly allowedPrivateHosts: () => readonly string[];
  /** A rehearsal: whatever is configured, nothing leaves this machine. */
  readonly onlyLoopback: boolean;
  /** The machine's own resolver where absent. */
  readonly resolve?: Resolve;
  /** Where `HTTPS_PROXY` and `NO_PROXY` stand; the environment of this process where absent. */
  readonly env?: Environment;
  /** PEM of an authority that is trusted instead of the machine's. */
  readonly authority?: string;
}

/** Sockets to one host, and to all: what one receiver that hangs can hold. */
const MOST_PER_HOST = 32;
const MOST_SOCKETS = 256;
/** Milliseconds an unused socket is kept; shorter than servers keep theirs, lest a request run into one that is closing. */
const IDLE_MS = 4_000;

/**
 * The only way out over HTTP; its rules stand at `OutgoingHttp`. Behind a proxy the proxy resolves names and keeps its own rules of where
 * they may lead; literal addresses are judged here as ever.
 */
export function createOutgoingHttp(options: OutgoingHttpOptions): OutgoingHttp {
  const sockets = {
    keepAlive: true,
    maxSockets: MOST_PER_HOST,
    maxTotalSockets: MOST_SOCKETS,
    maxFreeSockets: 4,
    timeout: IDLE_MS,
    scheduling: 'lifo' as const,
  };
  const plain = new Agent(sockets);
  const secure = new SecureAgent(options.authority === undefined ? sockets : { ...sockets, ca: options.authority });
  const behind = proxyFromEnvironment(options.env ?? process.env);
  const tunnel = behind === null ? null : new TunnelAgent(behind.proxy, secure.options);
  const agentFor = (to: Destination): Agent => {
    if (to.protocol === 'http:') return plain;
    const proxied = tunnel !== null && behind !== null && to.reach !== 'loopback' && goesThrough(behind, to.host);
    return proxied ? tunnel : secure;
  };
  const resolve = options.resolve ?? resolveHere;
  let closed = false;

  return {
    request: async (request) => {
      if (closed) return { kind: 'unreachable', message: 'The console is stopping.' };
      const rules = { allowedPrivateHosts: options.allowedPrivateHosts(), onlyLoopback: options.onlyLoopback };
      const to = readDestination(request.url, rules);
      if (!to.ok) return { kind: 'refused', message: to.error };
      return exchange(to.value, request, {
        wall: options.wall,
        agent: agentFor(to.value),
        lookup: guardedLookup(resolve, to.value.reach),
      });
    },
    close: () => {
      closed = true;
      plain.destroy();
      secure.destroy();
      tunnel?.destroy();
    },
  };
}

const resolveHere: Resolve = (host, options, then) => {
  lookupName(host, { ...options, all: true }, then);
};
