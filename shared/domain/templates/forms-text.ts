import type { Rendered } from '../notifications/rendered';
import { fitSms } from '../notifications/sms';
import { textOfHtml, tidy } from './html-text';
import { logoOf } from './logo';
import { severityPrefix } from './marks';
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

export function textMessage({ subject, body, source, marks }: Written): Rendered {
  const title = marked(subjectOr(subject, source), marks);
  return { format: 'text', subject: cut(title, SNS_SUBJECT_CHARACTERS), text: markedText(tidy(body), marks) };
}

export function mailMessage({ subject, body, text, source, marks }: Written): Rendered {
  const logo = body.includes('cid:logo') ? logoOf(source.defaults.Branding) : null;
  return {
    format: 'mail',
    subject: cut(marked(subjectOr(subject, source), marks), SUBJECT_CHARACTERS),
    html: markedHtml(body, marks),
    text: markedText(text === null ? textOfHtml(body) : tidy(text), marks),
    locale: source.locale,
    inline: logo === null ? [] : [{ cid: 'logo', ...logo }],
  };
}

export function smsMessage({ body, marks }: Written): Rendered {
  const { text, encoding, segments } = fitSms(marked(body.replace(/\s+/g, ' ').trim(), marks), SMS_PARTS);
  return { format: 'sms', text, encoding, segments };
}

export function desktopMessage({ subject, body, source, marks }: Written): Rendered {
  return {
    format: 'desktop',
    title: cut(marked(subjectOr(subject, source), marks), 100),
    body: cut(tidy(body), 400),
    urgency: urgencyOf(source.event.severity),
  };
}

export function subjectOr(subject: string, source: MessageSource): string {
  return subject === '' ? severityPrefix(source) : subject;
}

/** Every message of a rehearsal, and every test, says so; a template that says it itself is not told twice. */
export function marked(line: string, marks: string): string {
  const missing = marksOf(marks).filter((mark) => !line.includes(mark.slice(1, -1)));
  return missing.length === 0 ? line : `${missing.join(' ')} ${line}`;
}

function markedText(text: string, marks: string): string {
  const missing = marksOf(marks).filter((mark) => !text.includes(mark.slice(1, -1)));
  return missing.length === 0 ? text : `${missing.join(' ')}\n\n${text}`;
}

function markedHtml(html: string, marks: string): string {
  const missing = marksOf(marks).filter((mark) => !html.includes(mark.slice(1, -1)));
  if (missing.length === 0) return html;
  const banner = `<p style="font-weight:700">${missing.join(' ')}</p>`;
  return /<body\b[^>]*>/i.test(html) ? html.replace(/<body\b[^>]*>/i, (body) => `${body}${banner}`) : `${banner}${html}`;
}

export function marksOf(marks: string): string[] {
  return marks.split(' ').filter((mark) => mark !== '');
}
