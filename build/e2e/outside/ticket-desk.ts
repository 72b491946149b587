import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { z } from 'zod';

const Fields = z.record(z.string(), z.string());
type Fields = z.infer<typeof Fields>;

/** Incidents of a ServiceNow on loopback, which drops nothing for being a repeat. */
export interface TicketDesk {
  readonly url: string;
  readonly incidents: readonly Fields[];
  /** From now on what is opened is kept, and nobody is told: the connection hangs. */
  keepSilent(silent: boolean): void;
  close(): Promise<void>;
}

export async function startTicketDesk(): Promise<TicketDesk> {
  const incidents: Fields[] = [];
  let isSilent = false;

  function answer(method: string, url: URL, body: string, response: ServerResponse): void {
    const id = /\/incident\/([^/]+)$/.exec(url.pathname)?.[1];
    const isBoth = url.searchParams.get('sysparm_display_value') === 'all';
    const shown = (one: Fields) =>
      isBoth ? Object.fromEntries(Object.entries(one).map(([name, value]) => [name, { value, display_value: value }])) : one;
    const say = (status: number, result: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ result }));
    };
    if (method === 'POST') {
      const number = `INC00${incidents.length + 10}`;
      const made = { sys_id: `id-${incidents.length}`, number, state: '1', active: 'true', assigned_to: '', resolved_at: '' };
      incidents.push({ ...made, ...Fields.parse(JSON.parse(body)) });
      if (!isSilent) say(201, incidents.at(-1));
      return;
    }
    const held = incidents.find(({ sys_id }) => sys_id === id);
    if (held !== undefined && method === 'PATCH') Object.assign(held, Fields.parse(JSON.parse(body)));
    const keys = /correlation_id(?:=|IN)([^^]*)/.exec(url.searchParams.get('sysparm_query') ?? '')?.[1]?.split(',') ?? [];
    if (held !== undefined) say(200, shown(held));
    else if (id !== undefined) say(404, null);
    else say(200, incidents.filter(({ correlation_id }) => keys.includes(correlation_id ?? '')).map(shown));
  }

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => answer(request.method ?? '', new URL(request.url ?? '/', 'http://desk'), body, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    incidents,
    keepSilent: (silent) => {
      isSilent = silent;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
