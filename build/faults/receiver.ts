import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

/** One webhook receiver with two addresses: who hears everything, and who hears of incidents alone. */
export interface Receiver {
  readonly everything: string;
  readonly incidents: string;
  /** Messages taken, by address, as their types say; one entry each. */
  readonly heard: { readonly to: string; readonly type: string }[];
  /** The address of who hears everything answers 500 until it is told otherwise; the other one goes on. */
  breakDown(isDown: boolean): void;
  close(): Promise<void>;
}

const Message = z.looseObject({ type: z.string().default('unknown') });

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
      const message = Message.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
      heard.push({ to, type: message.success ? message.data.type : 'unknown' });
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
