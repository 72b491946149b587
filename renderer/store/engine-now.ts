import { engineNowMs } from './engine-clock';
import type { Page } from './page';

/** The engine's time at this moment, in epoch milliseconds, for what is asked once; in a replay the instant shown. */
export function engineNow({ store, wall }: Page): number {
  const { held, aheadMs } = store.getState();
  const clock = held?.view.engine.engine?.clock;
  return Math.floor(clock === undefined ? wall.nowMs() : engineNowMs(clock, wall.nowMs(), aheadMs ?? 0));
}
