import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { ChannelCheck } from '../../../../shared/contract/notifications';
import type { Channel } from '../../../../shared/domain/notifications/configuration';
import type { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { fieldAt, secretsIn } from '../../../../shared/domain/notifications/secret-fields';
import { unreachable } from '../../../../shared/lib/unreachable';
import type { ChannelTools } from '../../channels/channel';
import { readDestination } from '../../channels/http/destination';
import type { Notifier } from '../../ports';
import { sesChecks, smsChecks, topicChecks } from './aws-checks';
import { bad, good, warning } from './check';

/** What the checks of one channel may look at. */
export interface CheckTools extends Pick<ChannelTools, 'awsFor' | 'ports'> {
  readonly defaults: NotificationDefaults;
  readonly notifier: Pick<Notifier, 'by' | 'why'>;
  /** The value behind a reference, to be looked at and not to be told. */
  value(reference: string): Promise<string | null>;
  /** What is wrong with the template a channel names, or null. */
  templateFault(templateId: string, channel: Channel): string | null;
}

/** Everything that can be said of one channel without sending. */
export async function channelChecks(channel: Channel, tools: CheckTools): Promise<ChannelCheck[]> {
  const checks = [
    ...(channel.Configuration.Enabled === false
      ? [warning('channel.off', 'This channel is switched off.', 'Switch it on when it should be heard.')]
      : []),
    ...(await secretChecks(channel, tools)),
    ...templateChecks(channel, tools),
    ...(await ownChecks(channel, tools)),
  ];
  return checks.some(({ state }) => state !== 'good')
    ? checks
    : [...checks, good('channel.ready', 'Nothing is wrong. A test proves it.')];
}

async function secretChecks({ Configuration }: Channel, tools: CheckTools): Promise<ChannelCheck[]> {
  const checks: ChannelCheck[] = [];
  for (const { path, held } of secretsIn(Configuration)) {
    const field = fieldAt(path);
    const value = 'value' in held ? held.value : await valueFor(held.reference, tools);
    if (value === null)
      checks.push(bad(`secret.${field}`, `The key store of this computer has no ${field}.`, 'Give its value again and save.'));
    else if (field.endsWith('WebhookUrl')) checks.push(...urlChecks(value, tools.defaults));
    else if (field === 'ServiceKey') checks.push(...keyChecks(value));
  }
  return checks;
}

async function valueFor(reference: string, tools: CheckTools): Promise<string | null> {
  try {
    return await tools.value(reference);
  } catch {
    return null; // a key store that does not answer has nothing for now
  }
}

function urlChecks(url: string, { AllowedPrivateHosts }: NotificationDefaults): ChannelCheck[] {
  const destination = readDestination(url, { allowedPrivateHosts: AllowedPrivateHosts, onlyLoopback: false });
  return destination.ok ? [] : [bad('url.refused', destination.error, 'Give another address and save.')];
}

function keyChecks(key: string): ChannelCheck[] {
  if (/^[A-Za-z0-9]{32}$/.test(key)) return [];
  return [
    warning(
      'pagerduty.key',
      'A routing key of PagerDuty has 32 letters and digits; this one has not.',
      'Copy the integration key of an Events API v2 integration of your service.',
    ),
  ];
}

function templateChecks(channel: Channel, tools: CheckTools): ChannelCheck[] {
  const { TemplateId } = channel.Configuration;
  const fault = TemplateId === undefined ? null : tools.templateFault(TemplateId, channel);
  return fault === null
    ? []
    : [
        warning(
          'template',
          `${fault} The built-in one is sent instead.`,
          'Choose another template, or correct it under Templates.',
        ),
      ];
}

async function ownChecks(channel: Channel, tools: CheckTools): Promise<ChannelCheck[]> {
  switch (channel.Type) {
    case 'EMAIL':
      return mailChecks(channel.Configuration, tools);
    case 'SMS': {
      const { PhoneNumbers, ContextId } = channel.Configuration;
      return [...PhoneNumbers.flatMap(numberChecks), ...(await smsChecks(ContextId, tools))];
    }
    case 'SNS':
      return topicChecks(channel.Configuration.TopicArn, 'json', tools);
    case 'DESKTOP':
      return tools.notifier.by === 'in-app'
        ? [
            warning(
              'desktop.native',
              `Native alerts are not shown here: ${tools.notifier.why}`,
              'Run `tocsin doctor` to see what they need.',
            ),
          ]
        : [];
    case 'SLACK':
    case 'PAGERDUTY':
    case 'TEAMS':
    case 'WEBHOOK':
      return [];
    case 'SERVICENOW':
      return [...urlChecks(channel.Configuration.InstanceUrl, tools.defaults), ...serviceNowChecks(channel.Configuration)];
    case 'JIRA':
      return urlChecks(channel.Configuration.SiteUrl, tools.defaults);
    default:
      return unreachable(channel);
  }
}

function serviceNowChecks({
  AssignmentGroup,
}: Extract<Channel, { readonly Type: 'SERVICENOW' }>['Configuration']): ChannelCheck[] {
  if (AssignmentGroup !== undefined) return [];
  return [
    warning(
      'servicenow.group',
      'No assignment group is set, so incidents wait for somebody to assign them.',
      'Name the group that answers, unless the instance assigns by rules.',
    ),
  ];
}

function numberChecks(number: string): ChannelCheck[] {
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.isValid() === true
    ? []
    : [warning('sms.number', `${number} is no number that any country gives out.`, 'Look at the number again.')];
}

type Email = Extract<Channel, { Type: 'EMAIL' }>['Configuration'];

async function mailChecks({ SNSTopicArn, Recipients = [], Transport, From }: Email, tools: CheckTools): Promise<ChannelCheck[]> {
  const { Mail } = tools.defaults;
  const topic = SNSTopicArn === undefined ? [] : await topicChecks(SNSTopicArn, 'mail', tools);
  if (Recipients.length === 0) return topic;
  const from = From ?? Mail.From ?? null;
  const sender =
    from === null ? [bad('mail.from', 'No sender address is set.', 'Set From under Defaults, Mail, or in this channel.')] : [];
  switch (Transport ?? Mail.Transport) {
    case 'NONE':
      return [
        ...topic,
        bad('mail.transport', 'No mail transport is set, so recipients get nothing.', 'Set SES or SMTP under Defaults, Mail.'),
      ];
    case 'SES':
      return [...topic, ...sender, ...(await sesChecks(from, Mail.Ses?.ContextId, tools))];
    case 'SMTP':
      return [
        ...topic,
        ...sender,
        ...(Mail.Smtp === undefined ? [bad('mail.smtp', 'No SMTP server is set.', 'Set its host under Defaults, Mail.')] : []),
        ...(await passwordChecks(Mail.Smtp, tools)),
      ];
    default:
      return topic;
  }
}

async function passwordChecks(smtp: NotificationDefaults['Mail']['Smtp'], tools: CheckTools): Promise<ChannelCheck[]> {
  const password = smtp?.Password;
  if (typeof password !== 'object' || (await valueFor(password.SecretRef, tools)) !== null) return [];
  return [bad('mail.password', 'The key store of this computer has no password for the SMTP server.', 'Give it again and save.')];
}
