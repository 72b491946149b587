import { msOf } from '../../primitives';
import type { Alert } from '../alert';
import type { AlertWorld } from '../world';

/** Changes of state lately. Moments that the clock has not reached again since it went back do not count. */
export function changesOf(turns: Alert['turns'], { now, alerting }: AlertWorld): number {
  const nowMs = msOf(now);
  const sinceMs = nowMs - alerting.flapping.minutes * 60_000;
  return turns.filter((at) => msOf(at) > sinceMs && msOf(at) <= nowMs).length;
}

/** What is kept of an alert that comes and goes; null where it does not, or not often enough. */
export function flappingNow(
  held: Alert['flapping'],
  turns: Alert['turns'],
  over: { readonly isOver: boolean; readonly because: string | null },
  world: AlertWorld,
): NonNullable<Alert['flapping']> | null {
  const changes = changesOf(turns, world);
  if (held !== undefined && held !== null) return { ...held, ...over, changes: held.changes + 1 };
  const { enabled, changes: most } = world.alerting.flapping;
  return enabled && changes >= most ? { since: world.now, changes, ...over } : null;
}
