import type { Severity } from '../notice';
import type { NotificationEvent } from '../notifications/event';
import { eventTypes, familyOf } from '../notifications/event-types';
import { errorOf } from './facts';
import { formatDuration } from './locale-format';
import { shippedLanguage, translate, translateWord } from './messages';
import { translateCause, translateStep } from './sentences';

export const severityRank: Readonly<Record<Severity, number>> = { INFO: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };

/** Words that the event brings along are English; other languages say the same from its facts. */
function isEnglish(locale: string): boolean {
  return shippedLanguage(locale) === 'en';
}

/** What happened, in one line. Somebody else's events keep their own words in every language. */
export function headingOf(event: NotificationEvent, locale: string): string {
  if (isEnglish(locale) || event.type === 'custom.event') return event.title;
  const subject = subjectOf(event);
  return subject === null ? typeTitle(event, locale) : `${typeTitle(event, locale)}: ${subject}`;
}

/** What kind of thing happened, without whom it concerns. */
export function typeTitle({ type, title }: NotificationEvent, locale: string): string {
  if (type === 'custom.event') return title;
  return isEnglish(locale) ? eventTypes[type].title : translate(`title.${type}`, locale);
}

/** Whom or what an event concerns, in few words. */
export function subjectOf(event: NotificationEvent): string | null {
  const { server, wave, planName, source, permission, quota, security, delivery, custom } = event;
  switch (familyOf(event.type)) {
    case 'wave':
      return join(planName, wave?.label);
    case 'server':
    case 'drs':
      return server?.name ?? planName;
    case 'health':
      return source?.title ?? permission?.action ?? quota?.name ?? delivery?.channel ?? null;
    case 'security':
      return security?.what ?? null;
    case 'custom':
      return custom?.name ?? null;
    case 'execution':
      return planName;
    case 'incident':
      return event.incident === undefined ? planName : join(`${event.incident.number}`, planName);
    case 'alert':
      return server?.name ?? planName ?? source?.title ?? quota?.name ?? null;
  }
}

function join(...parts: readonly (string | null | undefined)[]): string | null {
  const known = parts.filter((part) => part !== null && part !== undefined && part !== '');
  return known.length === 0 ? null : known.join(', ');
}

/** What happened, in a sentence. */
export function summaryOf(event: NotificationEvent, locale: string): string {
  if (isEnglish(locale) || event.type === 'custom.event') return event.summary;
  const { execution, wave, server } = event;
  const counts = familyOf(event.type) === 'execution' ? execution : (wave ?? execution);
  return translate(`summary.${event.type}`, locale, {
    plan: event.planName,
    kind: execution === null ? null : translateWord(execution.type, locale),
    wave: wave?.label ?? nextWave(event),
    server: server?.name,
    total: counts?.total,
    launched: counts?.launched,
    failed: counts?.failed,
    running: execution?.instancesRunning,
    duration: formatDuration(execution?.durationSeconds, locale),
    lag: formatDuration(server?.lagSeconds, locale),
    state: event.failback?.to ?? (server === null ? null : translateWord(server.replicationState, locale)),
    error: translateCause(errorOf(event), locale) ?? event.source?.code,
    source: event.source?.title,
    permission: event.permission?.action,
    quota: event.quota?.name,
    used: event.quota?.used,
    limit: event.quota?.limit,
    channel: event.delivery?.channel,
    destination: event.delivery?.destination,
    who: event.security?.who,
    what: event.security?.what,
    by: event.acknowledgement?.by,
    firing: event.incident?.firing,
    // What became of it is said by the words around it.
    title: event.title.replace(
      /^(?:Acknowledged|Resolved|Incident \d+(?: is over| was taken| was escalated| needs an answer)?): /,
      '',
    ),
  });
}

function nextWave({ execution }: NotificationEvent): string | null {
  return execution?.waves.find(({ number }) => number === execution.pausedBeforeWave)?.label ?? null;
}

/** What to do now; steps nobody translated stay in English. */
export function stepsOf({ nextSteps }: NotificationEvent, locale: string): string[] {
  return isEnglish(locale) ? [...nextSteps] : nextSteps.map((step) => translateStep(step, locale));
}
