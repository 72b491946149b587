import type { Severity } from '../../notice';
import type { Instant } from '../../primitives';
import type { Channel, NotificationConfiguration } from '../configuration';
import type { NotificationSettings } from '../defaults';
import { type Carrier, type Delivery, keepsPages } from '../delivery';
import type { NotificationEvent } from '../event';
import { familyOf } from '../event-types';
import { described, type Matchable, matchConfiguration } from '../match/match';
import { aDelivery, minutesAfter, type Planned } from './delivery-form';
import { destinationsOf } from './destinations';

/** The event whose page another one updates, acknowledges or closes. */
export interface Opening {
  readonly event: Matchable;
  readonly at: Instant;
  readonly acknowledgedAt: Instant | null;
}

export interface PlanInput {
  readonly event: NotificationEvent;
  /** For an event that updates, acknowledges or closes: whoever was told the beginning is told the rest. */
  readonly opening: Opening | null;
  readonly settings: NotificationSettings;
  readonly now: Instant;
  /** Sortable. */
  readonly makeId: () => string;
  /** A policy asks people about it: the one step of a configuration is left out. */
  readonly isEscalated?: boolean;
}

/**
 * Who hears of an event: one delivery for each destination, the first configuration in order winning where several would tell the
 * same one. What opens a page also plans its escalation (`step` 1 with `notBefore`), which is sent unless somebody answers before.
 * `step` 1 without `notBefore` goes, at once, to those an escalation has reached.
 */
export function planDeliveries({ event, opening, settings, now, makeId, isEscalated = false }: PlanInput): Delivery[] {
  const winners = new Map<string, Planned & { readonly alsoMatched: string[] }>();
  const opens = event.lifecycle === 'opens';
  for (const configuration of settings.Notifications) {
    for (const candidate of candidatesOf(
      isEscalated ? { ...configuration, Escalation: undefined } : configuration,
      event,
      opening,
      settings,
      now,
    )) {
      // Escalation repeats to those who heard the beginning; its end is told them once.
      const key = opens ? `${candidate.step}|${candidate.destination.key}` : candidate.destination.key;
      const winner = winners.get(key);
      if (winner === undefined) winners.set(key, { ...candidate, alsoMatched: [] });
      else note(winner, configuration);
    }
  }
  return [...winners.values()].map((planned) => aDelivery(planned, { defaults: settings.Defaults, now, makeId }));
}

function note(winner: Planned & { readonly alsoMatched: string[] }, { Name, NotificationId }: NotificationConfiguration): void {
  if (NotificationId !== winner.configuration.NotificationId && !winner.alsoMatched.includes(Name)) winner.alsoMatched.push(Name);
}

function candidatesOf(
  configuration: NotificationConfiguration,
  event: NotificationEvent,
  opening: Opening | null,
  settings: NotificationSettings,
  now: Instant,
): Planned[] {
  const voices = voicesOf(configuration, event, opening);
  if (voices.length === 0) return [];
  const escalated =
    event.lifecycle === 'opens' ? `not acknowledged within ${configuration.Escalation?.DelayMinutes} min` : 'it was escalated';
  const steps = [{ step: 0 as const, channels: configuration.Channels, notBefore: null, heard: voices }, ...escalationOf()];
  return steps.flatMap(({ step, channels, notBefore, heard }) =>
    channels.flatMap((channel, channelIndex) => {
      const voice = heard.find(({ severity }) => isLoudEnough(channel, severity));
      if (voice === undefined || channel.Configuration.Enabled === false) return [];
      return destinationsOf(channel, configuration.Name, settings.Defaults)
        .filter(({ carrier }) => understands(carrier, event))
        .map((destination) => ({
          event,
          configuration,
          channel,
          channelIndex,
          step,
          destination,
          why: step === 0 ? voice.why : `${escalated}: ${voice.why}`,
          alsoMatched: [],
          notBefore,
          test: false,
        }));
    }),
  );

  function escalationOf() {
    const { Escalation } = configuration;
    if (Escalation?.Enabled !== true) return [];
    const rest = { step: 1 as const, channels: Escalation.EscalationChannels };
    if (event.lifecycle === 'opens') {
      return canBeAnswered(event) ? [{ ...rest, notBefore: minutesAfter(now, Escalation.DelayMinutes), heard: voices }] : [];
    }
    const heard = voices.filter(({ ofOpening }) => ofOpening);
    return opening !== null && hasEscalated(opening, Escalation.DelayMinutes, now) ? [{ ...rest, notBefore: null, heard }] : [];
  }
}

/** What the console tells of itself without an alert, nobody could acknowledge in time; a script's page can be closed by the script. */
function canBeAnswered({ noticeId, alertKey, type }: NotificationEvent): boolean {
  return noticeId !== null || (alertKey !== null && familyOf(type) !== 'health');
}

interface Voice {
  readonly severity: Severity;
  readonly why: string;
  readonly ofOpening: boolean;
}

/** What of an event a configuration wants to hear: the event itself, and the end of what it was told the beginning of. */
function voicesOf(configuration: NotificationConfiguration, event: NotificationEvent, opening: Opening | null): Voice[] {
  const own = matchConfiguration(configuration, event);
  const voices = own.matches ? [{ severity: event.severity, why: own.why, ofOpening: false }] : [];
  if (opening === null || !matchConfiguration(configuration, opening.event).matches) return voices;
  const verb = event.lifecycle === 'opens' || event.lifecycle === 'informs' ? 'follows' : event.lifecycle;
  return [...voices, { severity: opening.event.severity, why: `${verb} ${described(opening.event)}`, ofOpening: true }];
}

function hasEscalated({ at, acknowledgedAt }: Opening, delayMinutes: number, now: Instant): boolean {
  const due = minutesAfter(at, delayMinutes);
  return due <= now && (acknowledgedAt === null || acknowledgedAt > due);
}

const rank: Readonly<Record<Severity, number>> = { INFO: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };

/** A text message costs money and sleep: critical only, unless somebody says otherwise. */
function isLoudEnough({ Type, Configuration }: Channel, severity: Severity): boolean {
  return rank[severity] >= rank[Configuration.MinimumSeverity ?? (Type === 'SMS' ? 'CRITICAL' : 'INFO')];
}

/**
 * PagerDuty and tickets know pages only; better words for what was told are for those who can put them in place of the old, or beside it.
 * What changes about an incident is news: it was waited for, and comes once an interval.
 */
function understands(carrier: Carrier, { lifecycle, alertKey, incident }: NotificationEvent): boolean {
  if (keepsPages.has(carrier)) return lifecycle !== 'informs' && alertKey !== null;
  return lifecycle !== 'updates' || carrier === 'slack-bot' || incident !== undefined;
}
