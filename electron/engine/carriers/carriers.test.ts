import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { simpleParser } from 'mailparser';
import { describe, expect, onTestFinished, test } from 'vitest';
import { REHEARSAL_KEY } from '../../simulator/callers';
import { channelTools } from '../channels/testing/a-send-job';
import { ACCOUNT, awsTools } from '../channels/testing/aws-tools';
import { scriptedSmtp } from '../channels/testing/scripted-smtp';
import { ManualTime } from '../testing/manual-clock';
import { fileTrouble } from './folder';
import type { OutgoingMail } from './mail';
import { aFolder, testCarriers } from './testing/open-test-carriers';

const signal = new AbortController().signal;
const bytes = Buffer.from('%PDF-1.7 report');
const file = { name: 'report.pdf', contentType: 'application/pdf', bytes };

function plainTools(rehearsal = false) {
  const tools = { ...channelTools(new ManualTime(), rehearsal), rehearsal };
  onTestFinished(() => tools.close());
  return tools;
}

describe('folder', () => {
  test('a file lies there whole, the same again counts, another one is not overwritten', async () => {
    const [carriers, folder] = [await testCarriers(plainTools()), await aFolder()];
    const target = join(folder, 'report.pdf');
    expect(await carriers.putInFolder(folder, file)).toEqual({ ok: true, value: { reference: target } });
    expect(await carriers.putInFolder(folder, file)).toEqual({ ok: true, value: { reference: target } });
    const other = await carriers.putInFolder(folder, { ...file, bytes: Buffer.from('%PDF-1.7 edited') });
    expect(other).toMatchObject({ ok: false, error: { retryable: false, message: expect.stringContaining('left as it is') } });
    expect(await readFile(target)).toEqual(bytes);
    expect(await readdir(folder)).toEqual(['report.pdf']);
  });

  test('what an attempt left half written is no obstacle', async () => {
    const [carriers, folder] = [await testCarriers(plainTools()), await aFolder()];
    await writeFile(join(folder, '.report.pdf.tocsin-part'), 'half of a much longer file that was cut');
    expect((await carriers.putInFolder(folder, file)).ok).toBe(true);
    expect(await readdir(folder)).toEqual(['report.pdf']);
    expect(await readFile(join(folder, 'report.pdf'))).toEqual(bytes);
  });

  test('a vanished share is told, tried again later, and never made', async () => {
    const [carriers, folder] = [await testCarriers(plainTools()), join(await aFolder(), 'mnt')];
    const gone = await carriers.putInFolder(folder, file);
    expect(gone).toMatchObject({ ok: false, error: { retryable: true, message: expect.stringContaining('mount the share') } });
    await mkdir(folder);
    expect((await carriers.putInFolder(folder, file)).ok).toBe(true);
  });

  test('full disks, foreign folders and odd names are told apart', async () => {
    const [carriers, folder] = [await testCarriers(plainTools()), await aFolder()];
    const coded = (code: string) => Object.assign(new Error(code), { code });
    expect(fileTrouble(coded('ENOSPC'), '/share')).toMatchObject({
      retryable: true,
      message: expect.stringContaining('is full'),
    });
    expect(fileTrouble(coded('EACCES'), '/share').message).toContain('may not write');
    for (const name of ['../out.pdf', '.hidden', '', 'a/b.pdf', 'a\\b.pdf'])
      expect(await carriers.putInFolder(folder, { name, bytes })).toMatchObject({ ok: false, error: { retryable: false } });
    expect(await carriers.putInFolder('share/evidence', file)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('absolute') },
    });
    const closed = join(folder, 'closed');
    await mkdir(closed);
    await chmod(closed, 0o500);
    const isRoot = process.getuid?.() === 0;
    expect((await carriers.putInFolder(closed, file)).ok).toBe(isRoot);
  });

  test('a rehearsal puts files into its own data directory only', async () => {
    const own = await aFolder();
    const carriers = await testCarriers(plainTools(true), { dataDir: own });
    await mkdir(join(own, 'evidence'));
    expect((await carriers.putInFolder(join(own, 'evidence'), file)).ok).toBe(true);
    for (const folder of [await aFolder(), `${own}-real`, join(own, '..')])
      expect(await carriers.putInFolder(folder, file)).toMatchObject({ ok: false, error: { isSuppressed: true } });
  });
});

const mail: OutgoingMail = {
  to: 'auditor@example.com',
  subject: 'Bericht über Übungen',
  text: 'Guten Tag',
  html: '<p>Guten Tag</p>',
  locale: 'de',
  attachments: [file, { name: 'report.pdf.sig', contentType: 'application/json', bytes: Buffer.from('{}') }],
  key: 'run-1.auditor',
};
const smtp = (Port: number, more: object = {}) => ({
  Mail: { Transport: 'SMTP', From: 'tocsin@drills.example', Smtp: { Host: '127.0.0.1', Port, ...more } },
  Branding: { OrganizationName: 'Payroll AG' },
});

