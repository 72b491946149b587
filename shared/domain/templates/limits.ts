import { unreachable } from '../../lib/unreachable';
import type { Rendered } from '../notifications/rendered';
import { measureSms } from '../notifications/sms';
import type { LimitUse } from '../notifications/template';
import { CARD_BYTES } from './card-body';
import { SMS_PARTS, SNS_SUBJECT_CHARACTERS, SUBJECT_CHARACTERS } from './forms-text';
import { utf8Length } from './sizes';
import { SLACK, sizeOf } from './slack-blocks';

/** Where mail programs begin to cut. */
const MAIL_BYTES = 100 * 1024;
const WEBHOOK_BYTES = 20_000;
const SNS_BYTES = 262_144;

/** How much of its channel's limits a message uses. */
export function limitsOf(rendered: Rendered): LimitUse[] {
  switch (rendered.format) {
    case 'text':
      return [
        use('subject', rendered.subject.length, SNS_SUBJECT_CHARACTERS, 'characters'),
        use('message', utf8Length(rendered.text), SNS_BYTES, 'bytes'),
      ];
    case 'mail':
      return [
        use('subject', rendered.subject.length, SUBJECT_CHARACTERS, 'characters'),
        use('HTML', utf8Length(rendered.html), MAIL_BYTES, 'bytes'),
      ];
    case 'sms': {
      const { units, perSegment, segments } = measureSms(rendered.text);
      return [
        use('parts', segments, SMS_PARTS, 'parts'),
        use('text', units, perSegment * segments, rendered.encoding === 'GSM-7' ? 'GSM characters' : 'Unicode characters'),
      ];
    }
    case 'slack':
      return [
        use('blocks', rendered.blocks.length, SLACK.blocks, 'blocks'),
        use('message', sizeOf(rendered.blocks), SLACK.characters, 'characters'),
      ];
    case 'card':
      return [use('card', utf8Length(JSON.stringify(rendered.card)), CARD_BYTES, 'bytes')];
    case 'pagerduty':
      return [
        use('summary', rendered.summary.length, 1_024, 'characters'),
        use('event', utf8Length(JSON.stringify(rendered)), 512 * 1024, 'bytes'),
      ];
    case 'body':
      return [use('body', utf8Length(rendered.body), WEBHOOK_BYTES, 'bytes')];
    case 'sns':
      return [
        use('subject', rendered.subject.length, SNS_SUBJECT_CHARACTERS, 'characters'),
        use('message', utf8Length(rendered.message) + utf8Length(JSON.stringify(rendered.attributes)), SNS_BYTES, 'bytes'),
      ];
    case 'desktop':
      return [use('title', rendered.title.length, 100, 'characters'), use('text', rendered.body.length, 400, 'characters')];
    default:
      return unreachable(rendered);
  }
}

function use(what: string, used: number, limit: number, unit: string): LimitUse {
  return { what, used, limit, unit };
}
