import type { Rendered } from '../notifications/rendered';
import { fitSms } from '../notifications/sms';
import { textOfHtml, tidy } from './html-text';
import { logoOf } from './logo';
import { missingMarks, severityPrefix } from './marks';
import { cut, urgencyOf } from './plain-message';
import type { MessageSource } from './variable';

/** What a template has written, field by field, and for whom. */
export interface Written {
  readonly subject: string;
  readonly body: string;
  readonly text: string | null;
  readonly source: MessageSource;
  /** `[REHEARSAL] [TEST] `, or nothing. */
  readonly marks: string;
}

export const SUBJECT_CHARACTERS = 200;
/** SNS wants fewer than a hundred. */
export const SNS_SUBJECT_CHARACTERS = 99;
/** Parts of one SMS; ours aim at one, others may take more. */
export const SMS_PARTS = 3;

export function textMessage(written: Written): Rendered {
  const title = marked(subjectOf(written), written);
  return { format: 'text', subject: cut(title, SNS_SUBJECT_CHARACTERS), text: markedText(tidy(written.body), written) };
}

export function mailMessage(written: Written): Rendered {
  const { body, text, source } = written;
  const logo = body.includes('cid:logo') ? logoOf(source.defaults.Branding) : null;
  return {
    format: 'mail',
    subject: cut(marked(subjectOf(written), written), SUBJECT_CHARACTERS),
    html: markedHtml(body, written),
    text: markedText(text === null ? textOfHtml(body) : tidy(text), written),
    locale: source.locale,
    inline: logo === null ? [] : [{ cid: 'logo', ...logo }],
  };
}

export function smsMessage(written: Written): Rendered {
  const { text, encoding, segments } = fitSms(marked(written.body.replace(/\s+/g, ' ').trim(), written), SMS_PARTS);
  return { format: 'sms', text, encoding, segments };
}

export function desktopMessage(written: Written): Rendered {
  return {
    format: 'desktop',
    title: cut(marked(subjectOf(written), written), 100),
    body: cut(tidy(written.body), 400),
    urgency: urgencyOf(written.source.event.severity),
  };
}

export function subjectOf({ subject, source }: Pick<Written, 'subject' | 'source'>): string {
  return subject === '' ? severityPrefix(source) : subject;
}

/** Every message of a rehearsal, and every test, says so. */
export function marked(line: string, written: Written): string {
  const missing = missingMarks(line, written);
  return missing.length === 0 ? line : `${missing.join(' ')} ${line}`;
}

function markedText(text: string, written: Written): string {
  const missing = missingMarks(text, written);
  return missing.length === 0 ? text : `${missing.join(' ')}\n\n${text}`;
}

function markedHtml(html: string, written: Written): string {
  const missing = missingMarks(html, written);
  if (missing.length === 0) return html;
  const banner = `<p style="font-weight:700">${missing.join(' ')}</p>`;
  return /<body\b[^>]*>/i.test(html) ? html.replace(/<body\b[^>]*>/i, (body) => `${body}${banner}`) : `${banner}${html}`;
}
