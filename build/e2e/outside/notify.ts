import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import { DeliveryRecord, DeliverySummary } from '../../../shared/domain/notifications/record';
import type { Served } from '../serve';
import { type Receiver, startReceiver } from './receiver';

/** What stands in settings and must stand nowhere else. */
export const SECRETS = {
  slack: '/services/T000/B000/slack-secret-path',
  key: 'R0UT1NGKEYR0UT1NGKEYR0UT1NGKEY00',
  signing: 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=',
  header: 'header-secret-value',
  password: 'smtp-secret-password',
};
export const PAGERDUTY = '/v2/enqueue';
export const HOOK = '/hook/secret-hook-path';
export const TEAMS = '/workflows/teams-secret-path';

/** A receiver of everything that travels over HTTP, each answering as its vendor would. */
export async function startReceivers(): Promise<Receiver> {
  const receiver = await startReceiver();
  receiver.behave(SECRETS.slack, () => ({ status: 200, body: 'ok' }));
  receiver.behave(PAGERDUTY, () => ({
    status: 202,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: 'k' }),
  }));
  receiver.behave(TEAMS, () => ({ status: 202 }));
  return receiver;
}

export interface Mailbox {
  readonly port: number;
  readonly mails: readonly ParsedMail[];
  close(): Promise<void>;
}

/** A real mail server on loopback, whose mails are taken apart by an independent parser. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // A console keeps its connection for the next mail; whoever ends the test does not wait for that.
    closeTimeout: 200,
    logger: false,
    onAuth: ({ password }, _session, done) =>
      done(password === SECRETS.password ? null : new Error('535 no'), { user: 'console' }),
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return { port, mails, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** One of each kind of channel that can be received on this machine. */
export function channelsTo(receiver: Receiver) {
  return {
    slack: { Type: 'SLACK', Configuration: { WebhookUrl: receiver.url(SECRETS.slack), Channel: '#disaster-recovery' } },
    pagerduty: { Type: 'PAGERDUTY', Configuration: { ServiceKey: SECRETS.key, EventsUrl: receiver.url(PAGERDUTY) } },
    teams: { Type: 'TEAMS', Configuration: { WebhookUrl: receiver.url(TEAMS) } },
    webhook: {
      Type: 'WEBHOOK',
      Configuration: { WebhookUrl: receiver.url(HOOK), SigningSecret: SECRETS.signing, Headers: { 'X-Api-Key': SECRETS.header } },
    },
    mail: { Type: 'EMAIL', Configuration: { Recipients: ['dr-team@example.com', 'chief@example.com'] } },
  };
}

export function mailThrough({ port }: Mailbox) {
  const Smtp = { Host: '127.0.0.1', Port: port, User: 'console', Password: SECRETS.password };
  return { Transport: 'SMTP', From: 'tocsin@example.com', Smtp };
}

/** Lays settings into the data directory of a rehearsal before its console starts, as a person with an editor would. */
export async function layDown(dataDir: string, settings: object): Promise<void> {
  await mkdir(join(dataDir, 'rehearsal'), { recursive: true });
  await writeFile(join(dataDir, 'rehearsal', 'notifications.json'), JSON.stringify({ version: 1, settings }));
}

const History = z.object({ items: z.array(DeliverySummary), nextToken: z.string().nullable() });

/** The history, newest first; `query` as in an address. */
export async function historyOf(serve: Served, query = ''): Promise<readonly DeliverySummary[]> {
  return History.parse(await serve.get(`/notifications/history?limit=1000${query}`)).items;
}

export async function deliveryOf(serve: Served, deliveryId: string): Promise<DeliveryRecord> {
  return DeliveryRecord.parse(await serve.get(`/notifications/history/${deliveryId}`));
}

/** Status and body of any call, with the validator where there is one. */
export async function asked(
  serve: Served,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  const reply = await fetch(new URL(`/api${path}`, serve.url), {
    method,
    headers: {
      authorization: `Bearer ${serve.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await reply.json();
  return { status: reply.status, etag: reply.headers.get('etag'), answer };
}

const SETTINGS = '/notifications/settings';

export const putSettings = (serve: Served, settings: object, etag?: string) =>
  asked(serve, 'PUT', SETTINGS, settings, etag === undefined ? {} : { 'if-match': etag });

export const getSettings = (serve: Served) => asked(serve, 'GET', SETTINGS);
