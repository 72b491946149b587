import type { ConsoleEvent } from '../../../shared/domain/events';
import type { ContextId, SourceId } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import type { Core } from '../engine-api';
import type { Ports } from '../ports';

/** What a reading may use. `aws` gives clients for this context (and, where `accountId` is foreign, for its read role). */
export interface Reading {
  readonly contextId: ContextId;
  readonly aws: AwsContext;
  readonly core: Core;
  readonly ports: Ports;
  readonly signal: AbortSignal;
}

/**
 * One way of learning what AWS has. A source answers events that say something new; the runner schedules it, backs off, aborts, keeps
 * its health and commits. To add one: a file here and a line in `registry.ts`.
 */
export interface Source {
  readonly id: SourceId;
  readonly title: string;
  readonly chip: string;
  /** Seconds (engine clock) until the next reading, given what is going on: short while something runs, long when idle. */
  everySeconds(core: Core, contextId: ContextId): number;
  /** Reads once. Throws what the SDK throws; the runner turns it into a `SourceError`. */
  read(reading: Reading): Promise<readonly ConsoleEvent[]>;
}

export function defineSource(source: Source): Source {
  return source;
}
