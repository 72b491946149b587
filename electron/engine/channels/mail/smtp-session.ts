import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { SmtpTrouble } from './smtp-failure';
import type { SmtpSettings } from './smtp-settings';

/** One connection to a mail server, greeted and logged in; a mail at a time. */
export interface SmtpSession {
  /** Answers what the server said when it took the mail. After trouble the session is over. */
  send(
    envelope: { readonly from: string; readonly to: string },
    source: Buffer,
    signal: AbortSignal,
  ): Promise<Result<string, SmtpTrouble>>;
  /** The server hung up, or something failed. */
  isOver(): boolean;
  close(): void;
}

const CONNECT_MS = 5_000;
const GREETING_MS = 10_000;
const SILENT_MS = 15_000;

/** Dials, encrypts and logs in. Aborting `signal` hangs up. */
export async function openSession(settings: SmtpSettings, signal: AbortSignal): Promise<Result<SmtpSession, SmtpTrouble>> {
  const { host, port, security, isLoopback, user, password } = settings;
  const connection = new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    connectionTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENT_MS,
    logger: false,
    tls: { rejectUnauthorized: !isLoopback, minVersion: 'TLSv1.2' },
  });
  let isOver = false;
  connection.on('error', () => {
    isOver = true;
  });
  connection.on('end', () => {
    isOver = true;
  });
  const close = (): void => {
    isOver = true;
    connection.close();
  };
  const session: SmtpSession = {
    isOver: () => isOver,
    close,
    async send(envelope, source, during) {
      let wasWhole = false;
      const body = Readable.from([source]);
      // Read to its end means that the final dot follows at once: from here on the server may have taken it.
      body.once('end', () => {
        wasWhole = true;
      });
      const sent = await step<string>(connection, during, (done) =>
        connection.send({ from: envelope.from, to: [envelope.to], size: source.length }, body, (error, info) =>
          error === null || error === undefined ? done(null, info.response ?? '') : done(error, ''),
        ),
      );
      if (sent.ok) return sent;
      close();
      return err({ error: sent.error, wasWhole });
    },
  };
  const greeted = await step(connection, signal, (done) => connection.connect((error) => done(error ?? null, null)));
  const admitted =
    !greeted.ok || user === null
      ? greeted
      : await step(connection, signal, (done) =>
          connection.login({ user, pass: password ?? '', credentials: { user, pass: password ?? '' } }, (error) =>
            done(error ?? null, null),
          ),
        );
  if (admitted.ok) return ok(session);
  close();
  return err({ error: admitted.error, wasWhole: false });
}

/** Runs one step of the conversation; whichever comes first of its end, an error of the connection and the signal decides. */
function step<T>(
  connection: SMTPConnection,
  signal: AbortSignal,
  run: (done: (error: Error | null, value: T) => void) => void,
): Promise<Result<T, unknown>> {
  return new Promise((resolve) => {
    const settle = (result: Result<T, unknown>): void => {
      connection.removeListener('error', fail);
      signal.removeEventListener('abort', abort);
      resolve(result);
    };
    const fail = (error: unknown): void => settle(err(error));
    const abort = (): void => settle(err(signal.reason));
    if (signal.aborted) {
      settle(err(signal.reason));
      return;
    }
    connection.on('error', fail);
    signal.addEventListener('abort', abort, { once: true });
    run((error, value) => settle(error === null ? ok(value) : err(error)));
  });
}
