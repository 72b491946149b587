import { z } from 'zod';
import { freePort, type Started, startTocsin } from './processes';

const FirstLine = z.object({ url: z.url(), token: z.string().min(1) });

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
  const { url, token } = FirstLine.parse(JSON.parse(await started.firstLine()));
  const api: Served['api'] = (path, { method, body, token: other = token } = {}) =>
    fetch(new URL(`/api${path}`, url), {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(other === null ? {} : { authorization: `Bearer ${other}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
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

/** Starts `tocsin simulate` on a free port and waits until its clock answers. */
export async function startSimulate(args: readonly string[]): Promise<Simulated> {
  const port = await freePort();
  const started = startTocsin(['simulate', '--port', String(port), ...args]);
  const url = `http://127.0.0.1:${port}`;
  await waitUntilAnswering(`${url}/_sim/clock`, started);
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

const JSON_TYPE = { 'content-type': 'application/json' };

async function waitUntilAnswering(url: string, started: Started): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const reply = await fetch(url).catch(() => null);
    if (reply?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answered at ${url} within 10 s:\n${started.output()}`);
}
