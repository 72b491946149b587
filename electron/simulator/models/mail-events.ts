import type { Chance } from '../world';
import type { SentMail } from './mail-house';

export interface MailEvent {
  /** As event destinations name it. */
  readonly kind: 'SEND' | 'DELIVERY' | 'BOUNCE' | 'COMPLAINT';
  readonly afterMs: number;
  readonly body: object;
}

const SENT_AFTER_MS = 1_000;
const KNOWN_AFTER_MS = 3_000;

/**
 * What SES tells of a mail afterwards. Recipients of the mailbox simulator get what their name says: `bounce@`, `complaint@`,
 * `suppressionlist@simulator.amazonses.com`; everybody else's mail arrives.
 */
export function mailEvents(mail: SentMail, chance: Chance): readonly MailEvent[] {
  const [to = ''] = mail.to;
  const at = (afterMs: number) => new Date(mail.at + afterMs).toISOString();
  const about = { mail: mailFacts(mail) };
  const sent: MailEvent = { kind: 'SEND', afterMs: SENT_AFTER_MS, body: { eventType: 'Send', ...about, send: {} } };
  if (/^(bounce|suppressionlist)@simulator\.amazonses\.com$/i.test(to)) {
    const isSuppressed = to.toLowerCase().startsWith('suppressionlist');
    const bounce = {
      feedbackId: `${chance.hex(16)}-${chance.uuid()}-000000`,
      bounceType: 'Permanent',
      bounceSubType: isSuppressed ? 'OnAccountSuppressionList' : 'General',
      bouncedRecipients: [
        {
          emailAddress: to,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: isSuppressed
            ? 'Amazon SES did not send the message to this address because it is on the suppression list for your account.'
            : 'smtp; 550 5.1.1 user unknown',
        },
      ],
      timestamp: at(KNOWN_AFTER_MS),
      reportingMTA: 'dns; a8-31.smtp-out.amazonses.com',
    };
    return [sent, { kind: 'BOUNCE', afterMs: KNOWN_AFTER_MS, body: { eventType: 'Bounce', ...about, bounce } }];
  }
  const delivery: MailEvent = {
    kind: 'DELIVERY',
    afterMs: KNOWN_AFTER_MS,
    body: {
      eventType: 'Delivery',
      ...about,
      delivery: {
        timestamp: at(KNOWN_AFTER_MS),
        processingTimeMillis: KNOWN_AFTER_MS - SENT_AFTER_MS,
        recipients: mail.to,
        smtpResponse: '250 2.6.0 Message received',
        reportingMTA: 'a8-31.smtp-out.amazonses.com',
      },
    },
  };
  if (!/^complaint@simulator\.amazonses\.com$/i.test(to)) return [sent, delivery];
  const complaint = {
    complainedRecipients: [{ emailAddress: to }],
    timestamp: at(2 * KNOWN_AFTER_MS),
    feedbackId: `${chance.hex(16)}-${chance.uuid()}-000000`,
    complaintFeedbackType: 'abuse',
  };
  return [
    sent,
    delivery,
    { kind: 'COMPLAINT', afterMs: 2 * KNOWN_AFTER_MS, body: { eventType: 'Complaint', ...about, complaint } },
  ];
}

function mailFacts(mail: SentMail) {
  const identity = mail.from;
  return {
    timestamp: new Date(mail.at).toISOString(),
    source: mail.from,
    sourceArn: `arn:aws:ses:${mail.region}:${mail.account}:identity/${identity}`,
    sendingAccountId: mail.account,
    messageId: mail.messageId,
    destination: mail.to,
    headersTruncated: false,
    tags: {
      'ses:configuration-set': [mail.configurationSet ?? ''],
      'ses:from-domain': [identity.split('@')[1] ?? ''],
      ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
    },
  };
}