describe('mail', () => {
  test('SMTP: text, HTML and attachments arrive as they were; the repeat has the same Message-ID', async () => {
    const server = await scriptedSmtp(() => null);
    const carriers = await testCarriers(plainTools(), { defaults: smtp(server.port) });
    const sent = await carriers.mail(mail, signal);
    expect(sent).toEqual({ ok: true, value: { reference: '<run-1.auditor@drills.example>' } });
    expect(await carriers.mail(mail, signal)).toEqual(sent);
    const got = await simpleParser(server.messages[0] ?? '');
    expect(got).toMatchObject({
      subject: mail.subject,
      text: expect.stringContaining('Guten Tag'),
      from: { value: [{ name: 'Payroll AG' }] },
    });
    expect(got.attachments.map(({ filename, contentType, content }) => [filename, contentType, content.toString()])).toEqual([
      ['report.pdf', 'application/pdf', bytes.toString()],
      ['report.pdf.sig', 'application/json', '{}'],
    ]);
    expect((await simpleParser(server.messages[1] ?? '')).messageId).toBe(got.messageId);
  });

  test('SMTP: an unknown mailbox is final, a busy server is not, and too large is told', async () => {
    const answers = ['550 5.1.1 no such user', '451 4.7.1 greylisted', '552 5.3.4 message too big'];
    const server = await scriptedSmtp((moment, count) => (moment === 'RCPT' ? (answers[count - 1] ?? null) : null));
    const carriers = await testCarriers(plainTools(), { defaults: smtp(server.port) });
    const results = [await carriers.mail(mail, signal), await carriers.mail(mail, signal), await carriers.mail(mail, signal)];
    expect(results).toMatchObject([
      { ok: false, error: { retryable: false, isTooLarge: false, message: expect.stringContaining('no such user') } },
      { ok: false, error: { retryable: true } },
      { ok: false, error: { retryable: false, isTooLarge: true } },
    ]);
    const huge = { ...mail, attachments: [{ ...file, bytes: Buffer.alloc(16 * 1024 * 1024) }] };
    expect(await carriers.mail(huge, signal)).toMatchObject({ ok: false, error: { isTooLarge: true } });
  });

  test('the password comes from the key store, and its lack is told', async () => {
    const server = await scriptedSmtp(() => null);
    const defaults = smtp(server.port, { User: 'u', Password: { SecretRef: 'mail.1' } });
    const known = await testCarriers(plainTools(), { defaults, secrets: { 'mail.1': 'p' } });
    expect((await known.mail(mail, signal)).ok).toBe(true);
    const unknown = await testCarriers(plainTools(), { defaults });
    expect(await unknown.mail(mail, signal)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('key store') },
    });
    const none = await testCarriers(plainTools());
    expect(await none.mail(mail, signal)).toMatchObject({ ok: false, error: { retryable: false } });
  });

  test('SES takes the whole letter, a rehearsal only the simulated one', async () => {
    const { cloud, tools } = await awsTools({ rehearsal: true });
    const carriers = await testCarriers(tools, { defaults: { Mail: { Transport: 'SES', From: 'tocsin@drills.example' } } });
    const sent = await carriers.mail(mail, signal);
    const [kept] = cloud.cloud.mails.sent();
    expect(sent).toEqual({ ok: true, value: { reference: kept?.messageId } });
    expect((await simpleParser(kept?.raw ?? '')).attachments).toHaveLength(2);
    const outside = await testCarriers(plainTools(true), {
      defaults: { Mail: { Transport: 'SMTP', From: 'a@b.example', Smtp: { Host: 'mail.example.com' } } },
    });
    expect(await outside.mail(mail, signal)).toMatchObject({ ok: false, error: { isSuppressed: true } });
  });
});

