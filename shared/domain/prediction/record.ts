import type { EventOf } from '../events';
import { msOf } from '../primitives';
import type { ForecastMoment } from './forecast-events';

type Noted = EventOf<'forecast.noted'>;
type Told = Exclude<ForecastMoment, 'end'>;

interface Within {
  readonly of: number;
  readonly within50: number;
  readonly within90: number;
}

/** How noted forecasts did, held against the ends that were noted. */
export interface ForecastTally {
  readonly executions: number;
  readonly finish: Within;
  readonly byMoment: readonly (Within & { readonly moment: Told })[];
  readonly rto: { readonly of: number; readonly missed: number; readonly brier: number | null };
  readonly isSmall: boolean;
}

/** Below so many executions a share says little. */
const SMALL = 20;

/** Pairs what was foreseen with what came. What people made an execution wait for after the forecast is taken off. */
export function tallyOf(noted: readonly Noted[]): ForecastTally {
  const ends = new Map(noted.flatMap((event) => (event.ended === null ? [] : [[event.executionId, event] as const])));
  const pairs = noted.flatMap((event) => {
    const end = ends.get(event.executionId);
    return event.moment === 'end' || end === undefined ? [] : [{ event, end, moment: event.moment }];
  });
  const moments = ['start', 'wave', 'warning'] as const;
  const chances = pairs.flatMap(({ event, end }) => {
    const missed = isMissed(event, end);
    return event.missProbability === null || missed === null ? [] : [{ chance: event.missProbability, missed }];
  });
  const executions = new Set(pairs.map(({ event }) => event.executionId)).size;
  const squares = chances.reduce((sum, { chance, missed }) => sum + (chance - (missed ? 1 : 0)) ** 2, 0);
  return {
    executions,
    finish: within(pairs),
    byMoment: moments.map((moment) => ({ moment, ...within(pairs.filter((pair) => pair.moment === moment)) })),
    rto: {
      of: chances.length,
      missed: chances.filter(({ missed }) => missed).length,
      brier: chances.length === 0 ? null : squares / chances.length,
    },
    isSmall: executions < SMALL,
  };
}

function within(pairs: readonly { readonly event: Noted; readonly end: Noted }[]): Within {
  const counts = { of: 0, within50: 0, within90: 0 };
  for (const { event, end } of pairs) {
    const { finish } = event;
    if (finish === null || end.ended?.isCompleted !== true) continue;
    const truth = msOf(end.ended.at) - waitedAfter(event, end);
    counts.of += 1;
    if (truth >= msOf(finish.early) && truth <= msOf(finish.late)) counts.within50 += 1;
    if (truth >= msOf(finish.earliest) && truth <= msOf(finish.latest)) counts.within90 += 1;
  }
  return counts;
}

function waitedAfter(event: Noted, end: Noted): number {
  return Math.max(0, end.waitedSeconds - event.waitedSeconds) * 1000;
}

/** Whether the RTO was missed; one that failed missed it. Null where nobody set one. */
function isMissed({ deadline, waitedSeconds }: Noted, { ended, waitedSeconds: inAll }: Noted): boolean | null {
  if (deadline === null || ended === null) return null;
  if (!ended.isCompleted || ended.launchedAt === null) return true;
  return msOf(ended.launchedAt) - Math.max(0, inAll - waitedSeconds) * 1000 > msOf(deadline);
}
