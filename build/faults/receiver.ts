import { once } from 'node:events';
import { createServer } from 'node:http';

/** One webhook receiver with two addresses: who hears everything, and who hears of incidents alone. */
export interface Receiver {
  readonly everything: string;
  readonly incidents: string;
  /** Messages taken, by address; one entry each, in order of arrival. */
  readonly heard: { readonly to: string; readonly text: string }[];
  /** The address of who hears everything answers 500 until it is told otherwise; the other one goes on. */
  breakDown(isDown: boolean): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const heard: Receiver['heard'] = [];
  let isDown = false;
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const to = (request.url ?? '').slice(1);
      if (isDown && to === 'everything') {
        response.writeHead(500).end('down');
        return;
      }
      heard.push({ to, text: Buffer.concat(chunks).toString() });
      response.writeHead(200).end();
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    everything: `${url}/everything`,
    incidents: `${url}/incidents`,
    heard,
    breakDown: (down) => {
      isDown = down;
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
