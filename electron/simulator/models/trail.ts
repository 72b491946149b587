import type { Buses, SimulatedTime } from '../world';
import type { BusStore } from './buses';
import { isRecord } from './json';
import type { Place } from './metrics';

/** A trail that logs management events of its account. */
export interface Trail extends Place {
  readonly name: string;
  readonly arn: string;
  isLogging: boolean;
}

/** An event of the history, with the record as EventBridge carries it. */
export interface TrailEvent extends Place {
  readonly at: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** CloudTrail: trails, 90 days of history, and events through EventBridge. */
export interface Trails {
  /** Without one that logs, nothing of an account reaches EventBridge; the history is kept all the same. */
  add(place: Place, name: string): Trail;
  list(account: string): readonly Trail[];
  find(account: string, nameOrArn: string): Trail | null;
  /** Puts an event on the bus and into the history. */
  put: Buses['put'];
  /** Newest first. */
  history(place: Place): readonly TrailEvent[];
}

/** Older events are forgotten. */
const KEPT_EVENTS = 5_000;

export function createTrails({ time, buses }: { readonly time: SimulatedTime; readonly buses: BusStore }): Trails {
  const trails = new Map<string, Trail>();
  const events: TrailEvent[] = [];
  const ofAccount = (account: string) => [...trails.values()].filter((trail) => trail.account === account);
  return {
    add: ({ account, region }, name) => {
      const arn = `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;
      const trail: Trail = { account, region, name, arn, isLogging: true };
      trails.set(arn, trail);
      return trail;
    },
    list: ofAccount,
    find: (account, nameOrArn) => ofAccount(account).find(({ name, arn }) => name === nameOrArn || arn === nameOrArn) ?? null,
    put: (event) => {
      if (isRecord(event.detail)) {
        events.push({ account: event.account, region: event.region, at: time.now(), record: event.detail });
        if (events.length > KEPT_EVENTS * 1.25) events.splice(0, events.length - KEPT_EVENTS);
      }
      return ofAccount(event.account).some(({ isLogging }) => isLogging) ? buses.put(event) : '';
    },
    history: (place) => events.filter(({ account, region }) => account === place.account && region === place.region).reverse(),
  };
}
