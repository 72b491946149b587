import { type ClientRequest, request as requestPlain } from 'node:http';
import { type AgentOptions, type RequestOptions, request as requestSecure, Agent as SecureAgent } from 'node:https';
import { isIP } from 'node:net';
import { type Duplex, PassThrough } from 'node:stream';
import { connect } from 'node:tls';

/** Milliseconds after which a proxy that makes no tunnel is let go; whoever waits for it has given up by then. */
const TUNNEL_MS = 6_000;

/** What `HTTPS_PROXY` and `NO_PROXY` say, in either spelling, as other programs understand them. */
export interface ProxyRules {
  readonly proxy: URL;
  /** Names, with or without what stands before them; `*` for all. */
  readonly direct: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** @returns null where no proxy is set, or where what is set is no address. */
export function proxyFromEnvironment(env: Environment): ProxyRules | null {
  const said = env.HTTPS_PROXY || env.https_proxy;
  if (!said) return null;
  const direct = (env.NO_PROXY || env.no_proxy || '').split(/[\s,]+/).filter((name) => name !== '');
  try {
    const proxy = new URL(said.includes('://') ? said : `http://${said}`);
    return proxy.protocol === 'http:' || proxy.protocol === 'https:' ? { proxy, direct } : null;
  } catch {
    return null; // No address: other programs go directly then, too.
  }
}

/** Whether a host is called through the proxy. */
export function goesThrough({ direct }: ProxyRules, host: string): boolean {
  return !direct.some((entry) => {
    const name = entry
      .toLowerCase()
      .replace(/:\d+$/, '')
      .replace(/^\*?\./, '');
    return entry === '*' || host === name || host.endsWith(`.${name}`);
  });
}

/** The proxy made no tunnel; `message` says why, for people, and holds no more of its address than the host. */
export class ProxyRefused extends Error {
  override readonly name = 'ProxyRefused';
}

/** Sockets that lead through a proxy, by CONNECT: it sees where to, and nothing of what is said. */
export class TunnelAgent extends SecureAgent {
  readonly #proxy: URL;

  constructor(proxy: URL, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(options: RequestOptions, callback?: (error: Error | null, stream: Duplex) => void): undefined {
    const host = options.host ?? '';
    const refuse = (why: string): void =>
      callback?.(new ProxyRefused(`The proxy ${this.#proxy.hostname} ${why}`), new PassThrough());
    const tunnel = this.#ask(`${isIP(host) === 6 ? `[${host}]` : host}:${options.port}`);
    tunnel.once('connect', (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        return refuse(`answered ${response.statusCode} when asked for ${host}.`);
      }
      callback?.(null, connect({ socket, host, servername: isIP(host) === 0 ? host : '', ca: this.options.ca }));
    });
    tunnel.once('error', () => refuse(`cannot be reached, or cut the connection, when asked for ${host}.`));
    tunnel.setTimeout(TUNNEL_MS, () => tunnel.destroy());
    tunnel.end();
  }

  #ask(target: string): ClientRequest {
    const { protocol, hostname, port, username, password } = this.#proxy;
    const secure = protocol === 'https:';
    const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
    return (secure ? requestSecure : requestPlain)({
      method: 'CONNECT',
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 443 : 80) : Number(port),
      path: target,
      headers: { host: target, ...(username === '' ? {} : { 'proxy-authorization': `Basic ${basic}` }) },
      agent: false,
    });
  }
}
