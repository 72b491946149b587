import { unreachable } from '../../../lib/unreachable';
import type { Channel, Secret } from '../configuration';
import type { NotificationDefaults } from '../defaults';
import type { Carrier } from '../delivery';
import { labelOfReference } from '../secret-fields';
import { fingerprint } from './short-key';

/** One place that a channel's messages go to. */
export interface Destination {
  readonly carrier: Carrier;
  /** Two of the same key are one receiver, whichever way the message takes. */
  readonly key: string;
  /** Stable, without secrets. */
  readonly destination: string;
  /** For people. */
  readonly label: string;
  readonly recipient: string | null;
  /** Why nothing can be sent there, however often it is tried. */
  readonly suppressed: string | null;
}

/** Where a channel's messages go: one for each topic, address, number or webhook. `named` is what its configuration is called. */
export function destinationsOf(channel: Channel, named: string, defaults: NotificationDefaults): readonly Destination[] {
  switch (channel.Type) {
    case 'EMAIL': {
      const { SNSTopicArn, Recipients = [], Transport = defaults.Mail.Transport } = channel.Configuration;
      const topic = SNSTopicArn === undefined ? [] : [topicOf('email-sns', SNSTopicArn)];
      return [...topic, ...Recipients.map((address) => mailbox(address, Transport))];
    }
    case 'SMS':
      return channel.Configuration.PhoneNumbers.map((number) => ({ ...to('sms', number), recipient: number }));
    case 'SLACK': {
      const { WebhookUrl, BotToken, Channel: room } = channel.Configuration;
      if (BotToken !== undefined && room !== undefined) {
        return [to('slack-bot', `${refOf(BotToken)}/${room}`, `Slack ${room}`)];
      }
      const label = room === undefined ? `Slack (${named})` : `Slack ${room}`;
      return WebhookUrl === undefined ? [] : [to('slack-webhook', refOf(WebhookUrl), label)];
    }
    case 'PAGERDUTY':
      return [to('pagerduty', refOf(channel.Configuration.ServiceKey), `PagerDuty (${named})`)];
    case 'TEAMS':
      return [to('teams', refOf(channel.Configuration.WebhookUrl), `Teams (${named})`)];
    case 'WEBHOOK':
      return [
        to('webhook', refOf(channel.Configuration.WebhookUrl), hostOf(channel.Configuration.WebhookUrl) ?? `Webhook (${named})`),
      ];
    case 'SNS':
      return [topicOf('sns', channel.Configuration.TopicArn)];
    case 'DESKTOP':
      return [to('desktop', 'desktop', 'This desktop')];
    case 'SERVICENOW': {
      const { InstanceUrl, AssignmentGroup } = channel.Configuration;
      const host = hostOf(InstanceUrl) ?? named;
      return [to('servicenow', AssignmentGroup === undefined ? host : `${host}/${AssignmentGroup}`, `ServiceNow ${host}`)];
    }
    case 'JIRA': {
      const { SiteUrl, Project } = channel.Configuration;
      return [to('jira', `${hostOf(SiteUrl) ?? named}/${Project}`, `Jira ${Project}`)];
    }
    default:
      return unreachable(channel);
  }
}

function to(carrier: Carrier, destination: string, label: string = destination): Destination {
  return { carrier, key: `${carrier}|${destination}`, destination, label, recipient: null, suppressed: null };
}

/** Text or JSON: subscribers of a topic hear once. */
function topicOf(carrier: 'email-sns' | 'sns', arn: string): Destination {
  return { ...to(carrier, arn, `Topic ${arn.slice(arn.lastIndexOf(':') + 1)}`), key: `topic|${arn}` };
}

function mailbox(address: string, transport: 'NONE' | 'SES' | 'SMTP'): Destination {
  return {
    ...to(transport === 'SES' ? 'email-ses' : 'email-smtp', address),
    key: `mail|${address.toLowerCase()}`,
    recipient: address,
    suppressed: transport === 'NONE' ? 'no mail transport is set' : null,
  };
}

/** What stands for a secret; one that was not moved to the key store yet shows only its fingerprint. */
function refOf(secret: Secret): string {
  return typeof secret === 'string' ? `unstored-${fingerprint(secret)}` : secret.SecretRef;
}

/** References of addresses are named by their host. */
function hostOf(url: Secret): string | null {
  if (typeof url === 'string') return /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/.exec(url)?.[1] ?? null;
  const label = labelOfReference(url.SecretRef);
  return /[.:]|^localhost$/.test(label) ? label : null;
}
