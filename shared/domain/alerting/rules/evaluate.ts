import { unreachable } from '../../../lib/unreachable';
import type { Operator, TreatMissingData } from './configuration';
import { breaches, worseOf } from './operators';

export type RuleState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** M of N periods must breach. */
export interface Judgement {
  readonly operator: Operator;
  readonly threshold: number;
  /** While in alarm, values are held against this one instead; null where it is the same. */
  readonly clearThreshold: number | null;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missing: TreatMissingData;
}

export interface Verdict {
  readonly state: RuleState;
  /** Values that breach, of those that were looked at. */
  readonly breaching: number;
  readonly considered: number;
  /** Periods without a value that had to be filled in. */
  readonly filled: number;
  /** The worst and the newest value that were looked at; null without any. */
  readonly worst: number | null;
  readonly newest: number | null;
}

/**
 * M of N, as CloudWatch judges. `window` holds one value a period, oldest first, null where none was measured; it is longer than N (the
 * evaluation range), so that real values are used first: the newest N of them. Only where fewer exist is the rest filled in, by how
 * missing data is to be treated:
 *
 * - `missing`: INSUFFICIENT_DATA without any value. ALARM where every value there is breaches and the oldest of them is at least M
 *   periods old, for then what is missing would have to be good M times over.
 * - `ignore`: the state stays, unless the values there are decide by themselves, or one of them is good.
 * - `breaching`, `notBreaching`: as if they were.
 *
 * The way back is the same rule, not met, against `clearThreshold`. Nothing measured is never OK by itself.
 */
export function evaluate(judgement: Judgement, window: readonly (number | null)[], before: RuleState): Verdict {
  const { evaluationPeriods, datapointsToAlarm, missing, operator } = judgement;
  const against = before === 'ALARM' ? (judgement.clearThreshold ?? judgement.threshold) : judgement.threshold;
  const real: { readonly value: number; readonly age: number }[] = [];
  for (let index = window.length - 1; index >= 0 && real.length < evaluationPeriods; index -= 1) {
    const value = window[index];
    if (value !== null && value !== undefined) real.push({ value, age: window.length - index });
  }
  const breaching = real.filter(({ value }) => breaches(value, operator, against)).length;
  const filled = evaluationPeriods - real.length;
  const oldestAge = real.at(-1)?.age ?? 0;
  return {
    state: stateOf(),
    breaching,
    considered: real.length,
    filled,
    worst: real.reduce<number | null>((worst, { value }) => worseOf(worst, value, operator), null),
    newest: real[0]?.value ?? null,
  };

  function stateOf(): RuleState {
    if (breaching >= datapointsToAlarm) return 'ALARM';
    if (filled === 0) return 'OK';
    const isAllBad = real.length > 0 && breaching === real.length;
    switch (missing) {
      case 'missing':
        if (real.length === 0) return 'INSUFFICIENT_DATA';
        return isAllBad && oldestAge >= datapointsToAlarm ? 'ALARM' : 'OK';
      case 'ignore':
        return real.length === 0 || isAllBad ? before : 'OK';
      case 'breaching':
        return breaching + filled >= datapointsToAlarm ? 'ALARM' : 'OK';
      case 'notBreaching':
        return 'OK';
      default:
        return unreachable(missing);
    }
  }
}
