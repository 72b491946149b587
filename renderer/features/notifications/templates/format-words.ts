import type { ChannelType } from '../../../../shared/domain/notifications/configuration';
import type { Format } from '../../../../shared/domain/notifications/rendered-format';
import { t } from '../../../language/language';

/** How people call a form of message. */
export const formatWords: Readonly<Record<Format, string>> = {
  get mail() {
    return t('notificationTemplates.format-mail');
  },
  get text() {
    return t('notificationTemplates.sNSMailText');
  },
  sms: 'SMS',
  slack: 'Slack',
  get card() {
    return t('notificationTemplates.teamsCard');
  },
  pagerduty: 'PagerDuty',
  body: 'Webhook',
  get sns() {
    return t('notificationTemplates.sNSTopicJSON');
  },
  get desktop() {
    return t('notificationTemplates.desktopAlert');
  },
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
