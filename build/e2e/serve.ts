import { z } from 'zod';
import { type Started, startTocsin } from './processes';

const ServeLine = z.object({ url: z.url(), token: z.string().min(1) });
const SimulateLine = z.object({ url: z.url() });
const JSON_TYPE = { 'content-type': 'application/json' };

/** Rehearsals of specs run with the shipped policy files enforced, which proves those files. */
export const POLICIES = ['--policy', 'observe,alert,setup,manage'] as const;

/** A running `tocsin serve`. */
export interface Served extends Started {
  readonly url: string;
  readonly token: string;
  /** The page with its token, as an operator opens it. */
  readonly page: string;
  /** Calls REST with the token; `path` without `/api`. A `body` is sent as JSON, with POST unless told otherwise. */
  api(
    path: string,
    options?: { readonly method?: string; readonly body?: unknown; readonly token?: string | null },
  ): Promise<Response>;
  /** Like `api`, but insists on success and answers the parsed body. */
  get(path: string): Promise<unknown>;
}

/** Starts `tocsin serve` on a free port and waits for its first line. `args` as on the command line. */
export async function startServe(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Served> {
  const started = startTocsin(['serve', '--port', '0', ...args], env);
  const { url, token } = ServeLine.parse(JSON.parse(await started.firstLine()));
  const api: Served['api'] = (path, { method, body, token: other = token } = {}) =>
    fetch(new URL(`/api${path}`, url), {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(other === null ? {} : { authorization: `Bearer ${other}` }),
        ...(body === undefined ? {} : JSON_TYPE),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    ...started,
    url,
    token,
    page: `${new URL('/', url).href}#token=${encodeURIComponent(token)}`,
    api,
    async get(path) {
      const reply = await api(path);
      if (!reply.ok) throw new Error(`GET /api${path} answered ${reply.status}: ${await reply.text()}`);
      return reply.json();
    },
  };
}

/** A running `tocsin simulate`. */
export interface Simulated extends Started {
  /** For `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Calls the control API, for instance `control('/pause', {})`; without a body it reads. */
  control(path: string, body?: unknown): Promise<unknown>;
}

/** Starts `tocsin simulate` on a free port and waits for its first line. `args` as on the command line. */
export async function startSimulate(args: readonly string[]): Promise<Simulated> {
  const started = startTocsin(['simulate', '--port', '0', ...args]);
  const { url } = SimulateLine.parse(JSON.parse(await started.firstLine()));
  return {
    ...started,
    url,
    async control(path, body) {
      const init = body === undefined ? {} : { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) };
      const reply = await fetch(`${url}/_sim${path}`, init);
      const text = await reply.text();
      if (!reply.ok) throw new Error(`/_sim${path} answered ${reply.status}: ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
  };
}
