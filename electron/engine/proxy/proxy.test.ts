import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOutgoingHttp } from '../channels/http/create-outgoing-http';
import type { OutgoingHttp } from '../channels/http/outgoing-http';
import { type FaultReceiver, startFaultReceiver } from '../channels/testing/fault-receiver';
import { faults } from '../channels/testing/faults';
import { selfSigned } from '../channels/testing/self-signed';
import { ManualTime } from '../testing/manual-clock';
import { goesThrough, proxyFromEnvironment } from './proxy';

const tls = selfSigned('hooks.example', Date.now());
let receiver: FaultReceiver;
let proxy: Server;
let asked: { readonly to: string; readonly authorization: string | undefined }[];
let answer: string;
let http: OutgoingHttp;

beforeEach(async () => {
  receiver = await startFaultReceiver({ tls, behaviour: faults.slackOk });
  asked = [];
  answer = '200 OK';
  proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push({ to: request.url ?? '', authorization: request.headers['proxy-authorization'] });
    socket.write(`HTTP/1.1 ${answer}\r\n\r\n`);
    if (!answer.startsWith('200')) return socket.end();
    const onward = connect(Number(new URL(receiver.origin).port), '127.0.0.1');
    onward.pipe(socket).pipe(onward);
    for (const end of [onward, socket]) end.on('error', () => {});
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  http = through('user:p%40ss@');
});
afterEach(async () => {
  http.close();
  proxy.close();
  await receiver.close();
});

function through(user: string, NO_PROXY = '127.0.0.1'): OutgoingHttp {
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const env = { HTTPS_PROXY: `http://${user}127.0.0.1:${port}`, NO_PROXY };
  return createOutgoingHttp({
    wall: new ManualTime().wall,
    allowedPrivateHosts: () => [],
    onlyLoopback: false,
    env,
    authority: tls.cert,
    resolve: (_host, _options, then) => then(Object.assign(new Error('direct'), { code: 'ENOTFOUND' }), []),
  });
}
const call = (url: string) => http.request({ method: 'POST', url, headers: {}, body: 'x', signal: new AbortController().signal });

describe('behind a proxy', () => {
  test('a call goes through a tunnel that it alone can read, and the next one through the same', async () => {
    expect(await call('https://hooks.example/T/B/x')).toMatchObject({ kind: 'answered', status: 200, body: 'ok' });
    expect(await call('https://hooks.example/T/B/y')).toMatchObject({ kind: 'answered', status: 200 });
    expect(asked).toEqual([{ to: 'hooks.example:443', authorization: `Basic ${Buffer.from('user:p@ss').toString('base64')}` }]);
    expect(receiver.requests.map(({ path, headers }) => [path, headers.host])).toEqual([
      ['/T/B/x', 'hooks.example'],
      ['/T/B/y', 'hooks.example'],
    ]);
  });

  test('a certificate of another name is refused all the same', async () => {
    expect(await call('https://other.example/')).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('certificate'),
    });
    expect(receiver.requests).toHaveLength(0);
  });

  test.each(['407 Proxy Authentication Required', '403 Forbidden'])('%s is told, without its password', async (status) => {
    answer = status;
    const reply = await call('https://hooks.example/secret');
    expect(reply).toMatchObject({ kind: 'unreachable', message: expect.stringContaining(`answered ${status.slice(0, 3)}`) });
    expect(JSON.stringify(reply)).not.toMatch(/p@ss|p%40ss|secret/);
  });

  test('that is not there, the call never left', async () => {
    proxy.close();
    proxy.closeAllConnections();
    expect(await call('https://hooks.example/')).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('proxy'),
    });
  });

  test('private addresses are refused, and what NO_PROXY names goes directly', async () => {
    expect((await call('https://10.0.0.1/')).kind).toBe('refused');
    http.close();
    http = through('', '.example');
    expect(await call('https://hooks.example/')).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('resolve'),
    });
    expect(asked).toEqual([]);
  });
});

test.each([
  [{}, null],
  [{ HTTPS_PROXY: '' }, null],
  [{ HTTPS_PROXY: 'socks5://p.example:1' }, null],
  [{ HTTPS_PROXY: 'http://[' }, null],
  [{ https_proxy: 'p.example:3128' }, 'p.example:3128'],
  [{ HTTPS_PROXY: 'http://p.example:3128' }, 'p.example:3128'],
])('%j leads through %s', (env, host) => {
  expect(proxyFromEnvironment(env)?.proxy.host ?? null).toBe(host);
});

test.each([
  ['', 'hooks.example', true],
  ['*', 'hooks.example', false],
  ['hooks.example', 'hooks.example', false],
  ['hooks.example:443', 'hooks.example', false],
  ['example', 'hooks.example', false],
  ['.example', 'hooks.example', false],
  ['*.Example', 'hooks.example', false],
  ['a.example, ooks.example', 'hooks.example', true],
])('NO_PROXY %j sends %s through the proxy: %s', (NO_PROXY, host, expected) => {
  const rules = proxyFromEnvironment({ HTTPS_PROXY: 'http://p.example', NO_PROXY });
  expect(rules !== null && goesThrough(rules, host)).toBe(expected);
});
