import fc from 'fast-check';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MailDefaults } from '../../../shared/domain/notifications/defaults';
import { ManualTime, settle } from '../testing/manual-clock';
import type { ChannelTools, SendJob } from './channel';
import { emailSmtp } from './email-smtp';
import { composeMail, type Letter } from './mail/compose-mail';
import { smtpFailure } from './mail/smtp-failure';
import { openSession } from './mail/smtp-session';
import { aRendered, aSendJob, channelTools } from './testing/a-send-job';
import { type SmtpAnswer, type SmtpMoment, scriptedSmtp } from './testing/scripted-smtp';
import { selfSigned } from './testing/self-signed';

const LOGO = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PASSWORD = 'correct horse battery staple';

function tools(time = new ManualTime(), rehearsal = false): ChannelTools {
  const made = { ...channelTools(time), rehearsal };
  onTestFinished(() => {
    emailSmtp.close?.(made);
    made.close();
  });
  return made;
}

function aMailJob(port: number, more: Partial<SendJob> & { to?: string; smtp?: object; from?: string } = {}): SendJob {
  const { to = 'dana@example.com', smtp = {}, from = 'tocsin@drills.example', ...given } = more;
  return aSendJob({
    carrier: 'email-smtp',
    delivery: { channel: 'EMAIL', destination: to, recipient: to, locale: 'de' },
    mail: MailDefaults.parse({ Transport: 'SMTP', From: from, Smtp: { Host: '127.0.0.1', Port: port, ...smtp } }),
    configuration: { Recipients: [to] },
    rendered: aRendered('mail', {
      subject: 'REHEARSAL Ausführung fehlgeschlagen: Lohn 🚒',
      html: '<html lang="de"><body><p>Ü</p><img src="cid:logo" alt="Logo"></body></html>',
      text: 'Ausführung fehlgeschlagen\nWelle 1',
      locale: 'de',
      inline: [{ cid: 'logo', contentType: 'image/png', base64: LOGO }],
    }),
    ...given,
  });
}

/** A real mail server; what arrived, taken apart by another program. */
async function mailServer(options: SMTPServerOptions = {}) {
  const arrived: { mail: ParsedMail; source: string; to: string[] }[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.key === undefined ? ['STARTTLS'] : [],
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks);
        void simpleParser(source).then((mail) => {
          arrived.push({ mail, source: source.toString('latin1'), to: session.envelope.rcptTo.map(({ address }) => address) });
          done(null, 'queued as 17');
        });
      });
    },
    logger: false,
    ...options,
  });
  server.on('error', () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port, arrived, connections: () => connections };
}

