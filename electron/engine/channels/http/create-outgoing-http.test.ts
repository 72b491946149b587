import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualTime, settle } from '../../testing/manual-clock';
import { type FaultReceiver, startFaultReceiver } from '../testing/fault-receiver';
import { answer, faults } from '../testing/faults';
import { selfSigned } from '../testing/self-signed';
import { createOutgoingHttp, type OutgoingHttpOptions } from './create-outgoing-http';
import type { Resolve } from './guarded-lookup';
import type { OutgoingHttp, OutgoingReply, OutgoingRequest } from './outgoing-http';

const SECRET = 'T0-B0-s3cr3t';
let time: ManualTime;
let receiver: FaultReceiver;
let http: OutgoingHttp;
const opened: { close(): unknown }[] = [];

function outgoing(options: Partial<OutgoingHttpOptions> = {}): OutgoingHttp {
  const made = createOutgoingHttp({ wall: time.wall, allowedPrivateHosts: () => [], onlyLoopback: false, env: {}, ...options });
  opened.push(made);
  return made;
}

beforeEach(async () => {
  time = new ManualTime();
  receiver = await startFaultReceiver();
  http = outgoing();
});

afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  await receiver.close();
});

function post(url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest {
  return { method: 'POST', url, headers: {}, body: '{"a":"ü"}', signal: new AbortController().signal, ...more };
}

const secretUrl = () => receiver.url(`/services/${SECRET}`);

describe('an answer', () => {
  test('comes back with status, headers and body, and what was sent arrives as it was given', async () => {
    receiver.behave(answer(418, 'a teapot', { 'x-kind': 'pot' }));
    const reply = await http.request(
      post(receiver.url('/x?sig=a%2fb+c&q='), { headers: { 'content-type': 'application/json' } }),
    );
    expect(reply).toMatchObject({ kind: 'answered', status: 418, body: 'a teapot', headers: { 'x-kind': 'pot' } });
    expect(receiver.requests[0]).toMatchObject({
      method: 'POST',
      path: '/x?sig=a%2fb+c&q=',
      body: '{"a":"ü"}',
      headers: { 'content-type': 'application/json', 'content-length': '10', 'user-agent': 'Tocsin' },
    });
  });

  test('that redirects is not followed', async () => {
    receiver.behave(faults.redirectToPrivate, '/a');
    expect(await http.request(post(receiver.url('/a')))).toMatchObject({ kind: 'answered', status: 302 });
    expect(receiver.requests).toHaveLength(1);
  });

  test('without end is cut at 64 KB', async () => {
    receiver.behave(answer(200, 'x'.repeat(300_000)));
    const reply = await http.request(post(receiver.url()));
    expect(reply.kind === 'answered' && reply.body.length).toBe(64 * 1024);
  });

  test('leaves the connection to the next request', async () => {
    for (let n = 0; n < 5; n += 1) await http.request(post(receiver.url()));
    expect(receiver.openSockets()).toBe(1);
  });
});

describe('nothing had left', () => {
  test.each([
    ['hooks.example', 'does not resolve', 'ENOTFOUND'] as const,
    ['hooks.example', 'name server', 'EAI_AGAIN'] as const,
  ])('%s: %s', async (host, words, code) => {
    const lost = outgoing({ resolve: (_host, _options, then) => then(Object.assign(new Error('no'), { code }), []) });
    const reply = await lost.request(post(`https://${host}/${SECRET}`));
    expect(reply).toMatchObject({ kind: 'unreachable', message: expect.stringContaining(words) });
  });

  test('when nobody listens', async () => {
    const url = secretUrl();
    await receiver.close();
    expect(await http.request(post(url))).toMatchObject({ kind: 'unreachable', message: '127.0.0.1 refuses connections.' });
  });

  test('when the other side speaks no TLS', async () => {
    const reply = await http.request(post(secretUrl().replace('http:', 'https:')));
    expect(reply).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('TLS') });
  });

  test('when the TLS handshake is cut', async () => {
    receiver.connections('reset');
    const reply = await http.request(post(secretUrl().replace('http:', 'https:')));
    expect(reply).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('cut') });
  });

  test('when no connection stands within 5 s', async () => {
    receiver.connections('hang');
    const waiting = http.request(post(secretUrl().replace('http:', 'https:')));
    await time.advance(4_999);
    expect(await stateOf(waiting)).toBe('waiting');
    await time.advance(1);
    expect(await waiting).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('within 5 s') });
  });

  test('when it was stopped before', async () => {
    const signal = AbortSignal.abort();
    expect(await http.request(post(secretUrl(), { signal }))).toMatchObject({ kind: 'unreachable' });
    expect(receiver.requests).toHaveLength(0);
  });
});

