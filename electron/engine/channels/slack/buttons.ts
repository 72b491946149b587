import { z } from 'zod';
import type { NotificationEvent } from '../../../../shared/domain/notifications/event';
import { Instant } from '../../../../shared/domain/primitives';
import { readJson } from '../fit/json';
import type { Fields } from '../fit/record';
import { LIMITS } from './fit-block';
import type { SlackMessage } from './message';

export const ACKNOWLEDGE = 'tocsin_acknowledge';
export const ESCALATE = 'tocsin_escalate';

/** What a button knows: the incident, and as of when it was shown. Whoever presses an older one than what happened since is told so. */
export const ButtonValue = z.object({ incident: z.string(), at: Instant });
export type ButtonValue = z.infer<typeof ButtonValue>;

/** What a pressed button of ours stands for; null where it is none of ours. */
export function readButtonValue(text: string): ButtonValue | null {
  return ButtonValue.safeParse(readJson(text)).data ?? null;
}

const words: Readonly<Record<string, { readonly acknowledge: string; readonly escalate: string }>> = {
  de: { acknowledge: 'Bestätigen', escalate: 'Eskalieren' },
  en: { acknowledge: 'Acknowledge', escalate: 'Escalate' },
};

/** A message with the buttons that answer it, where it tells of an incident that waits for somebody. */
export function withButtons(
  message: SlackMessage,
  event: Pick<NotificationEvent, 'type' | 'lifecycle' | 'incident' | 'occurredAt'>,
  locale: string,
): SlackMessage {
  const { incident, lifecycle, occurredAt } = event;
  if (incident === undefined || incident === null || (lifecycle !== 'opens' && lifecycle !== 'updates')) return message;
  if (incident.status !== 'OPEN') return message;
  const value = JSON.stringify({ incident: incident.id, at: occurredAt } satisfies ButtonValue);
  const { acknowledge, escalate } = words[locale.slice(0, 2)] ?? { acknowledge: 'Acknowledge', escalate: 'Escalate' };
  const block: Fields = {
    type: 'actions',
    elements: [button(ACKNOWLEDGE, acknowledge, value, 'primary'), button(ESCALATE, escalate, value)],
  };
  // A message without blocks says all in its text, which blocks would hide.
  const blocks = message.blocks ?? [{ type: 'section', text: { type: 'mrkdwn', text: message.text } }];
  return { ...message, blocks: [...blocks.slice(0, LIMITS.blocks - 1), block] };
}

function button(actionId: string, text: string, value: string, style?: 'primary'): Fields {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text },
    value,
    ...(style === undefined ? {} : { style }),
  };
}
