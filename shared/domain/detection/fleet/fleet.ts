import type { Labels } from '../../metrics/labels';

/** A series that is watched, whether or not it is off. Only series of one `kind` (`replication-lag.level`) can be one fleet. */
export interface Watched {
  readonly key: string;
  readonly kind: string;
  /** What it may share with others: context, plan, subnet, agent version, instance type. */
  readonly labels: Labels;
}

/** A series that is off now. */
export interface Deviating {
  readonly key: string;
  /** 0 to 1, as the detector has it. */
  readonly score: number;
  readonly sinceMs: number;
}

/** All that is watched and all that is off at one moment. Keys are unique; what is off but not watched is nobody's member. */
export interface FleetMoment {
  readonly atMs: number;
  readonly watched: readonly Watched[];
  readonly deviating: readonly Deviating[];
}

/** What the members share: `members` of the `watched` series with this label are off. */
export interface Shared {
  readonly label: string;
  readonly value: string;
  readonly members: number;
  readonly watched: number;
  /** Labels that hold of exactly the same series, and say the same in other words. */
  readonly alike: readonly { readonly label: string; readonly value: string }[];
}

/** Series of one kind that went off together. */
export interface Fleet {
  /** Stable for as long as it lives, and the same when the same comes again: `replication-lag.level subnet=subnet-0a`. */
  readonly fleetId: string;
  readonly kind: string;
  /** Null where they share nothing the rest of the kind does not have. */
  readonly shared: Shared | null;
  readonly startedMs: number;
  /** Since when the first of them was off. */
  readonly sinceMs: number;
  /** Those that are off now, the strangest first. */
  readonly members: readonly Deviating[];
  /** Every series that was a member at some time, at most 5,000. */
  readonly everMembers: readonly string[];
  /** Series of this kind that are watched, and how many of them would be off by chance. */
  readonly watched: number;
  readonly expectedByChance: number;
  /** Since when too few of them are off for it to be one; null while it holds. */
  readonly quietSinceMs: number | null;
}

/** What is remembered from one moment to the next. Plain data. */
export interface FleetBook {
  readonly open: readonly Fleet[];
  /** Share of series that are off by themselves, by kind, smoothed over moments. */
  readonly rates: Readonly<Record<string, number>>;
}

export const emptyFleetBook: FleetBook = { open: [], rates: {} };

/** Every deviating series is a member of exactly one fleet of `open`, or stands in `single`. */
export interface FleetTurn {
  readonly open: readonly Fleet[];
  readonly ended: readonly Fleet[];
  /** Keys of what is off by itself. */
  readonly single: readonly string[];
  readonly book: FleetBook;
}
