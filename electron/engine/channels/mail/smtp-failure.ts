import { z } from 'zod';
import type { SendOutcome } from '../channel';
import { misconfigured, outcome } from '../outcome';
import type { SmtpSettings } from './smtp-settings';

/** What went wrong between us and a mail server. */
export interface SmtpTrouble {
  /** As thrown. */
  readonly error: unknown;
  /** The end of the message had gone out: the server may have taken it. */
  readonly wasWhole: boolean;
}

const Facts = z.object({
  message: z.string().catch('no reason given'),
  /** Of the library: `EAUTH`, `ETLS`, `EENVELOPE` … */
  code: z.string().nullish().catch(null),
  /** Of the system: `ECONNREFUSED`, `CERT_HAS_EXPIRED` … */
  originalCode: z.string().nullish().catch(null),
  response: z.string().nullish().catch(null),
  responseCode: z.number().nullish().catch(null),
  command: z.string().nullish().catch(null),
});
type Facts = z.infer<typeof Facts>;

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ALTNAME/;
/** No such mailbox, not for us, not allowed to send there: another mail to it would fare no better. */
const noSuchAddress = new Set([550, 551, 553, 556]);
/** Said of the session and not of the message (bad sequence of commands). */
const ofTheSession = 503;

/** What trouble with a mail server means for the message. Source: anchors 3.5. */
export function smtpFailure({ error, wasWhole }: SmtpTrouble, settings: SmtpSettings): SendOutcome {
  const facts = Facts.safeParse(error).data ?? { message: String(error) };
  const status = facts.responseCode ?? null;
  const words = wordsOf(facts, settings);
  if (facts.code === 'EAUTH' && !isTransient(status)) {
    return {
      ...misconfigured(`The mail server does not accept user ${settings.user ?? ''} with its password; enter it again. ${words}`),
      status,
    };
  }
  if (isUntrusted(facts)) {
    return misconfigured(
      `The certificate of ${settings.host} is not trusted; give its authority in NODE_EXTRA_CA_CERTS, or the name it is made out to. ${words}`,
    );
  }
  if (speaksNoTls(facts)) {
    return misconfigured(
      `${settings.host} does not speak TLS from the first byte on port ${settings.port}: set Secure to false, or the port to 465. ${words}`,
    );
  }
  if (refusesTls(facts))
    return misconfigured(`${settings.host} does not offer STARTTLS, and mail is not sent in the clear. ${words}`);
  if (status !== null && (isTransient(status) || status === ofTheSession)) return outcome('transient', { status, reply: words });
  if (status !== null && status >= 500) {
    return outcome('permanent', { status, reply: words, destinationBroken: noSuchAddress.has(status) && isEnvelope(facts) });
  }
  // Refused by ourselves before anything was sent: too large for the server, or an address it cannot take.
  if (!wasWhole && (facts.code === 'EMESSAGE' || facts.code === 'EENVELOPE'))
    return outcome('permanent', { status, reply: words });
  return outcome(wasWhole ? 'ambiguous' : 'transient', { status, reply: words });
}

function isTransient(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500;
}

function isUntrusted({ code, originalCode, message }: Facts): boolean {
  return certificate.test(originalCode ?? '') || certificate.test(code ?? '') || /self-signed certificate/i.test(message);
}

/** It greeted in the clear where a handshake was expected. */
function speaksNoTls({ message }: Facts): boolean {
  return /wrong version number|packet length too long/i.test(message);
}

function refusesTls({ code, command, responseCode }: Facts): boolean {
  return (code === 'ETLS' && command === 'STARTTLS' && (responseCode ?? 0) >= 500) || code === 'EREQUIRETLS';
}

function isEnvelope({ command }: Facts): boolean {
  return command === 'RCPT TO' || command === 'MAIL FROM';
}

/** The server's own words where there are any. No server should repeat a password; if one does, it ends here. */
function wordsOf({ response, message }: Facts, { host, password }: SmtpSettings): string {
  const text = `${host}: ${response ?? message}`;
  if (password === null || password === '') return text;
  const forms = [password, Buffer.from(password).toString('base64')];
  return forms.reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);
}
