import { err, ok, type Result } from '../../lib/result';
import type { Rendered } from '../notifications/rendered';
import { fitCard, itemsOf } from './card-body';
import { textOf } from './escape';
import { marked, SNS_SUBJECT_CHARACTERS, subjectOf, type Written } from './forms-text';
import { isRecord, parseLenientJson } from './lenient-json';
import { missingMarks, severityPrefix } from './marks';
import { colourOf, cut, pagerDutyAction, pagerDutySeverity, snsAttributes } from './plain-message';
import { utf8Length } from './sizes';
import { fitBlocks } from './slack-blocks';

type Made = Result<Rendered, string>;

/** Largest message that SNS takes, attributes included. */
const SNS_BYTES = 262_144 - 4_096;
/** Largest event that PagerDuty takes, with room for its frame. */
const PAGERDUTY_BYTES = 500_000;

export function slackMessage(written: Written): Made {
  const { body, source } = written;
  const parsed = parseLenientJson(body);
  if (!parsed.ok) return parsed;
  const content = Array.isArray(parsed.value) ? { blocks: parsed.value } : parsed.value;
  const blocks = isRecord(content) ? itemsOf(content.blocks ?? []) : null;
  if (!isRecord(content) || blocks === null) return err('a Slack message is an object with "text" and "blocks"');
  if (!blocks.every(({ type }) => typeof type === 'string')) return err('every block of a Slack message has a "type"');
  const text = textOf(content.text).trim();
  const colour = textOf(content.colour ?? content.color);
  const missing = missingIn(blocks, written);
  const mark = missing === '' ? [] : [{ type: 'context', elements: [{ type: 'mrkdwn', text: `*${missing}*` }] }];
  return ok({
    format: 'slack',
    text: cut(marked(text === '' ? severityPrefix(source) : text, written), 3_000),
    blocks: blocks.length === 0 ? [] : fitBlocks([...mark, ...blocks], source.locale),
    colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : colourOf(source.event),
  });
}

export function cardMessage(written: Written): Made {
  const { body, source } = written;
  const parsed = parseLenientJson(body);
  if (!parsed.ok) return parsed;
  const content = Array.isArray(parsed.value) ? { body: parsed.value } : parsed.value;
  const items = isRecord(content) ? itemsOf(content.body) : null;
  const actions = isRecord(content) ? itemsOf(content.actions ?? []) : null;
  if (items === null || actions === null) return err('a card is an object with "body" and "actions", lists of objects');
  const missing = missingIn(items, written);
  const mark = missing === '' ? [] : [{ type: 'TextBlock', weight: 'Bolder', wrap: true, text: missing }];
  return ok({
    format: 'card',
    card: fitCard([...mark, ...items], actions, source.locale),
    text: marked(severityPrefix(source), written),
  });
}

export function pagerDutyMessage(written: Written): Made {
  const { body, source } = written;
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
    summary: cut(marked(textOf(content.summary) || severityPrefix(source), written), 1_024),
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
export function bodyMessage(written: Written, kind: 'json' | 'xml' | 'text'): Made {
  const { body } = written;
  switch (kind) {
    case 'json': {
      const parsed = parseLenientJson(body);
      if (!parsed.ok) return parsed;
      return ok({ format: 'body', contentType: 'application/json', body: JSON.stringify(withNotice(parsed.value, written)) });
    }
    case 'xml':
      return ok({ format: 'body', contentType: 'application/xml; charset=utf-8', body: markedXml(body.trim(), written) });
    case 'text':
      return ok({ format: 'body', contentType: 'text/plain; charset=utf-8', body: marked(body.trim(), written) });
  }
}

export function snsMessage(written: Written): Made {
  const { body, source } = written;
  const parsed = parseLenientJson(body);
  if (!parsed.ok) return parsed;
  const message = JSON.stringify(withNotice(parsed.value, written));
  const attributes = snsAttributes(source.event);
  if (utf8Length(message) + utf8Length(JSON.stringify(attributes)) > SNS_BYTES)
    return err('the message is larger than SNS takes');
  return ok({
    format: 'sns',
    subject: cut(marked(subjectOf(written), written), SNS_SUBJECT_CHARACTERS),
    message,
    attributes,
  });
}

/** Marks that nothing in a value says, as text; empty where all are said. */
function missingIn(value: unknown, written: Written): string {
  return written.marks === ''
    ? ''
    : missingMarks(JSON.stringify(value), written)
        .map((mark) => mark.slice(1, -1))
        .join(' ');
}

function withNotice(value: unknown, written: Written): unknown {
  const missing = missingIn(value, written);
  return missing === '' || !isRecord(value) ? value : { ...value, notice: missing };
}

function markedXml(xml: string, written: Written): string {
  const missing = missingMarks(xml, written).map((mark) => mark.slice(1, -1));
  return missing.length === 0 ? xml : `${xml}\n<!-- ${missing.join(' ')} -->`;
}

function textOrNull(value: unknown): string | null {
  const text = textOf(value);
  return text === '' ? null : text;
}
