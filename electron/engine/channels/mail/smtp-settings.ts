import type { MailDefaults } from '../../../../shared/domain/notifications/defaults';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { isLoopbackHost } from '../loopback';

/** A mail server and how to speak to it. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte; `starttls` or nothing; `any` is for this machine itself, whose certificates nobody signs. */
  readonly security: 'tls' | 'starttls' | 'any';
  readonly isLoopback: boolean;
  readonly user: string | null;
  readonly password: string | null;
}

/** Reads them from the defaults, secrets already in place; text says what is missing. */
export function smtpSettings({ Smtp }: MailDefaults): Result<SmtpSettings, string> {
  if (Smtp === undefined) return err('No mail server is set: give Mail.Smtp in the defaults of notifications.');
  const { Host: host, Port: port, Secure, User, Password } = Smtp;
  if (/[\s/@]/.test(host)) return err('Mail.Smtp.Host is no host name.');
  if (Password !== undefined && typeof Password !== 'string')
    return err('The password of the mail server is not in the key store.');
  if (User !== undefined && Password === undefined)
    return err('The mail server has a user and no password: give Mail.Smtp.Password.');
  const isLoopback = isLoopbackHost(host);
  // On this port servers speak TLS from the first byte, whatever the box says.
  const isTls = Secure || port === 465;
  const security = isTls ? 'tls' : isLoopback ? 'any' : 'starttls';
  return ok({ host, port, security, isLoopback, user: User ?? null, password: Password ?? null });
}
