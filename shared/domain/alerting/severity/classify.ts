import type { Severity } from '../../notice';
import type { Signal } from '../signal';
import type { AlertWorld } from '../world';

export interface Classified {
  readonly severity: Severity;
  /** Each reason a sentence part: "CRITICAL because it is a real recovery". Empty where the source's word stands. */
  readonly why: readonly string[];
}

/** How grave a signal is to the people who run this plan. */
export function classify(signal: Signal, _world: AlertWorld): Classified {
  return { severity: signal.severity, why: [] };
}
