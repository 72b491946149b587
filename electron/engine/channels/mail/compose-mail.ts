import MailComposer from 'nodemailer/lib/mail-composer';
import type { Rendered } from '../../../../shared/domain/notifications/rendered';

export type RenderedMail = Extract<Rendered, { format: 'mail' }>;

/** One mail to one person, as it goes out. Addresses were checked before: line breaks in them would be headers of somebody else's. */
export interface Letter {
  /** `deliveryId@domain`, without brackets: the same in every attempt, so that a mail server drops a repeat. */
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly replyTo: string | null;
  /** Message-IDs, in brackets, of the mail that began the thread and of the newest one; both may be the same. */
  readonly references: readonly string[];
  readonly date: Date;
  readonly isUrgent: boolean;
  readonly content: RenderedMail;
  /** Files that go along. */
  readonly attachments?: readonly { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array }[];
}

const MOST_SUBJECT = 250;

/**
 * MIME source of a mail: text first, HTML with its pictures second, headers in ASCII (RFC 2047), answered by no machine. The same letter
 * always makes the same bytes.
 */
export function composeMail(letter: Letter): Promise<Buffer> {
  const { content } = letter;
  const composer = new MailComposer({
    from: { name: oneLine(letter.from.name), address: letter.from.address },
    to: letter.to,
    ...(letter.replyTo === null ? {} : { replyTo: letter.replyTo }),
    subject: oneLine(content.subject).slice(0, MOST_SUBJECT),
    messageId: `<${letter.messageId}>`,
    ...threading(letter.references),
    date: letter.date,
    text: content.text,
    html: content.html,
    textEncoding: 'quoted-printable',
    attachments: [
      ...content.inline.map(({ cid, contentType, base64 }) => ({
        cid,
        contentType,
        content: Buffer.from(base64, 'base64'),
        contentDisposition: 'inline' as const,
        filename: `${cid.replace(/[^\w-]/g, '_')}.${contentType.split('/')[1] ?? 'bin'}`,
      })),
      ...(letter.attachments ?? []).map(({ name, contentType, bytes }) => ({
        contentType,
        content: Buffer.from(bytes),
        contentDisposition: 'attachment' as const,
        filename: oneLine(name),
      })),
    ],
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': content.locale,
    },
    ...(letter.isUrgent ? { priority: 'high' as const } : {}),
    baseBoundary: letter.messageId.replace(/[^\w]/g, '').slice(0, 40),
    // What stands in a message is data: it names no file of this machine, and fetches nothing.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, source) => (error === null ? resolve(source) : reject(error)));
  });
}

function threading(references: readonly string[]): { inReplyTo?: string; references?: string[] } {
  const [first] = references;
  return first === undefined ? {} : { inReplyTo: references.at(-1) ?? first, references: [...new Set(references)] };
}

/** Header text may hold data of others; a line break in it must not begin a header. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
