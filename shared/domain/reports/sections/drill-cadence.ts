import { z } from 'zod';
import { outcomeOf } from '../../metrics/derive/outcomes';
import { type Instant, instantOf, msOf } from '../../primitives';
import type { Execution } from '../../view';
import type { Period, Tone } from '../blocks';
import type { SectionKind } from '../section-kind';
import type { PlanRecord } from '../sources';
import { sharedTone } from './figures';
import { isOfPlans, ofPlans, periodField, periodical, plansField } from './settings';

const Configuration = z.looseObject({ ...periodical, ...ofPlans });

const DAY_MS = 86_400_000;
type Standing = 'kept' | 'not-kept' | 'never' | 'no-cadence';
const toneOf: Readonly<Record<Standing, Tone>> = { kept: 'good', 'not-kept': 'bad', never: 'bad', 'no-cadence': 'neutral' };

/** How one plan was drilled within a period. */
export interface PlanCadence {
  readonly plan: PlanRecord;
  /** Begun within the period. */
  readonly drills: number;
  /** Of those, completed with every server. */
  readonly succeeded: number;
  /** When the newest one that succeeded ended, also before the period. */
  readonly lastAt: Instant | null;
  /** Longest time without a drill that succeeded, within the period, milliseconds; null where there never was one. */
  readonly longestGapMs: number | null;
  readonly dueAt: Instant | null;
  readonly standing: Standing;
}

/**
 * Whether each plan was drilled as often as was promised: at no moment of the period more than `drillEveryDays` since the last drill
 * that completed with every server. Nothing is held against a plan before the first execution of it that anybody saw.
 */
export function cadenceWithin(plans: readonly PlanRecord[], executions: readonly Execution[], period: Period): PlanCadence[] {
  return plans.map((plan) => {
    const its = executions.filter((one) => isDrillOf(plan, one));
    const within = its.filter(({ startedAt }) => startedAt !== null && startedAt >= period.from && startedAt < period.to);
    const ends = its
      .flatMap((one) => (outcomeOf(one) === 'succeeded' && one.endedAt !== null && one.endedAt < period.to ? [one.endedAt] : []))
      .sort();
    const lastAt = ends.at(-1) ?? null;
    const every = plan.objective.drillEveryDays;
    const longestGapMs = lastAt === null ? null : longestGap(ends, { from: firstOf(its, period), to: period.to });
    return {
      plan,
      drills: within.length,
      succeeded: within.filter((one) => outcomeOf(one) === 'succeeded').length,
      lastAt,
      longestGapMs,
      dueAt: lastAt === null || every === null ? null : instantOf(msOf(lastAt) + every * DAY_MS),
      standing: standingOf(every, longestGapMs),
    };
  });
}

function standingOf(everyDays: number | null, gapMs: number | null): Standing {
  if (everyDays === null) return 'no-cadence';
  if (gapMs === null) return 'never';
  return gapMs <= everyDays * DAY_MS ? 'kept' : 'not-kept';
}

/** The beginning of the period, or of the first drill that was seen where that is later. */
function firstOf(executions: readonly Execution[], { from }: Period): Instant {
  const first = executions.flatMap(({ startedAt }) => startedAt ?? []).sort()[0] ?? from;
  return first > from ? first : from;
}

/** From the last drill before `from` (or from there) over each one after it to the end. */
function longestGap(ends: readonly Instant[], { from, to }: Pick<Period, 'from' | 'to'>): number {
  const before = ends.filter((at) => at < from).at(-1) ?? from;
  const moments = [before, ...ends.filter((at) => at >= from), to].map(msOf);
  return moments.slice(1).reduce((most, at, index) => Math.max(most, at - (moments[index] ?? at)), 0);
}

function isDrillOf(plan: PlanRecord, { planId, planName, executionType }: Execution): boolean {
  const isPlan = planId === null ? planName === plan.name : planId === plan.planId;
  return isPlan && executionType.toUpperCase() === 'DRILL';
}

/** Whether drills were held as often as was promised. */
export const drillCadence: SectionKind<typeof Configuration> = {
  type: 'DRILL_CADENCE',
  Configuration,
  fields: [periodField, plansField],
  build({ configuration, sources, period, words }) {
    const plans = sources.plans().filter(({ planId, name }) => isOfPlans(configuration, { planId, planName: name }));
    if (plans.length === 0) return [{ kind: 'text', paragraphs: [words('cadence.noPlans')] }];
    const past: Period = { ...period, from: instantOf(0) };
    const cadences = cadenceWithin(plans, [...sources.executions(past)], period);
    const asked = cadences.filter(({ standing }) => standing !== 'no-cadence');
    const kept = asked.filter(({ standing }) => standing === 'kept').length;
    const share = asked.length === 0 ? null : kept / asked.length;
    const drills = cadences.reduce((sum, one) => sum + one.drills, 0);
    return [
      {
        kind: 'figures',
        figures: [
          {
            label: words('cadence.kept'),
            value: share,
            unit: 'fraction',
            ...sharedTone(share),
            note: share === null ? words('cadence.noneAsked') : words('cadence.keptNote', { kept, all: asked.length }),
          },
          {
            label: words('cadence.drills'),
            value: drills,
            unit: 'count',
            note: words('cadence.drillsNote', { succeeded: cadences.reduce((sum, one) => sum + one.succeeded, 0) }),
          },
        ],
      },
      {
        kind: 'table',
        caption: words('cadence.caption'),
        columns: [
          { key: 'plan', title: words('column.plan'), kind: 'text', weight: 2.5 },
          { key: 'every_days', title: words('column.everyDays'), kind: 'integer' },
          { key: 'drills', title: words('cadence.drills'), kind: 'integer' },
          { key: 'succeeded', title: words('outcome.succeeded'), kind: 'integer' },
          { key: 'last_at', title: words('column.lastDrill'), kind: 'instant', weight: 1.6 },
          { key: 'longest_gap', title: words('column.longestGap'), kind: 'duration' },
          { key: 'due_at', title: words('column.due'), kind: 'instant', weight: 1.6 },
          {
            key: 'standing',
            title: words('column.result'),
            kind: 'status',
            weight: 1.4,
            tones: Object.fromEntries(Object.entries(toneOf).map(([standing, tone]) => [words(`cadence.is-${standing}`), tone])),
          },
        ],
        count: cadences.length,
        rows: () =>
          cadences.map(({ plan, drills: held, succeeded, lastAt, longestGapMs, dueAt, standing }) => [
            plan.name,
            plan.objective.drillEveryDays,
            held,
            succeeded,
            lastAt,
            longestGapMs,
            dueAt,
            words(`cadence.is-${standing}`),
          ]),
        empty: words('cadence.noPlans'),
        note: words('cadence.note'),
      },
    ];
  },
};
