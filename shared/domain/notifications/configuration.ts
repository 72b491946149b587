import { z } from 'zod';
import { Severity } from '../notice';
import { Locale } from './locale';

/**
 * The operator's own files, PascalCase, imported and exported as they are: fields we do not know are kept. On import a secret's value
 * moves to the key store; what is stored, shown and exported is its reference (rest 4).
 */
export const Secret = z.union([z.string().min(1), z.object({ SecretRef: z.string().min(1) })]);
export type Secret = z.infer<typeof Secret>;

export const ChannelType = z.enum([
  'EMAIL',
  'SMS',
  'SLACK',
  'PAGERDUTY',
  'TEAMS',
  'WEBHOOK',
  'SNS',
  'DESKTOP',
  'SERVICENOW',
  'JIRA',
]);
export type ChannelType = z.infer<typeof ChannelType>;

export const TopicArn = z
  .string()
  .regex(/^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/, 'the ARN of an SNS topic');
/** What mail servers take; display names, lists and line breaks are refused (header injection). */
export const MailAddress = z.email('an e-mail address').max(254);
export const PhoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/, 'a phone number in E.164 form, such as +4915112345678');
const HttpUrl = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s]+$/, 'an https address');
/** A URL that is a secret, as webhooks' are. */
const SecretUrl = z.union([HttpUrl, z.object({ SecretRef: z.string().min(1) })]);

const common = {
  TemplateId: z.string().min(1).optional(),
  Locale: Locale.optional(),
  /** Only events at least as severe; SMS hears CRITICAL ones only unless this says otherwise. */
  MinimumSeverity: Severity.optional(),
  Enabled: z.boolean().optional(),
};

export const EmailConfiguration = z
  .looseObject({
    ...common,
    /** The topic gets plain text. */
    SNSTopicArn: TopicArn.optional(),
    /** Each gets a mail of its own, HTML and text. */
    Recipients: z.array(MailAddress).max(100).optional(),
    Transport: z.enum(['SES', 'SMTP']).optional(),
    From: MailAddress.optional(),
    ReplyTo: MailAddress.optional(),
  })
  .refine(({ SNSTopicArn, Recipients }) => SNSTopicArn !== undefined || (Recipients ?? []).length > 0, {
    path: ['Recipients'],
    message: 'name an SNSTopicArn or at least one recipient',
  });

export const SmsConfiguration = z.looseObject({
  ...common,
  PhoneNumbers: z.array(PhoneNumber).min(1).max(50),
  SenderId: z
    .string()
    .regex(/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/, 'at most 11 letters and digits, at least one letter')
    .optional(),
  /** Context whose account sends; the only one, or the first, where absent. */
  ContextId: z.string().optional(),
});

export const SlackConfiguration = z
  .looseObject({
    ...common,
    WebhookUrl: SecretUrl.optional(),
    /** With a bot token, one thread per execution, updated in place. */
    BotToken: Secret.optional(),
    Channel: z.string().max(100).optional(),
    /** `xapp-…`, for Socket Mode: answers given by the buttons of a message come back. Belongs to the app of the bot token. */
    AppToken: Secret.optional(),
    /** Another address of Slack's Web API, for proxies and tests. */
    ApiUrl: HttpUrl.optional(),
  })
  .refine(({ WebhookUrl, BotToken, Channel }) => WebhookUrl !== undefined || (BotToken !== undefined && Channel !== undefined), {
    path: ['WebhookUrl'],
    message: 'give a WebhookUrl, or a BotToken with its Channel',
  });

export const PagerDutyConfiguration = z.looseObject({
  ...common,
  /** The routing key of an Events API v2 integration, 32 characters. */
  ServiceKey: Secret,
  /** Takes the place of the severity that ours maps to. */
  Severity: z.enum(['critical', 'error', 'warning', 'info']).optional(),
  Region: z.enum(['US', 'EU']).optional(),
  /** Another address of the Events API, for proxies and tests. */
  EventsUrl: HttpUrl.optional(),
  /** A key of the REST API that may read incidents: acknowledgements made there come back. */
  ApiToken: Secret.optional(),
  /** Another address of the REST API, for proxies and tests. */
  ApiUrl: HttpUrl.optional(),
});

export const TeamsConfiguration = z.looseObject({ ...common, WebhookUrl: SecretUrl });

export const WebhookConfiguration = z.looseObject({
  ...common,
  WebhookUrl: SecretUrl,
  /** Names that carry the message itself (content-type, webhook-…) are refused. Values may be secrets. */
  Headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/), Secret).optional(),
  /** `whsec_…`, Standard Webhooks; without it requests are not signed. */
  SigningSecret: Secret.optional(),
});

export const SnsConfiguration = z.looseObject({ ...common, TopicArn });
export const DesktopConfiguration = z.looseObject({ ...common });

/** `CRITICAL = 1/1`: what a severity is at the other side. Severities that are not named keep what is usual. */
const SeverityLines = z
  .array(z.string().regex(/^(INFO|LOW|MEDIUM|HIGH|CRITICAL)\s*=\s*\S.*$/, 'a line such as CRITICAL = …'))
  .max(5);
/** `u_service = Payroll`: fields that this console does not know and the other side wants. A value may be JSON. */
const FieldLines = z.array(z.string().regex(/^[A-Za-z][\w.-]{0,99}\s*=\s*\S.*$/, 'a line such as field = value')).max(50);

