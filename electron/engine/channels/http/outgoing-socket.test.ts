import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { selfSigned } from '../testing/self-signed';
import { openSocket } from './outgoing-socket';

const host = 'wss.example.com';
const { cert, key } = selfSigned(host, Date.now());
const rules = { allowedPrivateHosts: [], onlyLoopback: false, authority: cert };
let slack: Server;
let sockets: WebSocketServer;
let proxy: Server;
let asked: string[];
let answer: string;

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

beforeEach(async () => {
  asked = [];
  answer = '200 OK';
  slack = createSecureServer({ cert, key });
  sockets = new WebSocketServer({ server: slack });
  sockets.on('connection', (socket) => socket.send('hello'));
  proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.write(`HTTP/1.1 ${answer}\r\n\r\n`);
    if (!answer.startsWith('200')) return socket.end();
    const onward = connect(portOf(slack), '127.0.0.1');
    onward.pipe(socket).pipe(onward);
    for (const end of [onward, socket]) end.on('error', () => {});
  });
  for (const server of [slack, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  for (const client of sockets.clients) client.terminate();
  for (const server of [slack, proxy]) server.close();
});

/** The first thing that comes, or why nothing does. */
async function firstWord(env: Record<string, string>): Promise<string> {
  const opened = openSocket(`wss://${host}/link`, { ...rules, env });
  if (!opened.ok) return opened.error;
  const socket = opened.value;
  const word = await new Promise<string>((resolve) => {
    socket.on('message', (data) => resolve(String(data)));
    socket.on('error', (error: Error) => resolve(error.message));
  });
  socket.terminate();
  return word;
}

test('a WebSocket goes through the proxy of the environment, and TLS stays end to end', async () => {
  expect(await firstWord({ HTTPS_PROXY: `http://dana:s3cret@127.0.0.1:${portOf(proxy)}` })).toBe('hello');
  expect(asked).toEqual([`${host}:443`]);
});

test('a proxy that refuses is named, and nothing of its address but the host', async () => {
  answer = '407 Proxy Authentication Required';
  const word = await firstWord({ HTTPS_PROXY: `http://dana:s3cret@127.0.0.1:${portOf(proxy)}` });
  expect(word).toContain('answered 407');
  expect(word).not.toContain('s3cret');
});
