import type { Carrier } from '../../../shared/domain/notifications/delivery';
import type { Channel } from './channel';
import { desktop } from './desktop';
import { emailSes } from './email-ses';
import { emailSmtp } from './email-smtp';
import { emailSns } from './email-sns';
import { jira } from './jira/jira';
import { pagerduty } from './pagerduty';
import { servicenow } from './servicenow/servicenow';
import { slackBot } from './slack-bot';
import { slackWebhook } from './slack-webhook';
import { sms } from './sms';
import { sns } from './sns';
import { teams } from './teams';
import { webhook } from './webhook';

/** Every way for a message to travel. To add one: its file, and a line here. */
export const channels: readonly Channel[] = [
  emailSns,
  emailSes,
  emailSmtp,
  sms,
  slackWebhook,
  slackBot,
  pagerduty,
  teams,
  webhook,
  sns,
  desktop,
  servicenow,
  jira,
];

/** The channel that carries, or null where this console has none of that name. */
export function channelOf(carrier: Carrier): Channel | null {
  return channels.find((channel) => channel.carrier === carrier) ?? null;
}
