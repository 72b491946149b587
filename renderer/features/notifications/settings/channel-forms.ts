import {
  type Icon,
  IconBell,
  IconBrandSlack,
  IconBrandTeams,
  IconDeviceDesktop,
  IconDeviceMobileMessage,
  IconMail,
  IconTopologyStar,
  IconWebhook,
} from '@tabler/icons-react';
import type { ChannelType } from '../../../../shared/domain/notifications/configuration';

/** One field of a channel's form. `list` is one entry a line. */
export interface FormField {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'secret' | 'list' | 'choice' | 'headers';
  readonly help?: string;
  readonly placeholder?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Shown under "More". */
  readonly rare?: true;
}

export interface ChannelForm {
  readonly title: string;
  readonly icon: Icon;
  /** When to choose it, and what its success proves. */
  readonly text: string;
  readonly fields: readonly FormField[];
}

/** The form of each channel, as data: a new field is a line here. */
export const channelForms: Readonly<Record<ChannelType, ChannelForm>> = {
  EMAIL: {
    title: 'E-mail',
    icon: IconMail,
    text: 'Recipients get a mail of their own by SES or SMTP; a topic gets plain text. Who is subscribed to the topic is not mailed twice.',
    fields: [
      { key: 'Recipients', label: 'Recipients', kind: 'list', placeholder: 'dr-team@example.com', help: 'One address a line.' },
      { key: 'SNSTopicArn', label: 'SNS topic', kind: 'text', placeholder: 'arn:aws:sns:us-east-1:…:dr-notifications' },
      {
        key: 'Transport',
        label: 'Sent by',
        kind: 'choice',
        choices: [
          { value: 'SES', label: 'Amazon SES' },
          { value: 'SMTP', label: 'SMTP server' },
        ],
        placeholder: 'As set under Defaults',
        rare: true,
      },
      { key: 'From', label: 'From', kind: 'text', placeholder: 'As set under Defaults', rare: true },
      { key: 'ReplyTo', label: 'Reply to', kind: 'text', rare: true },
    ],
  },
  SMS: {
    title: 'SMS',
    icon: IconDeviceMobileMessage,
    text: 'Through Amazon SNS. Critical events only, unless you say otherwise below. A carrier may still refuse what SNS accepted.',
    fields: [
      {
        key: 'PhoneNumbers',
        label: 'Phone numbers',
        kind: 'list',
        placeholder: '+4915112345678',
        help: 'One number a line, with its country.',
      },
      { key: 'SenderId', label: 'Sender name', kind: 'text', help: 'Not shown in every country.', rare: true },
      {
        key: 'ContextId',
        label: 'Sent from context',
        kind: 'text',
        help: 'The only one, or the first, where empty.',
        rare: true,
      },
    ],
  },
  SLACK: {
    title: 'Slack',
    icon: IconBrandSlack,
    text: 'A webhook posts each message; a bot token keeps one thread per execution and updates its first message.',
    fields: [
      { key: 'WebhookUrl', label: 'Incoming webhook', kind: 'secret', placeholder: 'https://hooks.slack.com/services/…' },
      { key: 'BotToken', label: 'Bot token', kind: 'secret', placeholder: 'xoxb-…' },
      { key: 'Channel', label: 'Channel', kind: 'text', placeholder: '#disaster-recovery', help: 'Needed with a bot token.' },
      { key: 'ApiUrl', label: 'Web API address', kind: 'text', help: 'Only behind a proxy.', rare: true },
    ],
  },
  PAGERDUTY: {
    title: 'PagerDuty',
    icon: IconBell,
    text: 'Events API v2: a failure opens an incident, acknowledging and recovery reach the same one.',
    fields: [
      {
        key: 'ServiceKey',
        label: 'Routing key',
        kind: 'secret',
        placeholder: '32 characters',
        help: 'Of an Events API v2 integration.',
      },
      {
        key: 'Severity',
        label: 'PagerDuty severity',
        kind: 'choice',
        placeholder: 'As the event',
        choices: ['critical', 'error', 'warning', 'info'].map((value) => ({ value, label: value })),
      },
      {
        key: 'Region',
        label: 'Service region',
        kind: 'choice',
        placeholder: 'US',
        choices: [
          { value: 'US', label: 'US' },
          { value: 'EU', label: 'EU' },
        ],
        rare: true,
      },
      { key: 'EventsUrl', label: 'Events API address', kind: 'text', help: 'Only behind a proxy.', rare: true },
    ],
  },
  TEAMS: {
    title: 'Microsoft Teams',
    icon: IconBrandTeams,
    text: 'A Workflows webhook takes an Adaptive Card. It answers before the card appears, so a test asks whether you saw it.',
    fields: [{ key: 'WebhookUrl', label: 'Workflow webhook', kind: 'secret', placeholder: 'https://….logic.azure.com/…' }],
  },
  WEBHOOK: {
    title: 'Webhook',
    icon: IconWebhook,
    text: 'JSON to any receiver, signed as Standard Webhooks where a secret is given. Repeats carry the same id.',
    fields: [
      { key: 'WebhookUrl', label: 'Address', kind: 'secret', placeholder: 'https://…' },
      { key: 'SigningSecret', label: 'Signing secret', kind: 'secret', placeholder: 'whsec_…' },
      { key: 'Headers', label: 'Headers', kind: 'headers', help: 'Their values are kept as secrets.', rare: true },
    ],
  },
  SNS: {
    title: 'SNS topic',
    icon: IconTopologyStar,
    text: 'Structured JSON to a topic, for programs.',
    fields: [{ key: 'TopicArn', label: 'Topic', kind: 'text', placeholder: 'arn:aws:sns:us-east-1:…:dr-events' }],
  },
  DESKTOP: {
    title: 'Desktop alert',
    icon: IconDeviceDesktop,
    text: 'A native alert on the computer that runs this console.',
    fields: [],
  },
};