describe('nobody knows', () => {
  test.each(['hangBeforeReading', 'hangAfterReading'] as const)('after %s, when 15 s are over', async (name) => {
    receiver.behave(faults[name]);
    const waiting = http.request(post(secretUrl()));
    await receiver.received(1);
    await time.advance(14_999);
    expect(await stateOf(waiting)).toBe('waiting');
    await time.advance(1);
    expect(await waiting).toMatchObject({ kind: 'ambiguous', message: expect.stringContaining('within 15 s') });
  });

  test('while an answer only drips, when 15 s are over', async () => {
    receiver.behave(faults.slowDrip);
    const waiting = http.request(post(secretUrl()));
    await receiver.received(1);
    await time.advance(15_000);
    expect((await waiting).kind).toBe('ambiguous');
  });

  test.each(['resetBeforeReading', 'resetAfterReading', 'cutMidAnswer'] as const)('after %s', async (name) => {
    receiver.behave(faults[name]);
    expect((await http.request(post(secretUrl()))).kind).toBe('ambiguous');
  });

  test('when the console stops it under way', async () => {
    receiver.behave(faults.hangAfterReading);
    const stopping = new AbortController();
    const waiting = http.request(post(secretUrl(), { signal: stopping.signal }));
    await receiver.received(1);
    stopping.abort();
    expect(await waiting).toMatchObject({ kind: 'ambiguous', message: expect.stringContaining('stopped') });
  });

  test('when the other side speaks no HTTP', async () => {
    const odd = createServer();
    odd.on('connection', (socket) => socket.end('SSH-2.0-odd\r\n'));
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const address = odd.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect((await http.request(post(`http://127.0.0.1:${port}/`))).kind).toBe('ambiguous');
    odd.close();
  });
});

describe('a name', () => {
  const to = (addresses: readonly string[]): Resolve => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    return (_host, _options, then) => then(null, found);
  };

  test.each([
    ['127.0.0.1', 'another name'],
    ['10.0.0.1', 'private'],
    ['169.254.169.254', 'metadata'],
    ['::ffff:10.0.0.1', 'reserved'],
    ['64:ff9b::a00:1', 'reserved'],
    ['fe80::1', 'link-local'],
    ['0.0.0.0', 'reserved'],
  ])('that leads to %s is not called', async (address, words) => {
    const reply = await outgoing({ resolve: to([address]) }).request(
      post(`https://hooks.example:${new URL(receiver.origin).port}/`),
    );
    expect(reply).toMatchObject({ kind: 'unreachable', message: expect.stringContaining(words) });
    expect(receiver.openSockets()).toBe(0);
  });

  test('of a private host is called where an administrator allows it, and only then', async () => {
    const tls = selfSigned('hooks.corp.example', Date.now());
    const secure = await startFaultReceiver({ tls });
    opened.push(secure);
    const url = `https://hooks.corp.example:${new URL(secure.origin).port}/x`;
    const allowed: string[] = [];
    const corporate = outgoing({ resolve: to(['127.0.0.1']), allowedPrivateHosts: () => allowed, authority: tls.cert });
    expect((await corporate.request(post(url))).kind).toBe('unreachable');
    allowed.push('hooks.corp.example');
    expect(await corporate.request(post(url))).toMatchObject({ kind: 'answered', status: 200 });
    expect(secure.requests[0]?.headers.host).toContain('hooks.corp.example');
  });
});

describe('a certificate', () => {
  test.each([
    ['of an authority that nobody trusts', 'localhost', -1, null],
    ['that has run out', 'localhost', -60, 'authority'],
    ['of another name', 'other.example', -1, 'authority'],
  ] as const)('%s is refused before anything is sent', async (_what, name, from, authority) => {
    const tls = selfSigned(name, Date.now(), from);
    const secure = await startFaultReceiver({ tls });
    opened.push(secure);
    const trusting = outgoing(authority === null ? {} : { authority: tls.cert });
    const reply = await trusting.request(post(`https://localhost:${new URL(secure.origin).port}/${SECRET}`));
    expect(reply).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('certificate') });
    expect(secure.requests).toHaveLength(0);
  });
});

test('no reply holds a word of the URL but its host', async () => {
  const replies: OutgoingReply[] = [];
  receiver.behave(faults.resetAfterReading);
  replies.push(await http.request(post(secretUrl())));
  replies.push(await http.request(post(secretUrl().replace('http:', 'https:'))));
  replies.push(await http.request(post(`http://hooks.example/${SECRET}`)));
  replies.push(await http.request(post(secretUrl(), { headers: { 'x-a': `b\r\n${SECRET}` } })));
  expect(replies.map(({ kind }) => kind)).toEqual(['ambiguous', 'unreachable', 'refused', 'refused']);
  expect(JSON.stringify(replies)).not.toContain(SECRET);
});

test('a rehearsal reaches nothing but this machine', async () => {
  const rehearsal = outgoing({ onlyLoopback: true });
  expect((await rehearsal.request(post('https://hooks.slack.com/services/T/B/x'))).kind).toBe('refused');
  expect((await rehearsal.request(post(receiver.url()))).kind).toBe('answered');
});

test('after it was closed, nothing leaves and no connection stays', async () => {
  await http.request(post(receiver.url()));
  http.close();
  expect((await http.request(post(receiver.url()))).kind).toBe('unreachable');
  expect(receiver.requests).toHaveLength(1);
});

async function stateOf(promise: Promise<unknown>): Promise<'waiting' | 'done'> {
  await settle();
  return Promise.race([promise.then((): 'done' => 'done'), Promise.resolve('waiting' as const)]);
}
