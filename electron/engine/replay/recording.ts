import type { Mark, Recording } from '../../../shared/contract/replay';
import type { JournalEntry } from '../../../shared/domain/events';
import type { Keyframes } from './keyframes';
import type { Timeline } from './timeline';

/** One recording, from the journal or from a file: when what was recorded, and what it adds up to. */
export interface Reel {
  readonly about: Recording;
  readonly timeline: Timeline;
  /** The first event that names the execution. */
  readonly firstSeq: number;
  readonly frames: Keyframes;
  /** The recording's own events about all of these subjects, newest first: at most `limit`, before `before`, none after `last`. */
  events(query: EventsAbout): JournalEntry[];
  /** Oldest first. */
  marks(): readonly Mark[];
}

export interface EventsAbout {
  readonly subjects: readonly string[];
  readonly before: number | null;
  readonly last: number;
  readonly limit: number;
}
