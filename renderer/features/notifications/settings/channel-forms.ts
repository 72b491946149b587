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
import { t } from '../../../language/language';
import { jiraForm, serviceNowForm } from './ticket-forms';

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

/** What a channel is called, and what it has to be told, in the language in force. */
export function channelFormOf(type: ChannelType): ChannelForm {
  return channelForms()[type];
}

/** The form of each channel, as data: a new field is a line here. */
const channelForms = (): Readonly<Record<ChannelType, ChannelForm>> => ({
  EMAIL: {
    title: t('notificationSettings.eMail'),
    icon: IconMail,
    text: t('notificationSettings.recipientsGetAMailOfTheir'),
    fields: [
      {
        key: 'Recipients',
        label: t('notificationSettings.recipients'),
        kind: 'list',
        placeholder: 'dr-team@example.com',
        help: t('notificationSettings.oneAddressALine'),
      },
      {
        key: 'SNSTopicArn',
        label: t('notificationSettings.sNSTopic'),
        kind: 'text',
        placeholder: 'arn:aws:sns:us-east-1:…:dr-notifications',
      },
      {
        key: 'Transport',
        label: t('notificationSettings.sentBy'),
        kind: 'choice',
        choices: [
          {
            value: 'SES',
            label: t('notificationSettings.amazonSES'),
          },
          {
            value: 'SMTP',
            label: t('notificationSettings.sMTPServer'),
          },
        ],
        placeholder: t('notificationSettings.asSetUnderDefaults'),
        rare: true,
      },
      {
        key: 'From',
        label: t('notificationSettings.from'),
        kind: 'text',
        placeholder: t('notificationSettings.asSetUnderDefaults'),
        rare: true,
      },
      {
        key: 'ReplyTo',
        label: t('notificationSettings.replyTo'),
        kind: 'text',
        rare: true,
      },
    ],
  },
  SMS: {
    title: 'SMS',
    icon: IconDeviceMobileMessage,
    text: t('notificationSettings.throughAmazonSNSCriticalEventsOnly'),
    fields: [
      {
        key: 'PhoneNumbers',
        label: t('notificationSettings.phoneNumbers'),
        kind: 'list',
        placeholder: '+4915112345678',
        help: t('notificationSettings.oneNumberALineWithIts'),
      },
      {
        key: 'SenderId',
        label: t('notificationSettings.senderName'),
        kind: 'text',
        help: t('notificationSettings.notShownInEveryCountry'),
        rare: true,
      },
      {
        key: 'ContextId',
        label: t('notificationSettings.sentFromContext'),
        kind: 'text',
        help: t('notificationSettings.theOnlyOneOrTheFirst'),
        rare: true,
      },
    ],
  },
  SLACK: {
    title: 'Slack',
    icon: IconBrandSlack,
    text: t('notificationSettings.aWebhookPostsEachMessageA'),
    fields: [
      {
        key: 'WebhookUrl',
        label: t('notificationSettings.incomingWebhook'),
        kind: 'secret',
        placeholder: 'https://hooks.slack.com/services/…',
      },
      {
        key: 'BotToken',
        label: t('notificationSettings.botToken'),
        kind: 'secret',
        placeholder: 'xoxb-…',
      },
      {
        key: 'Channel',
        label: t('notificationSettings.channel'),
        kind: 'text',
        placeholder: '#disaster-recovery',
        help: t('notificationSettings.neededWithABotToken'),
      },
      {
        key: 'AppToken',
        label: t('notificationSettings.app-token'),
        kind: 'secret',
        placeholder: 'xapp-…',
        help: t('notificationSettings.app-token-help'),
        rare: true,
      },
      {
        key: 'ApiUrl',
        label: t('notificationSettings.webAPIAddress'),
        kind: 'text',
        help: t('notificationSettings.onlyBehindAProxy'),
        rare: true,
      },
    ],
  },
  PAGERDUTY: {
    title: 'PagerDuty',
    icon: IconBell,
    text: t('notificationSettings.eventsAPIV2AFailureOpens'),
    fields: [
      {
        key: 'ServiceKey',
        label: t('notificationSettings.routingKey'),
        kind: 'secret',
        placeholder: t('notificationSettings.n32Characters'),
        help: t('notificationSettings.ofAnEventsAPIV2Integration'),
      },
      {
        key: 'Severity',
        label: t('notificationSettings.pagerDutySeverity'),
        kind: 'choice',
        placeholder: t('notificationSettings.asTheEvent'),
        choices: ['critical', 'error', 'warning', 'info'].map((value) => ({ value, label: value })),
      },
      {
        key: 'Region',
        label: t('notificationSettings.serviceRegion'),
        kind: 'choice',
        placeholder: 'US',
        choices: [
          { value: 'US', label: 'US' },
          { value: 'EU', label: 'EU' },
        ],
        rare: true,
      },
      {
        key: 'ApiToken',
        label: t('notificationSettings.pagerduty-api-token'),
        kind: 'secret',
        help: t('notificationSettings.pagerduty-api-token-help'),
        rare: true,
      },
      {
        key: 'ApiUrl',
        label: t('notificationSettings.pagerduty-api-url'),
        kind: 'text',
        help: t('notificationSettings.onlyBehindAProxy'),
        rare: true,
      },
      {
        key: 'EventsUrl',
        label: t('notificationSettings.eventsAPIAddress'),
        kind: 'text',
        help: t('notificationSettings.onlyBehindAProxy'),
        rare: true,
      },
    ],
  },
  TEAMS: {
    title: 'Microsoft Teams',
    icon: IconBrandTeams,
    text: t('notificationSettings.aWorkflowsWebhookTakesAnAdaptive'),
    fields: [
      {
        key: 'WebhookUrl',
        label: t('notificationSettings.workflowWebhook'),
        kind: 'secret',
        placeholder: 'https://….logic.azure.com/…',
      },
    ],
  },
  WEBHOOK: {
    title: t('notificationSettings.webhook'),
    icon: IconWebhook,
    text: t('notificationSettings.jSONToAnyReceiverSignedAs'),
    fields: [
      {
        key: 'WebhookUrl',
        label: t('notificationSettings.address'),
        kind: 'secret',
        placeholder: 'https://…',
      },
      {
        key: 'SigningSecret',
        label: t('notificationSettings.signingSecret'),
        kind: 'secret',
        placeholder: 'whsec_…',
      },
      {
        key: 'Headers',
        label: t('notificationSettings.headers'),
        kind: 'headers',
        help: t('notificationSettings.theirValuesAreKeptAsSecrets'),
        rare: true,
      },
    ],
  },
  SNS: {
    title: t('notificationSettings.sNSTopic'),
    icon: IconTopologyStar,
    text: t('notificationSettings.structuredJSONToATopicFor'),
    fields: [
      {
        key: 'TopicArn',
        label: t('notificationSettings.topic'),
        kind: 'text',
        placeholder: 'arn:aws:sns:us-east-1:…:dr-events',
      },
    ],
  },
  DESKTOP: {
    title: t('notificationSettings.desktopAlert'),
    icon: IconDeviceDesktop,
    text: t('notificationSettings.aNativeAlertOnTheComputer'),
    fields: [],
  },
  SERVICENOW: serviceNowForm(),
  JIRA: jiraForm(),
});
