import { z } from 'zod';
import { type Instant, msOf } from '../../primitives';
import type { PlanRecord } from '../../reports/sources';
import type { Facts } from '../facts';
import type { JudgedItem } from '../population';
import { defineEvidence } from './evidence-kind';
import { counted, judgeShare, longestGap, notAssessed } from './judging';
import { Days, Fraction } from './parameters';

const DAY_MS = 86_400_000;

/** Per plan: the longest it went without a completed drill, against how often one is due. */
export const drillCadence = defineEvidence({
  kind: 'drill-cadence',
  title: 'Drills were held as often as they are due',
  how: 'For every recovery plan, the longest time within the period in which no drill had completed, counted from the last one before it where one is known, is held against the drill interval of its objective; without one against everyDays, where that is given. A plan without any interval is not judged. A drill that completed counts, whatever it left behind: how well drills went is evidence of its own.',
  Parameters: z.strictObject({ everyDays: Days.nullable().default(null), atLeast: Fraction.default(1) }),
  judge({ everyDays, atLeast }, facts) {
    const plans = facts.plans();
    if (plans.length === 0) return notAssessed('No recovery plan is known to this console, so there is nothing to drill.');
    const due = plans.flatMap((plan) => {
      const days = plan.objective.drillEveryDays ?? everyDays;
      return days === null ? [] : [{ plan, days }];
    });
    const without = plans.length - due.length;
    const figures = [{ label: 'Plans without a drill interval', value: without, unit: 'count' }];
    if (due.length === 0)
      return notAssessed('No recovery plan has a drill interval. Set it in the settings under objectives.', figures);
    const held = drillsByPlan(facts, Math.max(...due.map(({ days }) => days)));
    const judged = judgeShare(facts, {
      what: 'recovery plans with a drill interval',
      items: due.map(({ plan, days }) => judgePlan(facts, plan, days, held.get(plan.planId) ?? [])),
      atLeast,
      label: 'Plans drilled in time',
      none: 'No recovery plan has a drill interval.',
      figures,
    });
    if (without === 0 || judged.result !== 'satisfied') return judged;
    const reason = `${counted(without, 'plan')} without a drill interval could not be judged.`;
    return { ...judged, result: 'partly', reasons: [...judged.reasons, reason] };
  },
});

function drillsByPlan(facts: Facts, days: number): ReadonlyMap<string, readonly Instant[]> {
  const held = new Map<string, Instant[]>();
  for (const { executionType, status, planId, endedAt } of facts.executionsSince(days)) {
    if (executionType !== 'DRILL' || status !== 'COMPLETED' || planId === null || endedAt === null) continue;
    if (endedAt > facts.until) continue;
    held.set(planId, [...(held.get(planId) ?? []), endedAt]);
  }
  return held;
}

function judgePlan({ period, until }: Facts, plan: PlanRecord, days: number, held: readonly Instant[]): JudgedItem {
  const times = held.map(msOf).sort((a, b) => a - b);
  const [from, to] = [msOf(period.from), msOf(until)];
  // What was before the period and is not known is not held against anybody: the first gap then begins with the period.
  const before = times.filter((ms) => ms <= from).at(-1) ?? from;
  const within = times.filter((ms) => ms > from && ms <= to);
  const longestMs = longestGap([before, ...within, to]);
  const longest = Math.floor(longestMs / DAY_MS);
  const last = held.at(-1) ?? null;
  const why =
    longestMs <= days * DAY_MS
      ? null
      : within.length === 0
        ? `No drill of it completed for ${counted(longest, 'day')}; one is due every ${counted(days, 'day')}.`
        : `${counted(longest, 'day')} passed without a completed drill; one is due every ${counted(days, 'day')}.`;
  return { what: plan.name, at: last, auditSeq: null, ref: { kind: 'plan', id: plan.planId }, why };
}
