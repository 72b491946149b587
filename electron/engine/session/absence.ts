import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Ports, Wall } from '../ports';
import { createClockWatch } from './clock-watch';
import type { Session } from './session';

/** Time that nobody watched, and clocks that were set: recorded, and caught up with. */
export interface Absence {
  /** The host says that the computer slept. */
  woke(asleepSeconds: number): void;
  /** Looks whether the wall jumped since the last look. */
  look(): void;
}

interface AbsenceOptions {
  readonly ports: Pick<Ports, 'clock'> & { readonly wall: Pick<Wall, 'nowMs' | 'monoMs'> };
  readonly session: Pick<Session, 'id' | 'reopenBaseline'>;
  readonly owe: (events: readonly ConsoleEvent[]) => void;
  /** Reads everything anew. */
  readonly catchUp: () => void;
}

/**
 * A jump forward of at least this length is taken for sleep: a host without a power monitor, or a suspended virtual machine, says
 * nothing, and what ended meanwhile must be summed up, not alerted about one by one.
 */
const SLEEP_SECONDS = 60;

export function createAbsence({ ports, session, owe, catchUp }: AbsenceOptions): Absence {
  const { clock } = ports;
  const watch = createClockWatch(ports.wall);

  function woke(asleepSeconds: number): void {
    watch.accept();
    session.reopenBaseline();
    // The host counts on the wall; in a rehearsal the engine's clock went faster meanwhile.
    const asleep = Math.round(asleepSeconds * Math.max(1, clock.speed()));
    owe([{ type: 'session.woke', at: clock.now(), sessionId: session.id, asleepSeconds: asleep }]);
    catchUp();
  }

  return {
    woke,
    look() {
      const jumpSeconds = watch.look();
      if (jumpSeconds === 0) return;
      owe([{ type: 'clock.changed', at: clock.now(), sessionId: session.id, jumpSeconds }]);
      if (jumpSeconds >= SLEEP_SECONDS) woke(jumpSeconds);
    },
  };
}
