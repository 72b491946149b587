import type { ChannelType } from '../../../../shared/domain/notifications/configuration';
import type { Format } from '../../../../shared/domain/notifications/rendered-format';

/** How people call a form of message. */
export const formatWords: Readonly<Record<Format, string>> = {
  mail: 'E-mail',
  text: 'SNS mail (text)',
  sms: 'SMS',
  slack: 'Slack',
  card: 'Teams card',
  pagerduty: 'PagerDuty',
  body: 'Webhook',
  sns: 'SNS topic (JSON)',
  desktop: 'Desktop alert',
};

/** Channels through which a form of message travels. */
export const channelsFor: Readonly<Record<Format, ChannelType>> = {
  mail: 'EMAIL',
  text: 'EMAIL',
  sms: 'SMS',
  slack: 'SLACK',
  card: 'TEAMS',
  pagerduty: 'PAGERDUTY',
  body: 'WEBHOOK',
  sns: 'SNS',
  desktop: 'DESKTOP',
};

/** Whether its subject is used: for the others the body says all. */
export const hasSubject: Readonly<Record<Format, boolean>> = {
  mail: true,
  text: true,
  sms: false,
  slack: false,
  card: false,
  pagerduty: false,
  body: false,
  sns: true,
  desktop: true,
};
