import type { Channel } from '../../../shared/domain/notifications/configuration';
import type { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import type { Path } from '../../../shared/domain/notifications/secret-fields';
import { readDestination } from '../channels/http/destination';
import { teamsUrlTrouble } from '../channels/teams';
import type { WriteProblem } from '../notifications-api';
import { channelsIn } from './channels-in';
import { logoProblem } from './logo';
import { invalidAt } from './write-problem';

/** The first thing in settings of the right form that can never work, or null. What may work one day is for the checks. */
export function ruleBroken(settings: NotificationSettings): WriteProblem | null {
  return tooMany(settings) ?? twiceTheSameId(settings) ?? channelProblem(settings) ?? defaultsProblem(settings);
}

/** Every commit asks each of them. */
const MOST_CONFIGURATIONS = 500;
const MOST_CHANNELS = 50;

function tooMany({ Notifications }: NotificationSettings): WriteProblem | null {
  if (Notifications.length > MOST_CONFIGURATIONS)
    return invalidAt(['Notifications'], `at most ${MOST_CONFIGURATIONS} configurations`);
  const index = Notifications.findIndex(
    ({ Channels, Escalation }) => Channels.length + (Escalation?.EscalationChannels.length ?? 0) > MOST_CHANNELS,
  );
  return index < 0 ? null : invalidAt(['Notifications', index, 'Channels'], `at most ${MOST_CHANNELS} channels`);
}

function twiceTheSameId({ Notifications }: NotificationSettings): WriteProblem | null {
  const seen = new Set<string>();
  for (const [index, { NotificationId }] of Notifications.entries()) {
    if (seen.has(NotificationId))
      return invalidAt(
        ['Notifications', index, 'NotificationId'],
        `${NotificationId} stands twice; each configuration has its own`,
      );
    seen.add(NotificationId);
  }
  return null;
}

function channelProblem(settings: NotificationSettings): WriteProblem | null {
  for (const { channel, path } of channelsIn(settings)) {
    const problem =
      headerProblem(channel, [...path, 'Headers']) ?? urlProblem(channel, path, settings.Defaults.AllowedPrivateHosts);
    if (problem !== null) return problem;
  }
  return null;
}

/** These carry the message itself, or its signature. */
const OWN_HEADERS = /^(?:content-(?:type|length|encoding)|host|connection|transfer-encoding|webhook-.*)$/i;

function headerProblem(channel: Channel, path: Path): WriteProblem | null {
  if (channel.Type !== 'WEBHOOK') return null;
  for (const [name, value] of Object.entries(channel.Configuration.Headers ?? {})) {
    if (OWN_HEADERS.test(name)) return invalidAt([...path, name], 'this header belongs to the message itself; leave it out');
    if (typeof value === 'string' && /[\r\n\0]/.test(value))
      return invalidAt([...path, name], 'a header is one line, without control characters');
  }
  return null;
}

const URL_FIELDS = ['WebhookUrl', 'ApiUrl', 'EventsUrl'];

/** Of addresses that were typed; those behind a reference were looked at when they were. */
function urlProblem({ Configuration }: Channel, path: Path, allowed: readonly string[]): WriteProblem | null {
  for (const name of URL_FIELDS) {
    const held: unknown = Configuration[name];
    const message = typeof held === 'string' ? urlFault(held, allowed) : null;
    if (message !== null) return invalidAt([...path, name], message);
  }
  return null;
}

function urlFault(url: string, allowedPrivateHosts: readonly string[]): string | null {
  const destination = readDestination(url, { allowedPrivateHosts, onlyLoopback: false });
  return destination.ok ? teamsUrlTrouble(url) : destination.error;
}

function defaultsProblem({ Defaults }: NotificationSettings): WriteProblem | null {
  const { TimeZone, QuietHours, Branding } = Defaults;
  if (!isTimeZone(TimeZone)) return invalidAt(['Defaults', 'TimeZone'], 'give an IANA time zone such as Europe/Berlin');
  if (!isTimeZone(QuietHours.TimeZone))
    return invalidAt(['Defaults', 'QuietHours', 'TimeZone'], 'give an IANA time zone such as Europe/Berlin');
  const logo = Branding.Logo === undefined ? null : logoProblem(Branding.Logo);
  return logo === null ? null : invalidAt(['Defaults', 'Branding', 'Logo'], logo);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
