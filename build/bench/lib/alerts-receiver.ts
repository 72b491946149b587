import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

/** A webhook receiver in a process of its own. */
export interface ReceiverProcess {
  readonly url: string;
  /** How many messages came since it was asked last, and when the last one came; epoch ms. */
  heard(): Promise<{ readonly count: number; readonly lastAtMs: number; readonly titles: Readonly<Record<string, number>> }>;
  close(): void;
}

/** Runs in that process: takes everything at once, and answers a line on standard output for each on standard input. */
export async function runReceiver(): Promise<void> {
  let count = 0;
  let lastAtMs = 0;
  let titles: Record<string, number> = {};
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      count += 1;
      lastAtMs = Date.now();
      const title = /alert-\d{6}/.exec(Buffer.concat(chunks).toString())?.[0];
      if (title !== undefined) titles[title] ??= lastAtMs;
      response.writeHead(200).end();
    });
  });
  http.keepAliveTimeout = 30_000;
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook\n`);
  for await (const _ of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify({ count, lastAtMs, titles })}\n`);
    count = 0;
    titles = {};
  }
  http.closeAllConnections();
  http.close();
}

/** Starts `program --receiver`. */
export async function startReceiverProcess(program: string): Promise<ReceiverProcess> {
  const child: ChildProcess = spawn(process.execPath, [program, '--receiver'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('the receiver has no pipes');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the receiver ended');
    return value;
  };
  return {
    url: await next(),
    async heard() {
      stdin.write('heard\n');
      return JSON.parse(await next());
    },
    close: () => stdin.end(),
  };
}
