import type { Execution, Participant, Phase } from '../../view';
import { outcomeOf } from './outcomes';
import { medianOf, spreadOf } from './statistics';

/** How long one phase of one wave took in the newest drill of a plan, beside what it took before. Seconds. */
export interface PhaseTrend {
  readonly planName: string;
  readonly contextId: string;
  readonly executionId: string;
  readonly waveNumber: number;
  readonly waveLabel: string;
  readonly phase: Phase;
  /** Median over the servers of the wave. */
  readonly lastSeconds: number;
  /** Median and median absolute deviation over the drills before. */
  readonly usualSeconds: number;
  readonly spreadSeconds: number;
  readonly drillsBefore: number;
  readonly worse: boolean;
}

/** Worse by more than both of these: a quarter of a phase of seconds is noise, and so is a minute of an hour. */
const WORSE_SHARE = 0.25;
const WORSE_SECONDS = 60;
/** Fewer drills say nothing of what is usual. */
export const FEWEST_BEFORE = 2;

type Ran = Pick<
  Execution,
  'executionId' | 'contextId' | 'planName' | 'executionType' | 'status' | 'detail' | 'counts' | 'startedAt' | 'waves'
>;
type Took = Pick<Participant, 'executionId' | 'waveNumber' | 'phases'>;

/** Phases of each plan's newest completed drill against the drills before it, the worst first. Plans with too few drills are absent. */
export function phaseTrends(
  executions: readonly Ran[],
  serversOf: (executionId: Ran['executionId']) => readonly Took[],
): readonly PhaseTrend[] {
  const byPlan = new Map<string, Ran[]>();
  for (const one of executions) {
    if (one.executionType.toUpperCase() !== 'DRILL' || one.startedAt === null) continue;
    if (outcomeOf(one) !== 'succeeded' && outcomeOf(one) !== 'with-losses') continue;
    const key = `${one.contextId} ${one.planName}`;
    byPlan.set(key, [...(byPlan.get(key) ?? []), one]);
  }
  return [...byPlan.values()]
    .flatMap((drills) => ofPlan(drills, serversOf))
    .sort((a, b) => Number(b.worse) - Number(a.worse) || excessOf(b) - excessOf(a));
}

function ofPlan(drills: readonly Ran[], serversOf: (executionId: Ran['executionId']) => readonly Took[]): PhaseTrend[] {
  const [last, ...before] = [...drills].sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? 1 : -1));
  if (last === undefined || before.length < FEWEST_BEFORE) return [];
  const past = before.map((one) => phaseSeconds(serversOf(one.executionId)));
  return [...phaseSeconds(serversOf(last.executionId))].flatMap(([key, taken]) => {
    const earlier = past.flatMap((one) => one.get(key)?.seconds ?? []);
    const usualSeconds = medianOf(earlier);
    if (usualSeconds === null || earlier.length < FEWEST_BEFORE) return [];
    const excess = taken.seconds - usualSeconds;
    return [
      {
        planName: last.planName,
        contextId: last.contextId,
        executionId: last.executionId,
        waveNumber: taken.waveNumber,
        waveLabel: last.waves.find((wave) => wave.waveNumber === taken.waveNumber)?.label ?? `${taken.waveNumber + 1}`,
        phase: taken.phase,
        lastSeconds: taken.seconds,
        usualSeconds,
        spreadSeconds: spreadOf(earlier) ?? 0,
        drillsBefore: earlier.length,
        worse: excess > WORSE_SECONDS && excess > usualSeconds * WORSE_SHARE,
      },
    ];
  });
}

interface Taken {
  readonly waveNumber: number;
  readonly phase: Phase;
  readonly seconds: number;
}

/** Median seconds of each phase that ended, by wave. */
function phaseSeconds(servers: readonly Took[]): ReadonlyMap<string, Taken> {
  const all = new Map<string, { readonly waveNumber: number; readonly phase: Phase; readonly seconds: number[] }>();
  for (const { waveNumber, phases } of servers) {
    for (const span of phases) {
      if (span.endedAt === null) continue;
      const key = `${waveNumber} ${span.phase}`;
      const held = all.get(key) ?? { waveNumber, phase: span.phase, seconds: [] };
      held.seconds.push((Date.parse(span.endedAt) - Date.parse(span.startedAt)) / 1000);
      all.set(key, held);
    }
  }
  return new Map([...all].map(([key, { seconds, ...rest }]) => [key, { ...rest, seconds: medianOf(seconds) ?? 0 }] as const));
}

function excessOf(trend: PhaseTrend): number {
  return trend.lastSeconds - trend.usualSeconds;
}
