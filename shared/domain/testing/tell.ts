import type { ConsoleEvent } from '../events';
import { evolve } from '../evolve/evolve';
import type { Outlook } from '../judge/outlook';
import { decide } from '../notifications/decide';
import { NotificationSettings } from '../notifications/defaults';
import type { Delivery } from '../notifications/delivery';
import type { NotificationEvent } from '../notifications/event';
import type { Instant } from '../primitives';
import { nothingPlayed, type Played, play, playTogether, tick } from './play';

/** A console in memory that also decides what people are told, as the engine's commit does. */
export interface Telling {
  readonly played: Played;
  /** In order. */
  readonly told: readonly NotificationEvent[];
  readonly deliveries: readonly Delivery[];
}

export const nothingTold: Telling = { played: nothingPlayed, told: [], deliveries: [] };

/** `wave.progressing` and `server.launched` are told only where somebody asks: this one asks for everything. */
export const everything = NotificationSettings.parse({
  Notifications: [
    {
      NotificationId: 'all',
      Name: 'Everything',
      EventFilters: {
        EventTypes: ['execution.*', 'wave.*', 'server.*', 'drs.*', 'health.*', 'security.*', 'alert.*', 'custom.*'],
      },
      Channels: [{ Type: 'WEBHOOK', Configuration: { WebhookUrl: { SecretRef: 'notify/all' } } }],
    },
  ],
});

export interface TellingOptions {
  readonly outlook?: Outlook;
  readonly settings?: NotificationSettings;
}

/** Each event is a commit of its own. */
export function tell(events: readonly ConsoleEvent[], from: Telling = nothingTold, options: TellingOptions = {}): Telling {
  return events.reduce(
    (telling, event) => after(play([event], telling.played, options.outlook), event.at, telling, options),
    from,
  );
}

/** Several events in one commit. */
export function tellTogether(events: readonly ConsoleEvent[], from: Telling, options: TellingOptions = {}): Telling {
  const now = events.at(-1)?.at;
  return now === undefined ? from : after(playTogether(events, now, from.played, options.outlook), now, from, options);
}

/** Time passes and nothing else happens. */
export function tellAt(now: Instant, from: Telling, options: TellingOptions = {}): Telling {
  return after(tick(from.played, now, options.outlook), now, from, options);
}

function after(next: Played, now: Instant, from: Telling, { settings = everything }: TellingOptions): Telling {
  let last = from.deliveries.length;
  const raised = decide({
    events: next.journal.slice(from.played.journal.length),
    before: from.played.state,
    state: next.state,
    view: next.view,
    now,
    settings,
    rehearsal: false,
    makeId() {
      last += 1;
      return `dlv-${last}`;
    },
  });
  return {
    played: { ...next, state: raised.reduce(evolve, next.state), journal: [...next.journal, ...raised] },
    told: [...from.told, ...raised.map(({ event }) => event)],
    deliveries: [...from.deliveries, ...raised.flatMap(({ deliveries }) => deliveries)],
  };
}
