import type { Escalation, EscalationTarget } from '../../../../shared/domain/alerting/escalate/escalation';
import { instantOf } from '../../../../shared/domain/primitives';

/** One step of an escalation as a rung of a ladder. */
export interface Rung {
  /** From 0. */
  readonly step: number;
  /** `ran` in this round. */
  readonly state: 'ran' | 'next' | 'later';
  /** When it is due; null for what ran, and where nothing more is due. */
  readonly dueAt: string | null;
  readonly targets: readonly EscalationTarget[];
  /** Whom it reached, in all rounds, oldest first. */
  readonly reached: Escalation['reached'];
  /** Whom it did not ask, and why. */
  readonly missed: NonNullable<Escalation['missed']>;
}

/** The steps of an escalation in their order, with what became of each and when the others are due if nobody answers. */
export function rungsOf(escalation: Escalation): readonly Rung[] {
  let dueMs = escalation.nextAt === null ? null : Date.parse(escalation.nextAt);
  return escalation.steps.map(({ targets }, step): Rung => {
    const reached = escalation.reached.filter((one) => one.step === step);
    const missed = (escalation.missed ?? []).filter((one) => one.step === step);
    if (step < escalation.step) return { step, state: 'ran', dueAt: null, targets, reached, missed };
    const isNext = step === escalation.step;
    if (!isNext && dueMs !== null) dueMs += (escalation.steps[step]?.delayMinutes ?? 0) * 60_000;
    const dueAt = dueMs === null ? null : instantOf(dueMs);
    return { step, state: isNext && dueAt !== null ? 'next' : 'later', dueAt, targets, reached, missed };
  });
}
