import type { Channel } from '../../../shared/domain/notifications/configuration';
import type { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import type { Path } from '../../../shared/domain/notifications/secret-fields';
import type { WriteProblem } from '../notifications-api';
import { channelsIn } from './channels-in';
import { logoProblem } from './logo';
import { isLoopbackHost, urlOf } from './loopback';
import { invalidAt } from './write-problem';

/** The first thing in settings of the right form that can never work, or null. What may work one day is for the checks. */
export function ruleBroken(settings: NotificationSettings): WriteProblem | null {
  return twiceTheSameId(settings) ?? channelProblem(settings) ?? defaultsProblem(settings);
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
    const problem = headerProblem(channel, [...path, 'Headers']) ?? urlProblem(channel, path);
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
function urlProblem({ Configuration }: Channel, path: Path): WriteProblem | null {
  for (const name of URL_FIELDS) {
    const held: unknown = Configuration[name];
    const message = typeof held === 'string' ? urlFault(held) : null;
    if (message !== null) return invalidAt([...path, name], message);
  }
  return null;
}

function urlFault(text: string): string | null {
  const url = urlOf(text);
  if (url === null) return 'give an https address';
  if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) return 'give an https address; plain http is for loopback only';
  if (url.username !== '' || url.password !== '') return 'leave user and password out of the address; give them as a header';
  if (/(?:^|\.)webhook\.office\.com$|^outlook\.office(?:365)?\.com$/i.test(url.hostname))
    return 'Office 365 connectors have ended; make a Workflows webhook in Teams and give its address';
  return null;
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