describe('a mail', () => {
  test('arrives whole: text first, HTML with its picture, headers that other programs read', async () => {
    const server = await mailServer();
    const sent = await emailSmtp.send(aMailJob(server.port), tools());
    expect(sent).toMatchObject({ outcome: 'accepted', status: 250, providerId: '<dlv-01hzy3@drills.example>' });
    const [{ mail, source, to } = { mail: null, source: '', to: [] }] = server.arrived;
    expect(to).toEqual(['dana@example.com']);
    expect(mail).toMatchObject({
      subject: 'REHEARSAL Ausführung fehlgeschlagen: Lohn 🚒',
      messageId: '<dlv-01hzy3@drills.example>',
      text: expect.stringContaining('Ausführung fehlgeschlagen\nWelle 1'),
      html: expect.stringContaining('<p>Ü</p>'),
    });
    expect(mail?.from?.value).toEqual([{ name: 'Tocsin', address: 'tocsin@drills.example' }]);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.get('x-auto-response-suppress')).toBe('All');
    expect(mail?.headers.get('content-language')).toBe('de');
    expect(mail?.attachments).toMatchObject([{ cid: 'logo', contentType: 'image/png', related: true }]);
    expect(mail?.attachments[0]?.content.toString('base64')).toBe(LOGO);
    const [first, second] = [source.indexOf('text/plain'), source.indexOf('text/html')];
    expect([first > 0, second > first, /multipart\/alternative/.test(source)]).toEqual([true, true, true]);
    expect(source.split('\r\n').every((line) => line.length < 998 && /^[\t -~]*$/.test(line))).toBe(true);
  });

  test('of a thread names the one that began it; the same letter has the same bytes', async () => {
    const server = await mailServer();
    const own = tools();
    const first = await emailSmtp.send(aMailJob(server.port), own);
    expect(first.thread).toEqual({ root: first.providerId, latest: first.providerId, place: null });
    const next = aMailJob(server.port, { thread: first.thread });
    await emailSmtp.send({ ...next, delivery: { ...next.delivery, deliveryId: 'dlv-2' } }, own);
    expect(server.arrived[1]?.mail).toMatchObject({ inReplyTo: first.providerId, references: first.providerId });
    await emailSmtp.send(aMailJob(server.port), own);
    expect(server.arrived[2]?.source).toBe(server.arrived[0]?.source);
  });

  test('to many goes to each alone, over few connections', async () => {
    const server = await mailServer();
    const own = tools();
    const people = Array.from({ length: 30 }, (_, n) => `person${n}@example.com`);
    const sent = await Promise.all(people.map((to) => emailSmtp.send(aMailJob(server.port, { to }), own)));
    expect(sent.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(server.arrived.map(({ to }) => to[0]).sort()).toEqual([...people].sort());
    for (const { mail, to } of server.arrived) expect([mail.to].flat().map((header) => header?.text)).toEqual(to);
    expect(server.connections()).toBeLessThanOrEqual(5);
  });

  test('carries nothing of what data would like to be a header', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('x\r\nBcc: eve@example.net', 'a\nb', ''),
    );
    const letter = (subject: string, name: string): Letter => ({
      messageId: 'dlv-1@drills.example',
      from: { name, address: 'tocsin@drills.example' },
      to: 'dana@example.com',
      replyTo: null,
      references: [],
      date: new Date(0),
      isUrgent: true,
      content: { format: 'mail', subject, html: '<p>x</p>', text: 'x', locale: 'en', inline: [] },
    });
    const plain = await simpleParser(await composeMail(letter('x', 'y')));
    await fc.assert(
      fc.asyncProperty(text, text, async (subject, name) => {
        const mail = await simpleParser(await composeMail(letter(subject, name)));
        expect([...mail.headers.keys()].filter((key) => key !== 'subject').sort()).toEqual(
          [...plain.headers.keys()].filter((key) => key !== 'subject').sort(),
        );
        expect(mail.bcc).toBeUndefined();
        expect([mail.to].flat().map((header) => header?.text)).toEqual(['dana@example.com']);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['a\r\nBcc: eve@example.net@example.com', 'no e-mail address'],
    ['Dana <dana@example.com>', 'no e-mail address'],
    ['dana@example.com,eve@example.net', 'no e-mail address'],
  ])('is not sent to %j', async (to, words) => {
    const job = aMailJob(1);
    const sent = await emailSmtp.send({ ...job, delivery: { ...job.delivery, recipient: to } }, tools());
    expect(sent).toMatchObject({ outcome: 'permanent', destinationBroken: true, reply: expect.stringContaining(words) });
  });
});

describe('a mail server that does not take it', () => {
  const answers =
    (at: SmtpMoment, answer: SmtpAnswer) =>
    (moment: SmtpMoment): SmtpAnswer | null =>
      moment === at ? answer : null;

  test.each<[SmtpMoment, SmtpAnswer, object]>([
    ['connect', '421 4.3.2 too busy', { outcome: 'transient' }],
    ['connect', 'cut', { outcome: 'transient' }],
    ['connect', '554 5.7.1 you are on a list', { outcome: 'permanent', status: 554 }],
    ['MAIL', '451 4.3.0 later', { outcome: 'transient', status: 451 }],
    ['MAIL', '550 5.7.1 not your domain', { outcome: 'permanent', status: 550, destinationBroken: true }],
    ['RCPT', '450 4.2.1 greylisted', { outcome: 'transient', status: 450 }],
    ['RCPT', '550 5.1.1 no such user', { outcome: 'permanent', status: 550, destinationBroken: true }],
    ['RCPT', 'cut', { outcome: 'transient' }],
    ['DATA', '452 4.3.1 no space', { outcome: 'transient', status: 452 }],
    ['end', '552 5.3.4 too big', { outcome: 'permanent', status: 552, destinationBroken: false }],
    ['end', '554 5.6.0 spam', { outcome: 'permanent', status: 554, destinationBroken: false }],
    ['end', '421 4.4.2 timeout', { outcome: 'transient', status: 421 }],
    // Nobody knows whether it was taken.
    ['end', 'cut', { outcome: 'ambiguous', status: null }],
  ])('at %s with %s', async (moment, answer, expected) => {
    const server = await scriptedSmtp(answers(moment, answer));
    expect(await emailSmtp.send(aMailJob(server.port), tools())).toMatchObject(expected);
  });

  test.each<[SmtpMoment, string]>([
    ['RCPT', 'transient'],
    ['end', 'ambiguous'],
  ])('falls silent at %s until the sender gives up', async (moment, expected) => {
    const hasCome = new Promise<void>((resolve) => {
      void scriptedSmtp((at) => {
        if (at !== moment) return null;
        resolve();
        return 'silence';
      }).then(({ port }) => {
        sending = emailSmtp.send(aMailJob(port, { signal: giveUp.signal }), own);
      });
    });
    const own = tools();
    const giveUp = new AbortController();
    let sending: ReturnType<typeof emailSmtp.send> | null = null;
    await hasCome;
    giveUp.abort(new Error('the time is up'));
    expect(await sending).toMatchObject({ outcome: expected, reply: expect.stringContaining('the time is up') });
  });

  test('is given 25 seconds of wall time for all of it', async () => {
    const time = new ManualTime();
    const server = await scriptedSmtp(answers('RCPT', 'silence'));
    const sending = emailSmtp.send(aMailJob(server.port), tools(time));
    while (server.connections() === 0) await settle();
    await time.advance(25_000);
    expect(await sending).toMatchObject({ outcome: 'transient', reply: expect.stringContaining('no end within 25 s') });
  });

  test('nobody listening is no fault of the message', async () => {
    expect(await emailSmtp.send(aMailJob(1), tools())).toMatchObject({ outcome: 'transient', destinationBroken: false });
  });

  test('too large for the server is known before it is sent', async () => {
    const server = await scriptedSmtp(() => null);
    const huge = aMailJob(server.port, { rendered: aRendered('mail', { text: 'x'.repeat(200_000), inline: [] }) });
    expect(await emailSmtp.send(huge, tools())).toMatchObject({ outcome: 'permanent', reply: expect.stringContaining('larger') });
    expect(server.messages).toEqual([]);
  });

  test('a kept connection that died meanwhile is not a failure', async () => {
    const server = await scriptedSmtp((moment, count) => (moment === 'MAIL' && count === 2 ? 'cut' : null));
    const own = tools();
    expect((await emailSmtp.send(aMailJob(server.port), own)).outcome).toBe('accepted');
    expect((await emailSmtp.send(aMailJob(server.port), own)).outcome).toBe('accepted');
    expect([server.connections(), server.messages.length]).toEqual([2, 2]);
  });
});

test('connections are kept for a few seconds, and no longer', async () => {
  const time = new ManualTime();
  const server = await scriptedSmtp(() => null);
  const own = tools(time);
  await emailSmtp.send(aMailJob(server.port), own);
  await time.advance(4_000);
  await emailSmtp.send(aMailJob(server.port), own);
  expect(server.connections()).toBe(1);
  await time.advance(11_000);
  await emailSmtp.send(aMailJob(server.port), own);
  expect(server.connections()).toBe(2);
});

describe('secrets and encryption', () => {
  const smtp = { User: 'tocsin', Password: PASSWORD };

  test('logs in', async () => {
    const seen: unknown[] = [];
    const server = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth(auth, _session, done) {
        seen.push([auth.username, auth.password]);
        done(null, { user: auth.username });
      },
    });
    expect((await emailSmtp.send(aMailJob(server.port, { smtp }), tools())).outcome).toBe('accepted');
    expect(seen).toEqual([['tocsin', PASSWORD]]);
  });

  test('a wrong password is the operator’s to mend, and is told without it', async () => {
    const server = await scriptedSmtp((moment) => (moment === 'AUTH' ? `535 5.7.8 no: ${PASSWORD}` : null));
    const sent = await emailSmtp.send(aMailJob(server.port, { smtp }), tools());
    expect(sent).toMatchObject({
      outcome: 'permanent',
      status: 535,
      destinationBroken: true,
      reply: expect.stringContaining('does not accept user tocsin'),
    });
    expect(JSON.stringify(sent)).not.toContain(PASSWORD);
  });

  test('a server that cannot check passwords now is asked again', async () => {
    const server = await scriptedSmtp((moment) => (moment === 'AUTH' ? '454 4.7.0 later' : null));
    expect(await emailSmtp.send(aMailJob(server.port, { smtp }), tools())).toMatchObject({ outcome: 'transient', status: 454 });
  });

  test('TLS from the first byte, with a certificate of this machine’s own', async () => {
    const server = await mailServer({ secure: true, ...selfSigned('localhost', Date.now()) });
    const sent = await emailSmtp.send(aMailJob(server.port, { smtp: { Host: 'localhost', Secure: true } }), tools());
    expect(sent.outcome).toBe('accepted');
  });

  test('a server that greets in the clear where TLS was expected is told with what to do', async () => {
    const server = await scriptedSmtp(() => null);
    expect(await emailSmtp.send(aMailJob(server.port, { smtp: { Secure: true } }), tools())).toMatchObject({
      outcome: 'permanent',
      destinationBroken: true,
      reply: expect.stringContaining('set Secure to false'),
    });
  });

  test('beyond this machine, mail goes encrypted to whom the certificate names, or not at all', async () => {
    const signal = new AbortController().signal;
    const remote = { host: '127.0.0.1', isLoopback: false, user: null, password: null, security: 'starttls' as const };
    const failureIn = (opened: Awaited<ReturnType<typeof openSession>>, port: number) =>
      opened.ok ? null : smtpFailure(opened.error, { ...remote, port });
    const bare = await scriptedSmtp(() => null);
    const unencrypted = await openSession({ ...remote, port: bare.port }, signal);
    expect(failureIn(unencrypted, bare.port)).toMatchObject({
      destinationBroken: true,
      reply: expect.stringContaining('does not offer STARTTLS'),
    });
    const signed = await mailServer(selfSigned('localhost', Date.now()));
    const untrusted = await openSession({ ...remote, port: signed.port }, signal);
    expect(failureIn(untrusted, signed.port)).toMatchObject({
      outcome: 'permanent',
      destinationBroken: true,
      reply: expect.stringContaining('is not trusted'),
    });
  });
});

test.each([
  ['no mail server', { mail: MailDefaults.parse({ From: 'a@example.com' }) }, 'No mail server is set'],
  ['no sender', { mail: MailDefaults.parse({ Smtp: { Host: 'localhost' } }) }, 'No sender is set'],
  [
    'no password',
    { mail: MailDefaults.parse({ From: 'a@example.com', Smtp: { Host: 'localhost', User: 'u', Password: { SecretRef: 'r' } } }) },
    'not in the key store',
  ],
])('%s is said, with what to do', async (_name, more, words) => {
  expect(await emailSmtp.send(aMailJob(1, more), tools())).toMatchObject({
    outcome: 'permanent',
    destinationBroken: true,
    reply: expect.stringContaining(words),
  });
});

test('a rehearsal writes to this computer only', async () => {
  const job = aMailJob(25, { smtp: { Host: 'mail.example.com' } });
  expect((await emailSmtp.send(job, tools(new ManualTime(), true))).suppress).toContain('rehearsal');
});
