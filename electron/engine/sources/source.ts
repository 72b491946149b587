import type { ConsoleEvent } from '../../../shared/domain/events';
import type { ContextId, Instant, SourceId } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';
import type { AwsContext, DrsPlace } from '../aws/aws-context';
import type { Core } from '../engine-api';
import type { Ports } from '../ports';
import type { Unreadable } from './normalise/normalised';

/** What a reading may use. `aws` gives clients for this context (and DRS of any place, through its read role). */
export interface Reading {
  readonly contextId: ContextId;
  readonly aws: AwsContext;
  readonly core: Core;
  readonly ports: Ports;
  readonly signal: AbortSignal;
  /** Engine clock when the reading began: what it answers is at least as new as this. */
  readonly at: Instant;
  /** Account and region, for a source that is read once per DRS place. */
  readonly place: DrsPlace | null;
  /** Engine clock of the last reading that was recorded in this session; null before the first. */
  readonly since: Instant | null;
  /** True for the first reading, and after a gap (sleep, a long outage): the time to look further back. */
  readonly first: boolean;
}

/** What is going on when the next reading is scheduled. */
export interface Going {
  readonly view: View;
  readonly contextId: ContextId;
  readonly place: DrsPlace | null;
  /** Engine clock, epoch milliseconds. */
  readonly nowMs: number;
}

/** What a reading brought. */
export interface Answer {
  /** What is new, in the order it is to be recorded. */
  readonly events: readonly ConsoleEvent[];
  /** Things that could not be understood; the rest was read all the same. */
  readonly unreadable?: readonly Unreadable[];
  /** Seconds (engine clock) until the next reading, where this answer knows better than `everySeconds`. */
  readonly nextSeconds?: number;
  /** Why there is nothing to read here, for a source that is not broken but has no use in this context; asked again after `nextSeconds`. */
  readonly restsBecause?: string;
  /** Runs once the events are recorded, and only then: the place to delete messages. */
  readonly recorded?: () => Promise<void>;
}

/**
 * One way of learning what AWS has. A source answers events that say something new; the runner schedules it, backs off, aborts, keeps
 * its health and commits. To add one: a file here and a line in `registry.ts`.
 */
export interface Source {
  readonly id: SourceId;
  readonly title: string;
  readonly chip: string;
  /** Read once per account and region that runs DRS, each with its own health and backoff; otherwise once per context. */
  readonly perPlace?: boolean;
  /** Why the source rests (a feature is switched off), or null. */
  restsBecause?(core: Core): string | null;
  /** Seconds (engine clock) until the next reading, given what is going on: short while something runs, long when idle. */
  everySeconds(going: Going): number;
  /** Wall seconds one reading may take by itself (a long poll); 0 for plain calls. */
  readonly longPollSeconds?: number;
  /** Reads once. Throws what the SDK throws; the runner turns it into a `SourceError`. */
  read(reading: Reading): Promise<Answer>;
}

export function defineSource(source: Source): Source {
  return source;
}
