import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Actor, Clock, Wall } from '../ports';

/** Counts callers that were turned away and records them, bounded: whoever knocks a million times fills no disk. */
export interface Refusals {
  note(reason: string): void;
  /** Records what has been counted since the last record. */
  flush(): void;
}

interface RefusalsOptions {
  readonly host: Actor['host'];
  readonly clock: Pick<Clock, 'now'>;
  readonly wall: Pick<Wall, 'monoMs'>;
  readonly record: (event: ConsoleEvent) => void;
}

const RECORD_EVERY_MS = 60_000;
const MOST_REASONS = 20;

export function createRefusals({ host, clock, wall, record }: RefusalsOptions): Refusals {
  const counts = new Map<string, number>();
  let recordedAtMs = Number.NEGATIVE_INFINITY;

  function flush(): void {
    for (const [reason, count] of counts) record({ type: 'access.refused', at: clock.now(), host, reason, count });
    if (counts.size > 0) recordedAtMs = wall.monoMs();
    counts.clear();
  }

  return {
    note(reason) {
      const known = counts.has(reason) || counts.size < MOST_REASONS ? reason : 'other reasons';
      counts.set(known, (counts.get(known) ?? 0) + 1);
      if (wall.monoMs() - recordedAtMs >= RECORD_EVERY_MS) flush();
    },
    flush,
  };
}
