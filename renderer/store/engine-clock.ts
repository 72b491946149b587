import type { EngineView } from '../../shared/domain/view';

export type EngineClock = EngineView['clock'];

/**
 * The engine's time, epoch milliseconds, at wall moment `wallMs`: ages count on between two deltas. In a rehearsal this is
 * simulated time; while it is paused it stands.
 */
export function engineNowMs(clock: EngineClock, wallMs: number): number {
  const passed = wallMs - Date.parse(clock.wallNow);
  return Date.parse(clock.now) + passed * (clock.paused ? 0 : clock.speed);
}