describe('AWS', () => {
  const upload = { contextId: null, bucket: 'evidence', key: 'tocsin/report.pdf', file, lockUntil: null };

  test('a topic gets plain text', async () => {
    const { cloud, tools } = await awsTools();
    const carriers = await testCarriers(tools);
    const topicArn = cloud.cloud.topics.create(ACCOUNT, 'us-east-1', 'reports');
    const topic = cloud.cloud.topics.find(topicArn);
    if (topic === null) throw new Error('no topic');
    const noFilter = { attributes: new Map<string, string>(), filter: () => null };
    cloud.cloud.topics.subscribe(topic, { owner: ACCOUNT, protocol: 'sms', endpoint: '+15555550100', ...noFilter });
    const notice = { topicArn, contextId: null, subject: 'A report\nwas made', text: 'SHA-256 …', key: 'run-1' };
    expect(await carriers.publish(notice, signal)).toMatchObject({ ok: true, value: { reference: expect.any(String) } });
    cloud.parts.time.advanceTo(cloud.parts.time.now() + 1_000);
    expect(cloud.cloud.post.letters().map(({ text }) => text)).toEqual(['SHA-256 …']);
    const gone = await carriers.publish({ ...notice, topicArn: `${topicArn}-gone` }, signal);
    expect(gone).toMatchObject({ ok: false, error: { retryable: false } });
    expect(await carriers.publish({ ...notice, topicArn: 'reports' }, signal)).toMatchObject({
      ok: false,
      error: { retryable: false },
    });
  });

  test('S3: locked, the same again counts, another one stays', async () => {
    const { cloud, tools } = await awsTools();
    const carriers = await testCarriers(tools);
    cloud.cloud.buckets.create({ name: 'evidence', account: ACCOUNT, region: 'us-east-1', locks: true });
    const lockUntil = cloud.parts.time.now() + 86_400_000;
    const put = await carriers.putInBucket({ ...upload, lockUntil }, signal);
    expect(put).toMatchObject({
      ok: true,
      value: { reference: expect.stringMatching(/^s3:\/\/evidence\/tocsin\/report\.pdf\?versionId=\w+$/) },
    });
    expect(await carriers.putInBucket({ ...upload, lockUntil }, signal)).toEqual(put);
    const other = await carriers.putInBucket({ ...upload, file: { ...file, bytes: Buffer.from('x') } }, signal);
    expect(other).toMatchObject({ ok: false, error: { message: expect.stringContaining('left as it is') } });
    const credentials = { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'x' };
    const s3 = new S3Client({ ...cloud.client, credentials, forcePathStyle: true });
    const found = await s3.send(new GetObjectCommand({ Bucket: 'evidence', Key: 'tocsin/report.pdf' }));
    expect(Buffer.from((await found.Body?.transformToByteArray()) ?? [])).toEqual(bytes);
    expect(found).toMatchObject({
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: new Date(lockUntil),
      ContentType: 'application/pdf',
    });
    s3.destroy();
  });

  test('S3: what is wrong is told with the next step; a bucket elsewhere is found', async () => {
    const { cloud, tools } = await awsTools();
    const carriers = await testCarriers(tools);
    expect(await carriers.putInBucket(upload, signal)).toMatchObject({
      ok: false,
      error: { retryable: false, message: expect.stringContaining('Make the bucket') },
    });
    cloud.cloud.buckets.create({ name: 'evidence', account: ACCOUNT, region: 'eu-west-1', locks: false });
    expect(await carriers.putInBucket({ ...upload, lockUntil: cloud.parts.time.now() + 1_000_000 }, signal)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('object lock') },
    });
    expect((await carriers.putInBucket(upload, signal)).ok).toBe(true);
    cloud.parts.faults.set('s3:denied', true);
    expect(await carriers.putInBucket({ ...upload, key: 'k2' }, signal)).toMatchObject({
      ok: false,
      error: { retryable: false, message: expect.stringContaining('s3:PutObject') },
    });
    cloud.parts.faults.set('s3:denied', false);
    cloud.parts.faults.set('s3:down', true);
    expect(await carriers.putInBucket({ ...upload, key: 'k2' }, signal)).toMatchObject({ ok: false, error: { retryable: true } });
  });

  test('in a rehearsal nothing goes through a real account', async () => {
    const { tools } = await awsTools({ rehearsal: true, endpoint: 'https://s3.example.com' });
    const carriers = await testCarriers(tools);
    expect(await carriers.putInBucket(upload, signal)).toMatchObject({ ok: false, error: { isSuppressed: true } });
    const topicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:reports`;
    expect(await carriers.publish({ topicArn, contextId: null, subject: 's', text: 't', key: 'k' }, signal)).toMatchObject({
      ok: false,
      error: { isSuppressed: true },
    });
  });
});

describe('console', () => {
  const question = { note: 'note', vkey: 'vkey', from: 3, path: ['aGFzaA=='] };
  async function answering(status: number, body: unknown) {
    const asked: { url: string; token: string; body: string }[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += String(chunk);
      });
      request.on('end', () => {
        asked.push({ url: request.url ?? '', token: request.headers.authorization ?? '', body: text });
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    return { url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`, asked };
  }

  test('is asked with its token, and its answer is read', async () => {
    const answer = { outcome: 'refused', knownSize: 7, cosignature: null, reason: 'rollback' };
    const { url, asked } = await answering(200, answer);
    const carriers = await testCarriers(plainTools());
    expect(await carriers.askConsole({ url, token: 'secret' }, question, signal)).toEqual({ ok: true, value: answer });
    expect(asked).toEqual([{ url: '/api/audit/witness', token: 'Bearer secret', body: JSON.stringify(question) }]);
  });

  test('a wrong token is final, a stranger at the address too; its words hold no token', async () => {
    const carriers = await testCarriers(plainTools());
    const wrong = await answering(401, { message: 'unknown token secret' });
    const refused = await carriers.askConsole({ url: wrong.url, token: 'secret' }, question, signal);
    expect(refused).toMatchObject({ ok: false, error: { retryable: false } });
    expect(JSON.stringify(refused)).not.toContain('token secret');
    const stranger = await answering(200, { hello: 'world' });
    expect(await carriers.askConsole({ url: stranger.url, token: 'secret' }, question, signal)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('not as a console does') },
    });
    const outside = await testCarriers(plainTools(true));
    expect(await outside.askConsole({ url: 'https://console.example.com', token: 't' }, question, signal)).toMatchObject({
      ok: false,
      error: { isSuppressed: true },
    });
  });
});
