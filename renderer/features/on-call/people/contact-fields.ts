import type { Channel } from '../../../../shared/domain/notifications/configuration';
import { t } from '../../../language/language';

/** Ways to reach one person, those asked for most first. */
export const contactTypes = ['EMAIL', 'SMS', 'PAGERDUTY', 'SLACK', 'TEAMS', 'WEBHOOK', 'DESKTOP'] as const;
export type ContactType = (typeof contactTypes)[number];

/** One field of a way to reach somebody. `list`: the model has a list, a person has one. */
export interface ContactField {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'list' | 'secret';
  readonly placeholder: string;
}

export function contactTitle(type: Channel['Type']): string {
  const known = contactTypes.find((one) => one === type);
  return known === undefined ? type : t(`onCall.contact:${known}`);
}

/** What a way has to be told. Types of channels that are no way to a person have no fields here, and stay as they are. */
export function contactFields(type: Channel['Type']): readonly ContactField[] {
  switch (type) {
    case 'EMAIL':
      return [{ key: 'Recipients', label: t('onCall.mailAddress'), kind: 'list', placeholder: 'ann@example.com' }];
    case 'SMS':
      return [{ key: 'PhoneNumbers', label: t('onCall.phoneNumber'), kind: 'list', placeholder: '+4915112345678' }];
    case 'SLACK':
      return [
        { key: 'BotToken', label: t('onCall.botToken'), kind: 'secret', placeholder: 'xoxb-…' },
        { key: 'Channel', label: t('onCall.slackMember'), kind: 'text', placeholder: 'U012AB3CD' },
      ];
    case 'PAGERDUTY':
      return [{ key: 'ServiceKey', label: t('onCall.routingKey'), kind: 'secret', placeholder: '' }];
    case 'TEAMS':
    case 'WEBHOOK':
      return [{ key: 'WebhookUrl', label: t('onCall.webhookUrl'), kind: 'secret', placeholder: 'https://…' }];
    case 'SNS':
    case 'DESKTOP':
    case 'SERVICENOW':
    case 'JIRA':
      return [];
  }
}

/** A way of this type with nothing told yet. What is missing is named when it is saved. */
export function freshChannel(type: ContactType): Channel {
  switch (type) {
    case 'EMAIL':
      return { Type: 'EMAIL', Configuration: { Recipients: [''], MinimumSeverity: 'INFO' } };
    case 'SMS':
      return { Type: 'SMS', Configuration: { PhoneNumbers: [''], MinimumSeverity: 'INFO' } };
    case 'SLACK':
      return { Type: 'SLACK', Configuration: { Channel: '' } };
    case 'PAGERDUTY':
      return { Type: 'PAGERDUTY', Configuration: { ServiceKey: '' } };
    case 'TEAMS':
      return { Type: 'TEAMS', Configuration: { WebhookUrl: '' } };
    case 'WEBHOOK':
      return { Type: 'WEBHOOK', Configuration: { WebhookUrl: '' } };
    case 'DESKTOP':
      return { Type: 'DESKTOP', Configuration: {} };
  }
}

/** The same channel with one field of its configuration changed; undefined takes the field away. */
export function withField(channel: Channel, key: string, value: unknown): Channel {
  const next = { ...channel, Configuration: { ...channel.Configuration, [key]: value } };
  return isChannelLike(next, channel.Type) ? next : channel;
}

/** Only the values of fields change, never the type: what is wrong with a value is told beside its field. */
function isChannelLike(value: { readonly Type: string }, type: Channel['Type']): value is Channel {
  return value.Type === type;
}

export function fieldValue(channel: Channel, key: string): unknown {
  return new Map<string, unknown>(Object.entries(channel.Configuration)).get(key);
}

/** Where it leads, for lists: the address, the number, or only what kind it is. */
export function leadsTo(channel: Channel): string {
  const first = contactFields(channel.Type).map(({ key }) => fieldValue(channel, key));
  const words = first.flatMap((value) => (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []));
  return words.filter((word) => word !== '' && !word.startsWith('http') && !word.startsWith('xox')).join(', ');
}
