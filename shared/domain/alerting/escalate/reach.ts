import { unreachable } from '../../../lib/unreachable';
import type { Channel, NotificationConfiguration } from '../../notifications/configuration';
import type { NotificationDefaults, NotificationSettings } from '../../notifications/defaults';
import type { Delivery } from '../../notifications/delivery';
import type { NotificationEvent } from '../../notifications/event';
import { aDelivery, minutesAfter } from '../../notifications/plan/delivery-form';
import { destinationsOf } from '../../notifications/plan/destinations';
import { shortKey } from '../../notifications/plan/short-key';
import { type Instant, instantOf, msOf } from '../../primitives';
import { type Person, rulesOf } from '../on-call/person';
import type { OnCallSettings } from '../on-call/settings';
import { spreadMs } from './limits';
import type { AskedChannel, AskedPerson, HeardPerson, Reach } from './who';

export interface ReachInput {
  readonly event: NotificationEvent;
  readonly reach: readonly Reach[];
  readonly notifications: NotificationSettings;
  readonly onCall: OnCallSettings;
  readonly now: Instant;
  /** Sortable. */
  readonly makeId: () => string;
  /** What is sent of this event anyway: nobody hears the same twice. */
  readonly already: readonly Delivery[];
}

const PERSON = 'person:';

/** A person as deliveries see it: a configuration of their own whose contact methods are the channels of its escalation. */
export function configurationOf({ id, name, methods }: Person): NotificationConfiguration {
  return {
    NotificationId: `${PERSON}${id}`,
    Name: name,
    Enabled: true,
    EventFilters: {},
    Channels: [],
    Escalation: { Enabled: true, DelayMinutes: 1, EscalationChannels: methods.map(({ channel }) => channel) },
  };
}

/**
 * The deliveries with which a step reaches whom it asks: a person by their own rules, the later ones planned with `notBefore` and
 * withdrawn when somebody answers; a channel at once.
 */
export function reachDeliveries(input: ReachInput): Delivery[] {
  const known = new Set(input.already.map(({ idempotencyKey }) => idempotencyKey));
  return input.reach
    .flatMap((reach) => deliveriesTo(reach, input))
    .filter(({ idempotencyKey }) => {
      const isNew = !known.has(idempotencyKey);
      known.add(idempotencyKey);
      return isNew;
    });
}

function deliveriesTo(reach: Reach, input: ReachInput): Delivery[] {
  switch (reach.kind) {
    case 'person':
      return toPerson(reach, input);
    case 'heard':
      return toWhoHeard(reach, input);
    case 'channel':
      return toChannel(reach, input);
    default:
      return unreachable(reach);
  }
}

function toChannel(reach: AskedChannel, input: ReachInput): Delivery[] {
  const configuration = input.notifications.Notifications.find(({ NotificationId }) => NotificationId === reach.notificationId);
  const channel = configuration?.Channels[reach.channelIndex];
  if (configuration === undefined || channel === undefined) return [];
  return destinationsOf(channel, configuration.Name, input.notifications.Defaults).map((destination) =>
    aDelivery(
      {
        event: input.event,
        configuration,
        channel,
        channelIndex: reach.channelIndex,
        step: 0,
        destination,
        why: `escalated to ${reach.to}`,
        alsoMatched: [],
        notBefore: null,
        test: false,
      },
      making(input),
    ),
  );
}

function toPerson(reach: AskedPerson, input: ReachInput): Delivery[] {
  const person = input.onCall.people.find(({ id }) => id === reach.personId);
  if (person === undefined) return [];
  const times = new Map<string, number>();
  return rulesOf(person, reach.grade).flatMap(({ methodId, afterMinutes }) => {
    const channelIndex = person.methods.findIndex(({ id }) => id === methodId);
    const channel = person.methods[channelIndex]?.channel;
    if (channel === undefined || channel.Configuration.Enabled === false) return [];
    const again = times.get(methodId) ?? 0;
    times.set(methodId, again + 1);
    return destinationsOf(channel, person.name, input.notifications.Defaults).map((destination) => {
      const made = aDelivery(
        {
          event: input.event,
          configuration: configurationOf(person),
          channel,
          channelIndex,
          step: 1,
          destination,
          why: `${reach.to} is asked, ${afterMinutes === 0 ? 'at once' : `${afterMinutes} min after the first message`}`,
          alsoMatched: [],
          notBefore: notBefore(channel, afterMinutes, reach, input),
          test: false,
        },
        making(input),
      );
      return {
        ...made,
        locale: channel.Configuration.Locale ?? person.locale ?? made.locale,
        // The same words by the same way once more, later.
        idempotencyKey: again === 0 ? made.idempotencyKey : shortKey(`${made.idempotencyKey}|${again}`),
      };
    });
  });
}

/** What became of it goes the ways by which they were asked so far; but nobody is woken by a text message to hear that they may sleep. */
function toWhoHeard({ personId, grade, since }: HeardPerson, input: ReachInput): Delivery[] {
  const person = input.onCall.people.find(({ id }) => id === personId);
  if (person === undefined) return [];
  const used = new Set(
    rulesOf(person, grade).flatMap(({ methodId, afterMinutes }) =>
      minutesAfter(since, afterMinutes) <= input.now ? [methodId] : [],
    ),
  );
  return person.methods.flatMap(({ id, channel }, channelIndex) => {
    if (!used.has(id) || channel.Type === 'SMS' || channel.Configuration.Enabled === false) return [];
    return destinationsOf(channel, person.name, input.notifications.Defaults).map((destination) => ({
      ...aDelivery(
        {
          event: input.event,
          configuration: configurationOf(person),
          channel,
          channelIndex,
          step: 1,
          destination,
          why: `${person.name} was asked`,
          alsoMatched: [],
          notBefore: null,
          test: false,
        },
        making(input),
      ),
    }));
  });
}

function notBefore(channel: Channel, afterMinutes: number, { asked }: AskedPerson, { now }: ReachInput): Instant | null {
  const wanted = minutesAfter(now, afterMinutes);
  const delay = afterMinutes * 60_000;
  const at = spreadMs(
    channel.Type,
    asked.map((moment) => msOf(moment) + delay),
    msOf(wanted),
  );
  return at <= msOf(now) ? null : instantOf(at);
}

function making({ notifications, now, makeId }: ReachInput): {
  defaults: NotificationDefaults;
  now: Instant;
  makeId: () => string;
} {
  return { defaults: notifications.Defaults, now, makeId };
}
