import { err, ok, type Result } from '../../lib/result';
import { unreachable } from '../../lib/unreachable';
import type { Rendered } from '../notifications/rendered';
import type { Template, TemplateProblem } from '../notifications/template';
import type { Mode } from './escape';
import type { Setting } from './filters';
import { bodyMessage, cardMessage, pagerDutyMessage, slackMessage, snsMessage } from './forms-json';
import { desktopMessage, mailMessage, smsMessage, textMessage, type Written } from './forms-text';
import { renderLiquid } from './liquid-engine';
import { marks } from './plain-message';
import type { MessageSource } from './variable';
import { scopeOf } from './variables';

type Field = TemplateProblem['field'];

/** One template with one event. What is wrong is told with its field and, where it is in the template's own text, its place. */
export function renderTemplate(template: Template, source: MessageSource): Result<Rendered, TemplateProblem> {
  const scope = scopeOf(source);
  const setting: Setting = { locale: source.locale, zone: source.defaults.TimeZone, now: source.now };
  const write = (field: Field, mode: Mode, text: string | null): Result<string, TemplateProblem> => {
    if (text === null) return ok('');
    const written = renderLiquid(mode, text, scope, setting);
    return written.ok ? written : err({ field, severity: 'error', ...written.error });
  };
  const subject = write('subject', 'line', template.subject);
  if (!subject.ok) return subject;
  const body = write('body', bodyMode(template), template.body);
  if (!body.ok) return body;
  const text = template.format === 'mail' ? write('text', 'plain', template.text) : ok('');
  if (!text.ok) return text;
  const made = shape(template, {
    subject: subject.value.trim(),
    body: body.value,
    text: template.text === null ? null : text.value,
    source,
    marks: marks(source.event, source.delivery?.test ?? false),
  });
  return made.ok ? made : err({ field: 'body', severity: 'error', message: made.error, line: null, column: null });
}

function shape(template: Template, written: Written): Result<Rendered, string> {
  switch (template.format) {
    case 'text':
      return ok(textMessage(written));
    case 'mail':
      return ok(mailMessage(written));
    case 'sms':
      return ok(smsMessage(written));
    case 'desktop':
      return ok(desktopMessage(written));
    case 'slack':
      return slackMessage(written);
    case 'card':
      return cardMessage(written);
    case 'pagerduty':
      return pagerDutyMessage(written);
    case 'body':
      return bodyMessage(written, bodyKind(template.body));
    case 'sns':
      return snsMessage(written);
    default:
      return unreachable(template.format);
  }
}

/** How values are escaped in a template's body. */
export function bodyMode({ format, body }: Pick<Template, 'format' | 'body'>): Mode {
  switch (format) {
    case 'mail':
      return 'html';
    case 'text':
    case 'sms':
    case 'desktop':
      return 'plain';
    case 'slack':
      return 'slack';
    case 'card':
      return 'card';
    case 'pagerduty':
    case 'sns':
      return 'json';
    case 'body': {
      const kind = bodyKind(body);
      return kind === 'json' ? 'json' : kind === 'xml' ? 'html' : 'plain';
    }
    default:
      return unreachable(format);
  }
}

/** What a webhook's body is, by how it begins after Liquid's own tags. */
function bodyKind(body: string): 'json' | 'xml' | 'text' {
  const first = body
    .replace(/\{%-?\s*comment[\s\S]*?endcomment\s*-?%\}|\{%[\s\S]*?%\}/g, '')
    .trim()
    .slice(0, 2);
  if (first.startsWith('[') || (first.startsWith('{') && first !== '{{')) return 'json';
  return first.startsWith('<') ? 'xml' : 'text';
}
