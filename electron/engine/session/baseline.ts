import type { ContextId, Instant } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';
import type { Ports } from '../ports';

/** Whether what was missed while away can be summed up yet: only once every source has answered, or failed, since. */
export interface Baseline {
  isOpen(): boolean;
  /** The computer woke, or the program just started: everything is to be heard again. */
  reopen(): void;
}

interface BaselineOptions {
  readonly ports: Pick<Ports, 'clock' | 'wall'>;
  readonly contexts: readonly ContextId[];
  readonly sources: () => View['sources'];
}

/** A source that hangs must not keep the summary back for ever (wall time). */
const LONGEST_MS = 60_000;

export function createBaseline({ ports, contexts, sources }: BaselineOptions): Baseline {
  const { clock, wall } = ports;
  let since: Instant = clock.now();
  let sinceMonoMs = wall.monoMs();
  let open = true;

  function stillOpen(): boolean {
    if (wall.monoMs() - sinceMonoMs > LONGEST_MS) return false;
    const known = Object.values(sources());
    const isSilent = (contextId: ContextId) => !known.some((health) => health.contextId === contextId);
    const isAwaited = (health: (typeof known)[number]) =>
      health.state !== 'off' && (health.lastAttemptAt === null || health.lastAttemptAt < since);
    return contexts.some(isSilent) || known.some(isAwaited);
  }

  return {
    isOpen() {
      // Once closed it stays so: a source that is added later is news, not something missed.
      open = open && stillOpen();
      return open;
    },
    reopen() {
      since = clock.now();
      sinceMonoMs = wall.monoMs();
      open = true;
    },
  };
}
