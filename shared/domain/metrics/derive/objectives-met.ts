import { objectiveOf } from '../../objectives';
import type { Settings } from '../../settings';
import type { Execution } from '../../view';
import { outcomeOf } from './outcomes';

/** What was kept of a promise. `share` is null where nothing could be judged. */
export interface Kept<T> {
  readonly share: number | null;
  readonly met: readonly T[];
  readonly missed: readonly T[];
  /** Ended, but nobody promised anything, or it was never measured. */
  readonly unjudged: readonly T[];
}

type Judged = Pick<Execution, 'status' | 'detail' | 'counts' | 'planId' | 'durationSeconds'>;

/**
 * Executions that ended within the recovery time objective of their plan. One that failed, or left servers behind, kept no promise
 * however fast it was; cancelled and open ones are left out.
 */
export function rtoMet<E extends Judged>(executions: readonly E[], settings: Pick<Settings, 'objectives'>): Kept<E> {
  return keptOf(
    executions.filter((one) => !['open', 'cancelled'].includes(outcomeOf(one))),
    (one) => {
      const { rtoMinutes } = objectiveOf(settings, one.planId);
      if (rtoMinutes === null) return null;
      if (outcomeOf(one) !== 'succeeded') return false;
      return one.durationSeconds === null ? null : one.durationSeconds <= rtoMinutes * 60;
    },
  );
}

/** How far one replica was behind when its launch began. */
export interface PointMeasured {
  readonly planId: string | null;
  readonly planName: string;
  readonly server: string;
  /** ISO 8601. */
  readonly at: string;
  readonly seconds: number;
}

/** Launches whose replica was within the recovery point objective of their plan. */
export function rpoMet(points: readonly PointMeasured[], settings: Pick<Settings, 'objectives'>): Kept<PointMeasured> {
  return keptOf(points, ({ planId, seconds }) => {
    const { rpoMinutes } = objectiveOf(settings, planId);
    return rpoMinutes === null ? null : seconds <= rpoMinutes * 60;
  });
}

function keptOf<T>(things: readonly T[], judge: (thing: T) => boolean | null): Kept<T> {
  const of = (verdict: boolean | null): T[] => things.filter((thing) => judge(thing) === verdict);
  const [met, missed] = [of(true), of(false)];
  const judged = met.length + missed.length;
  return { share: judged === 0 ? null : met.length / judged, met, missed, unjudged: of(null) };
}
