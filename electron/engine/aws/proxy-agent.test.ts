import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { selfSigned } from '../channels/testing/self-signed';
import { openConnections } from './clients';
import { sourceErrorOf } from './errors';

const host = 'sts.us-east-1.amazonaws.com';
const { cert, key } = selfSigned(host, Date.now());
const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::111122223333:user/dana</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

let folder: string;
let aws: Server;
let proxy: Server;
let asked: string[];
let answer: string;

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-proxy-'));
  writeFileSync(join(folder, 'authority.pem'), cert);
  asked = [];
  answer = '200 OK';
  aws = createSecureServer({ cert, key }, (_request, response) => response.setHeader('content-type', 'text/xml').end(identity));
  proxy = createServer((_request, response) => response.setHeader('content-type', 'text/xml').end(identity));
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.write(`HTTP/1.1 ${answer}\r\n\r\n`);
    if (!answer.startsWith('200')) return socket.end();
    const onward = connect(portOf(aws), '127.0.0.1');
    onward.pipe(socket).pipe(onward);
    for (const end of [onward, socket]) end.on('error', () => {});
  });
  for (const server of [aws, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  for (const server of [aws, proxy]) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Who AWS says we are, through the connections that this environment asks for. */
async function ask(env: NodeJS.ProcessEnv, endpoint = `https://${host}`) {
  const proxied = { HTTPS_PROXY: `http://dana:s3cret@127.0.0.1:${portOf(proxy)}`, AWS_CA_BUNDLE: join(folder, 'authority.pem') };
  const { httpAgent, httpsAgent, close } = openConnections({ ...proxied, ...env });
  const sts = new STSClient({
    region: 'us-east-1',
    endpoint,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 's' },
    requestHandler: { httpAgent, httpsAgent },
  });
  try {
    return { account: (await sts.send(new GetCallerIdentityCommand({}))).Account };
  } catch (error) {
    const { code, message, next } = sourceErrorOf(error, { profile: 'payroll', region: 'us-east-1', wallNowMs: Date.now() });
    return { code, message, next };
  } finally {
    sts.destroy();
    close();
  }
}

describe('AWS behind a proxy', () => {
  test('is asked through its tunnel', async () => {
    expect(await ask({})).toEqual({ account: '111122223333' });
    expect(asked).toEqual([`${host}:443`]);
  });

  test('is asked directly where NO_PROXY names it', async () => {
    const direct = await ask({ NO_PROXY: 'localhost,.example' }, `https://localhost:${portOf(aws)}`);
    // The way is right; the certificate is another host's.
    expect(direct).toMatchObject({ code: 'unreachable' });
    expect(asked).toEqual([]);
  });

  test('a refusal of the proxy is told with the next step, and without its password', async () => {
    answer = '407 Proxy Authentication Required';
    const refused = await ask({});
    expect(refused).toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/proxy 127\.0\.0\.1 answered 407/),
      next: expect.stringContaining('HTTPS_PROXY'),
    });
    expect(JSON.stringify(refused)).not.toContain('s3cret');
  });

  test('without TLS there is no proxy: simulators and endpoints on this machine are dialled', async () => {
    expect(await ask({}, `http://127.0.0.1:${portOf(proxy)}`)).toEqual({ account: '111122223333' });
    expect(asked).toEqual([]);
  });
});
