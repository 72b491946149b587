import type { Core } from '../engine-api';
import type { Ports } from '../ports';
import { emptyInbox, lookIntoInbox } from './inbox';

interface FollowOptions {
  readonly dataDir: string;
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly commit: Core['commit'];
}

const LOOK_EVERY_MS = 2_000;

/** Records what programs beside this console did. `look` is called often and looks every few seconds, and at the first call. */
export function followInbox({ dataDir, ports, commit }: FollowOptions): { look(): void } {
  const { clock, wall, log } = ports;
  let lookedAtMs: number | null = null;
  return {
    look() {
      const nowMs = wall.monoMs();
      if (lookedAtMs !== null && nowMs - lookedAtMs < LOOK_EVERY_MS) return;
      lookedAtMs = nowMs;
      const { requests, refused } = lookIntoInbox(dataDir);
      for (const { file, reason } of refused) log.warn({ file, reason }, 'a file of the inbox cannot be understood');
      const recorded = requests.filter(({ actor, event, madeAt }) => {
        const done = commit([{ ...event, at: clock.now() }], actor);
        if (!done.ok) log.warn({ reason: done.error.message, madeAt }, 'what lies in the inbox cannot be recorded now');
        return done.ok;
      });
      emptyInbox({ requests: recorded, refused });
    },
  };
}
