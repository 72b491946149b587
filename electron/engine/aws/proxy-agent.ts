import type { AgentOptions, RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { goesThrough, type ProxyRules, TunnelAgent } from '../proxy/proxy';

/** HTTPS connections as the environment wants them: through its proxy, but straight to the hosts that `NO_PROXY` names. */
export class ProxyAgent extends TunnelAgent {
  readonly #rules: ProxyRules;

  constructor(rules: ProxyRules, options: AgentOptions) {
    super(rules.proxy, options);
    this.#rules = rules;
  }

  override createConnection(options: RequestOptions, callback?: (error: Error | null, stream: Duplex) => void): undefined {
    const host = options.host ?? '';
    if (goesThrough(this.#rules, host)) return super.createConnection(options, callback);
    const servername = isIP(host) === 0 ? host : '';
    callback?.(null, connect({ host, port: Number(options.port ?? 443), servername, ca: this.options.ca }));
  }
}
