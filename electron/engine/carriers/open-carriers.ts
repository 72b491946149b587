import type { MailDefaults, NotificationDefaults } from '../../../shared/domain/notifications/defaults';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { ChannelTools } from '../channels/channel';
import { type CarrierTools, type CarryResult, type CarryTrouble, type MailWay, type OutgoingFile, trouble } from './carrier';
import { askConsole, type WitnessAnswer, type WitnessQuestion } from './console';
import { putInFolder } from './folder';
import { createMailCarrier, type OutgoingMail } from './mail';
import { putInBucket, type Upload } from './s3';
import { type Notice, publishNotice } from './sns';

/** The ways on which files and heads leave this machine. Each sends once and says what came of it; whoever asks decides about a repeat. */
export interface Carriers {
  putInFolder(folder: string, file: Pick<OutgoingFile, 'name' | 'bytes'>): Promise<CarryResult>;
  mail(mail: OutgoingMail, signal: AbortSignal): Promise<CarryResult>;
  publish(notice: Notice, signal: AbortSignal): Promise<CarryResult>;
  putInBucket(upload: Upload, signal: AbortSignal): Promise<CarryResult>;
  askConsole(
    to: { readonly url: string; readonly token: string },
    question: WitnessQuestion,
    signal: AbortSignal,
  ): Promise<Result<WitnessAnswer, CarryTrouble>>;
  /** What holds for every message: language, zone, where links lead. */
  defaults(): NotificationDefaults;
  readonly rehearsal: boolean;
  close(): void;
}

export interface CarrierParts {
  readonly channels: ChannelTools;
  readonly dataDir: string;
  readonly settings: {
    current(): { readonly Defaults: NotificationDefaults };
    /** The value behind a reference; null where the key store has none. */
    value(reference: string): Promise<string | null>;
  };
}

export function openCarriers({ channels, dataDir, settings }: CarrierParts): Carriers {
  const defaults = () => settings.current().Defaults;
  const tools: CarrierTools = { channels, dataDir, defaults, mailWay: () => mailWay(defaults(), settings.value) };
  const mail = createMailCarrier(tools);
  return {
    putInFolder: (folder, file) => putInFolder(tools, folder, file),
    mail: mail.send,
    publish: (notice, signal) => publishNotice(tools, notice, signal),
    putInBucket: (upload, signal) => putInBucket(tools, upload, signal),
    askConsole: (to, question, signal) => askConsole(tools, to, question, signal),
    defaults,
    rehearsal: channels.rehearsal,
    close: mail.close,
  };
}

async function mailWay(
  { Mail, Branding }: NotificationDefaults,
  value: (reference: string) => Promise<string | null>,
): Promise<Result<MailWay, CarryTrouble>> {
  const organisation = Branding.OrganizationName;
  const password = Mail.Smtp?.Password;
  if (Mail.Transport !== 'SMTP' || Mail.Smtp === undefined || password === undefined || typeof password === 'string')
    return ok({ mail: Mail, organisation });
  try {
    const found = await value(password.SecretRef);
    if (found === null) return err(trouble('The password of the mail server is not in the key store: enter it again.'));
    const mail: MailDefaults = { ...Mail, Smtp: { ...Mail.Smtp, Password: found } };
    return ok({ mail, organisation });
  } catch {
    return err(trouble('The key store does not answer now.', { retryable: true }));
  }
}
