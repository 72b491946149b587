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
    get title() {
      return t('notificationSettings.eMail');
    },
    icon: IconMail,
    get text() {
      return t('notificationSettings.recipientsGetAMailOfTheir');
    },
    fields: [
      {
        key: 'Recipients',
        get label() {
          return t('notificationSettings.recipients');
        },
        kind: 'list',
        placeholder: 'dr-team@example.com',
        get help() {
          return t('notificationSettings.oneAddressALine');
        },
      },
      {
        key: 'SNSTopicArn',
        get label() {
          return t('notificationSettings.sNSTopic');
        },
        kind: 'text',
        placeholder: 'arn:aws:sns:us-east-1:…:dr-notifications',
      },
      {
        key: 'Transport',
        get label() {
          return t('notificationSettings.sentBy');
        },
        kind: 'choice',
        choices: [
          {
            value: 'SES',
            get label() {
              return t('notificationSettings.amazonSES');
            },
          },
          {
            value: 'SMTP',
            get label() {
              return t('notificationSettings.sMTPServer');
            },
          },
        ],
        get placeholder() {
          return t('notificationSettings.asSetUnderDefaults');
        },
        rare: true,
      },
      {
        key: 'From',
        get label() {
          return t('notificationSettings.from');
        },
        kind: 'text',
        get placeholder() {
          return t('notificationSettings.asSetUnderDefaults');
        },
        rare: true,
      },
      {
        key: 'ReplyTo',
        get label() {
          return t('notificationSettings.replyTo');
        },
        kind: 'text',
        rare: true,
      },
    ],
  },
  SMS: {
    title: 'SMS',
    icon: IconDeviceMobileMessage,
    get text() {
      return t('notificationSettings.throughAmazonSNSCriticalEventsOnly');
    },
    fields: [
      {
        key: 'PhoneNumbers',
        get label() {
          return t('notificationSettings.phoneNumbers');
        },
        kind: 'list',
        placeholder: '+4915112345678',
        get help() {
          return t('notificationSettings.oneNumberALineWithIts');
        },
      },
      {
        key: 'SenderId',
        get label() {
          return t('notificationSettings.senderName');
        },
        kind: 'text',
        get help() {
          return t('notificationSettings.notShownInEveryCountry');
        },
        rare: true,
      },
      {
        key: 'ContextId',
        get label() {
          return t('notificationSettings.sentFromContext');
        },
        kind: 'text',
        get help() {
          return t('notificationSettings.theOnlyOneOrTheFirst');
        },
        rare: true,
      },
    ],
  },
  SLACK: {
    title: 'Slack',
    icon: IconBrandSlack,
    get text() {
      return t('notificationSettings.aWebhookPostsEachMessageA');
    },
    fields: [
      {
        key: 'WebhookUrl',
        get label() {
          return t('notificationSettings.incomingWebhook');
        },
        kind: 'secret',
        placeholder: 'https://hooks.slack.com/services/…',
      },
      {
        key: 'BotToken',
        get label() {
          return t('notificationSettings.botToken');
        },
        kind: 'secret',
        placeholder: 'xoxb-…',
      },
      {
        key: 'Channel',
        get label() {
          return t('notificationSettings.channel');
        },
        kind: 'text',
        placeholder: '#disaster-recovery',
        get help() {
          return t('notificationSettings.neededWithABotToken');
        },
      },
      {
        key: 'ApiUrl',
        get label() {
          return t('notificationSettings.webAPIAddress');
        },
        kind: 'text',
        get help() {
          return t('notificationSettings.onlyBehindAProxy');
        },
        rare: true,
      },
    ],
  },
  PAGERDUTY: {
    title: 'PagerDuty',
    icon: IconBell,
    get text() {
      return t('notificationSettings.eventsAPIV2AFailureOpens');
    },
    fields: [
      {
        key: 'ServiceKey',
        get label() {
          return t('notificationSettings.routingKey');
        },
        kind: 'secret',
        get placeholder() {
          return t('notificationSettings.n32Characters');
        },
        get help() {
          return t('notificationSettings.ofAnEventsAPIV2Integration');
        },
      },
      {
        key: 'Severity',
        get label() {
          return t('notificationSettings.pagerDutySeverity');
        },
        kind: 'choice',
        get placeholder() {
          return t('notificationSettings.asTheEvent');
        },
        choices: ['critical', 'error', 'warning', 'info'].map((value) => ({ value, label: value })),
      },
      {
        key: 'Region',
        get label() {
          return t('notificationSettings.serviceRegion');
        },
        kind: 'choice',
        placeholder: 'US',
        choices: [
          { value: 'US', label: 'US' },
          { value: 'EU', label: 'EU' },
        ],
        rare: true,
      },
      {
        key: 'EventsUrl',
        get label() {
          return t('notificationSettings.eventsAPIAddress');
        },
        kind: 'text',
        get help() {
          return t('notificationSettings.onlyBehindAProxy');
        },
        rare: true,
      },
    ],
  },
  TEAMS: {
    title: 'Microsoft Teams',
    icon: IconBrandTeams,
    get text() {
      return t('notificationSettings.aWorkflowsWebhookTakesAnAdaptive');
    },
    fields: [
      {
        key: 'WebhookUrl',
        get label() {
          return t('notificationSettings.workflowWebhook');
        },
        kind: 'secret',
        placeholder: 'https://….logic.azure.com/…',
      },
    ],
  },
  WEBHOOK: {
    get title() {
      return t('notificationSettings.webhook');
    },
    icon: IconWebhook,
    get text() {
      return t('notificationSettings.jSONToAnyReceiverSignedAs');
    },
    fields: [
      {
        key: 'WebhookUrl',
        get label() {
          return t('notificationSettings.address');
        },
        kind: 'secret',
        placeholder: 'https://…',
      },
      {
        key: 'SigningSecret',
        get label() {
          return t('notificationSettings.signingSecret');
        },
        kind: 'secret',
        placeholder: 'whsec_…',
      },
      {
        key: 'Headers',
        get label() {
          return t('notificationSettings.headers');
        },
        kind: 'headers',
        get help() {
          return t('notificationSettings.theirValuesAreKeptAsSecrets');
        },
        rare: true,
      },
    ],
  },
  SNS: {
    get title() {
      return t('notificationSettings.sNSTopic');
    },
    icon: IconTopologyStar,
    get text() {
      return t('notificationSettings.structuredJSONToATopicFor');
    },
    fields: [
      {
        key: 'TopicArn',
        get label() {
          return t('notificationSettings.topic');
        },
        kind: 'text',
        placeholder: 'arn:aws:sns:us-east-1:…:dr-events',
      },
    ],
  },
  DESKTOP: {
    get title() {
      return t('notificationSettings.desktopAlert');
    },
    icon: IconDeviceDesktop,
    get text() {
      return t('notificationSettings.aNativeAlertOnTheComputer');
    },
    fields: [],
  },
};
