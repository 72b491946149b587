import { err, ok, type Result } from '../../lib/result';
import type { Rendered } from '../notifications/rendered';
import { fitCard, itemsOf } from './card-body';
import { textOf } from './escape';
import { marked, marksOf, SNS_SUBJECT_CHARACTERS, subjectOr, type Written } from './forms-text';
import { isRecord, parseLenientJson } from './lenient-json';
import { severityPrefix } from './marks';
import { colourOf, cut, pagerDutyAction, pagerDutySeverity, snsAttributes } from './plain-message';
import { utf8Length } from './sizes';
import { fitBlocks } from './slack-blocks';

type Made = Result<Rendered, string>;

/** Largest message that SNS takes, attributes included. */
const SNS_BYTES = 262_144 - 4_096;
/** Largest event that PagerDuty takes, with room for its frame. */
const PAGERDUTY_BYTES = 500_000;

export function slackMessage({ body, source, marks }: Written): Made {
  const parsed = parseLenientJson(body);
  if (!parsed.ok) return parsed;
  const content = Array.isArray(parsed.value) ? { blocks: parsed.value } : parsed.value;
  const blocks = isRecord(content) ? itemsOf(content.blocks ?? []) : null;
  if (!isRecord(content) || blocks === null) return err('a Slack message is an object with "text" and "blocks"');
  if (!blocks.every(({ type }) => typeof type === 'string')) return err('every block of a Slack message has a "type"');
  const text = textOf(content.text).trim();
  const colour = textOf(content.colour ?? content.color);
  const missing = missingMarks(blocks, marks);
  const mark = missing === '' ? [] : [{ type: 'context', elements: [{ type: 'mrkdwn', text: `*${missing}*` }] }];
  return ok({
    format: 'slack',
    text: cut(marked(text === '' ? severityPrefix(source) : text, marks), 3_000),
    blocks: blocks.length === 0 ? [] : fitBlocks([...mark, ...blocks]),
    colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : colourOf(source.event),
  });
}

export function cardMessage({ body, source, marks }: Written): Made {
  const parsed = parseLenientJson(body);
  if (!parsed.ok) return parsed;
  const content = Array.isArray(parsed.value) ? { body: parsed.value } : parsed.value;
  const items = isRecord(content) ? itemsOf(content.body) : null;
  const actions = isRecord(content) ? itemsOf(content.actions ?? []) : null;
  if (items === null || actions === null) return err('a card is an object with "body" and "actions", lists of objects');
  const missing = missingMarks(items, marks);
  const mark = missing === '' ? [] : [{ type: 'TextBlock', weight: 'Bolder', wrap: true, text: missing }];
  return ok({
    format: 'card',
    card: fitCard([...mark, ...items], actions),
    text: marked(severityPrefix(source), marks),
  });
}

export function pagerDutyMessage({ body, source, marks }: Written): Made {
  const parsed = parseLenientJson(body);
  if (!parsed.ok) return parsed;
  const content = parsed.value;
  if (!isRecord(content)) return err('a message to PagerDuty is an object with "summary" and "details"');
  const details = isRecord(content.details) ? content.details : {};
  const links = (itemsOf(content.links ?? []) ?? []).flatMap(({ href, text }) =>
    typeof href === 'string' && /^https?:\/\//.test(href) ? [{ href, text: textOf(text) }] : [],
  );
  const { event } = source;
  const isTooLarge = utf8Length(JSON.stringify(details)) > PAGERDUTY_BYTES;
  return ok({
    format: 'pagerduty',
    action: pagerDutyAction(event),
    summary: cut(marked(textOf(content.summary) || severityPrefix(source), marks), 1_024),
    severity: pagerDutySeverity[event.severity],
    source: textOf(content.source) || 'Tocsin',
    component: textOrNull(content.component),
    group: textOrNull(content.group),
    class: textOrNull(content.class),
    details: isTooLarge ? { eventId: event.eventId, summary: event.summary } : details,
    links,
  });
}

/** JSON where the template writes an object or a list; XML or plain text where it begins like one. */
export function bodyMessage({ body, marks }: Written, kind: 'json' | 'xml' | 'text'): Made {
  switch (kind) {
    case 'json': {
      const parsed = parseLenientJson(body);
      if (!parsed.ok) return parsed;
      return ok({ format: 'body', contentType: 'application/json', body: JSON.stringify(withNotice(parsed.value, marks)) });
    }
    case 'xml':
      return ok({ format: 'body', contentType: 'application/xml; charset=utf-8', body: markedXml(body.trim(), marks) });
    case 'text':
      return ok({ format: 'body', contentType: 'text/plain; charset=utf-8', body: marked(body.trim(), marks) });
  }
}

export function snsMessage(written: Written): Made {
  const { subject, body, source, marks } = written;
  const parsed = parseLenientJson(body);
  if (!parsed.ok) return parsed;
  const message = JSON.stringify(withNotice(parsed.value, marks));
  const attributes = snsAttributes(source.event);
  if (utf8Length(message) + utf8Length(JSON.stringify(attributes)) > SNS_BYTES)
    return err('the message is larger than SNS takes');
  return ok({
    format: 'sns',
    subject: cut(marked(subjectOr(subject, source), marks), SNS_SUBJECT_CHARACTERS),
    message,
    attributes,
  });
}

/** Marks that none of these say, as text; empty where all do. */
function missingMarks(items: readonly unknown[], marks: string): string {
  if (marks === '') return '';
  const said = JSON.stringify(items);
  return marksOf(marks)
    .map((mark) => mark.slice(1, -1))
    .filter((mark) => !said.includes(mark))
    .join(' ');
}

function withNotice(value: unknown, marks: string): unknown {
  const missing = missingMarks([value], marks);
  return missing === '' || !isRecord(value) ? value : { ...value, notice: missing };
}

function markedXml(xml: string, marks: string): string {
  const missing = missingMarks([xml], marks);
  return missing === '' ? xml : `${xml}\n<!-- ${missing} -->`;
}

function textOrNull(value: unknown): string | null {
  const text = textOf(value);
  return text === '' ? null : text;
}