/** What both kinds of ticket have: what is done with the answers that come back by asking. */
const ticket = {
  ...common,
  /** Minutes within which a ticket that was resolved is opened again instead of a new one; 60 where absent. */
  ReopenMinutes: z.coerce.number().int().min(0).max(10_080).optional(),
  /** Somebody works on the ticket: the incident counts as acknowledged by them, unless this says NOTE. */
  OnProgress: z.enum(['ACKNOWLEDGE', 'NOTE']).optional(),
  /** The ticket was resolved there: a note, unless this says RESOLVE. */
  OnResolved: z.enum(['NOTE', 'RESOLVE']).optional(),
  Fields: FieldLines.optional(),
};

export const ServiceNowConfiguration = z
  .looseObject({
    ...ticket,
    /** `https://INSTANCE.service-now.com`. */
    InstanceUrl: HttpUrl,
    /** With its Password; or a Token alone (OAuth). */
    User: z.string().max(200).optional(),
    Password: Secret.optional(),
    Token: Secret.optional(),
    /** Names, or sys_ids. */
    AssignmentGroup: z.string().max(200).optional(),
    CallerId: z.string().max(200).optional(),
    Category: z.string().max(100).optional(),
    /** Urgency and impact, `CRITICAL = 1/1`: ServiceNow makes the priority of both. */
    Priorities: SeverityLines.optional(),
    /** Of the choices of the instance; `Solution provided` where absent. */
    CloseCode: z.string().max(100).optional(),
    /** Values of `state`: 6 and 2 where absent. */
    ResolvedState: z.string().max(40).optional(),
    InProgressState: z.string().max(40).optional(),
  })
  .refine(({ User, Password, Token }) => Token !== undefined || (User !== undefined && Password !== undefined), {
    path: ['User'],
    message: 'give a User with its Password, or a Token',
  });

export const JiraConfiguration = z.looseObject({
  ...ticket,
  /** `https://NAME.atlassian.net`, or the address of the Data Center. */
  SiteUrl: HttpUrl,
  /** By the host where absent: `.atlassian.net` is the cloud. */
  Deployment: z.enum(['CLOUD', 'DATA_CENTER']).optional(),
  /** The e-mail address the API token belongs to; none with a personal access token of a Data Center. */
  User: z.string().max(200).optional(),
  ApiToken: Secret,
  Project: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/, 'the key of a project, such as OPS'),
  /** `Incident` where absent. */
  IssueType: z.string().max(100).optional(),
  /** `CRITICAL = Highest`; no priority is sent where none is named. */
  Priorities: SeverityLines.optional(),
  Labels: z
    .array(z.string().regex(/^\S{1,200}$/, 'a label, without blanks'))
    .max(20)
    .optional(),
  /** Names of transitions or of the states they lead to, in order of preference. */
  ResolveTransitions: z.array(z.string().min(1).max(100)).max(20).optional(),
  ReopenTransitions: z.array(z.string().min(1).max(100)).max(20).optional(),
  ProgressTransitions: z.array(z.string().min(1).max(100)).max(20).optional(),
  /** Sent with the transition that resolves, where its screen asks for one. */
  Resolution: z.string().max(100).optional(),
});

export const Channel = z.discriminatedUnion('Type', [
  z.looseObject({ Type: z.literal('EMAIL'), Configuration: EmailConfiguration }),
  z.looseObject({ Type: z.literal('SMS'), Configuration: SmsConfiguration }),
  z.looseObject({ Type: z.literal('SLACK'), Configuration: SlackConfiguration }),
  z.looseObject({ Type: z.literal('PAGERDUTY'), Configuration: PagerDutyConfiguration }),
  z.looseObject({ Type: z.literal('TEAMS'), Configuration: TeamsConfiguration }),
  z.looseObject({ Type: z.literal('WEBHOOK'), Configuration: WebhookConfiguration }),
  z.looseObject({ Type: z.literal('SNS'), Configuration: SnsConfiguration }),
  z.looseObject({ Type: z.literal('DESKTOP'), Configuration: DesktopConfiguration }),
  z.looseObject({ Type: z.literal('SERVICENOW'), Configuration: ServiceNowConfiguration }),
  z.looseObject({ Type: z.literal('JIRA'), Configuration: JiraConfiguration }),
]);
export type Channel = z.infer<typeof Channel>;

/** Absent or empty means any. All that are given must hold. `EventTypes` may end in `.*`. `Plans` and the like take ids or names. */
export const EventFilters = z.looseObject({
  ExecutionTypes: z.array(z.string()).optional(),
  Environments: z.array(z.string()).optional(),
  Severities: z.array(Severity).optional(),
  EventTypes: z.array(z.string()).optional(),
  Plans: z.array(z.string()).optional(),
  /** From 0, as in all data. */
  Waves: z.array(z.number().int().min(0)).optional(),
  Accounts: z.array(z.string()).optional(),
  Regions: z.array(z.string()).optional(),
});
export type EventFilters = z.infer<typeof EventFilters>;

export const NotificationConfiguration = z.looseObject({
  NotificationId: z.string().min(1).max(100),
  Name: z.string().min(1).max(200),
  Description: z.string().optional(),
  Enabled: z.boolean().default(true),
  EventFilters: EventFilters.default({}),
  Channels: z.array(Channel),
  /** One step: what nobody acknowledged after the delay goes to these too. */
  Escalation: z
    .looseObject({
      Enabled: z.boolean(),
      DelayMinutes: z
        .number()
        .min(1)
        .max(24 * 60),
      EscalationChannels: z.array(Channel),
    })
    .optional(),
});
export type NotificationConfiguration = z.infer<typeof NotificationConfiguration>;
