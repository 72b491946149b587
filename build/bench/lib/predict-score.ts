import { msOf } from '../../../shared/domain/primitives';
import { type AskedAt, type Drill, isWithin } from './predict-drills';

export interface Calibration {
  readonly of: number;
  readonly within50: number;
  readonly within90: number;
  /** Half the width of a 95 % interval around the share within 90 %, as drills are independent and moments of one are not. */
  readonly margin90: number;
  /** Median width of the 90 % interval, as a share of the time that was left. */
  readonly width90: number;
}

/** How often the true finish lay within the intervals that were said. Only drills that completed have one. */
export function calibrationOf(drills: readonly Drill[], moment: AskedAt['moment'] | 'all'): Calibration {
  let [of, within50, within90] = [0, 0, 0];
  const widths: number[] = [];
  for (const drill of drills) {
    for (const asked of drill.asked) {
      if (moment !== 'all' && asked.moment !== moment) continue;
      const [half, most] = [isWithin(drill, asked, 50), isWithin(drill, asked, 90)];
      const { finish } = asked.forecast;
      if (half === null || most === null || finish === null) continue;
      of += 1;
      within50 += half ? 1 : 0;
      within90 += most ? 1 : 0;
      widths.push((msOf(finish.latest) - msOf(finish.earliest)) / Math.max(1, msOf(finish.middle) - asked.atMs));
    }
  }
  const share = within90 / Math.max(1, of);
  const margin90 = 1.96 * Math.sqrt((share * (1 - share)) / Math.max(1, Math.min(of, drills.length)));
  return {
    of,
    within50: within50 / of,
    within90: share,
    margin90,
    width90: widths.sort((a, b) => a - b)[widths.length >> 1] ?? 0,
  };
}

export interface WarningScore {
  readonly told: number;
  readonly right: number;
  /** Cases there were, and of how many it was told before. */
  readonly cases: number;
  readonly caught: number;
  /** Minutes between the warning and what it warned of: median, and of the shortest quarter the longest. */
  readonly minutesAhead: number | null;
  readonly minutesAheadQuarter: number | null;
}

/** What a kind of warning warns of, in one drill: each case by subject, with the moment at which it happened. */
type Cases = (drill: Drill) => ReadonlyMap<string, number>;

const failures: Cases = (drill) =>
  new Map(
    drill.course.servers.flatMap(({ sourceServerId, outcome, courses }) => {
      const last = courses.at(-1);
      if (outcome !== 'failed' || last === undefined) return [];
      return [[sourceServerId, last.startedMs + last.seconds * 1000] as const];
    }),
  );

const rtoMisses: Cases = (drill) => {
  const deadline = drill.asked[0]?.forecast.rto?.deadline;
  return drill.isRtoMissed === true && deadline !== undefined && drill.status === 'SUCCEEDED'
    ? new Map([['', msOf(deadline)]])
    : new Map();
};

/** Later than three of four were foreseen to be when it started. */
const late: Cases = (drill) => {
  const finish = drill.asked.find(({ moment }) => moment === 'start')?.forecast.finish;
  const isLate =
    drill.status === 'SUCCEEDED' && finish !== undefined && finish !== null && drill.endMs - waited(drill) > msOf(finish.late);
  return isLate ? new Map([['', drill.endMs]]) : new Map();
};

/** Servers whose launch was tried again, where their wave ended later than was foreseen when it began. */
const lateWaves: Cases = (drill) =>
  new Map(
    drill.course.servers.flatMap(({ sourceServerId, waveNumber, retries, outcome }) => {
      if (retries === 0 && outcome !== 'failed') return [];
      const wave = drill.course.waves.find((one) => one.waveNumber === waveNumber);
      const asked = drill.asked.filter(({ forecast }) => forecast.waves[waveNumber]?.finish != null)[0];
      const foreseen = asked?.forecast.waves[waveNumber]?.finish?.middle;
      if (outcome === 'failed') return [[sourceServerId, drill.endMs] as const];
      const end = wave?.launchedMs ?? null;
      return foreseen !== undefined && end !== null && end > msOf(foreseen) ? [[sourceServerId, end] as const] : [];
    }),
  );

function waited(drill: Drill): number {
  return drill.pauses.reduce((sum, [from, to]) => sum + (to - from), 0);
}

/** Servers that did not replicate when their wave was to begin, and were lost. */
const lostUnreplicated: Cases = (drill) => new Map([...failures(drill)].filter(([serverId]) => serverId === drill.stalled));

const judged = {
  'rto-at-risk': { cases: rtoMisses, bySubject: false, among: (drill: Drill) => drill.status === 'SUCCEEDED' },
  'phase-stuck': { cases: failures, bySubject: true, among: () => true },
  retrying: { cases: lateWaves, bySubject: true, among: () => true },
  replication: { cases: lostUnreplicated, bySubject: true, among: () => true },
  slow: { cases: late, bySubject: false, among: (drill: Drill) => drill.status === 'SUCCEEDED' },
} as const satisfies Record<
  string,
  { readonly cases: Cases; readonly bySubject: boolean; readonly among: (drill: Drill) => boolean }
>;

export type JudgedKind = keyof typeof judged;
export const judgedKinds: readonly JudgedKind[] = ['rto-at-risk', 'phase-stuck', 'retrying', 'replication', 'slow'];

/** Precision, recall and lead of one kind. What was told after the fact is neither right nor early. */
export function scoreOf(drills: readonly Drill[], kind: JudgedKind): WarningScore {
  const { cases, bySubject, among } = judged[kind];
  let [told, right, all, caught] = [0, 0, 0, 0];
  const ahead: number[] = [];
  for (const drill of drills) {
    if (!among(drill)) continue;
    const found: ReadonlyMap<string, number> = cases(drill);
    all += found.size;
    const seen = new Set<string>();
    for (const { warning, atMs } of drill.told) {
      if (warning.kind !== kind) continue;
      told += 1;
      const subject = bySubject ? (warning.sourceServerId ?? '') : '';
      const happened = found.get(subject);
      if (happened === undefined || happened < atMs) continue;
      right += 1;
      if (seen.has(subject)) continue;
      seen.add(subject);
      caught += 1;
      ahead.push((happened - atMs) / 60_000);
    }
  }
  ahead.sort((a, b) => a - b);
  return {
    told,
    right,
    cases: all,
    caught,
    minutesAhead: ahead[ahead.length >> 1] ?? null,
    minutesAheadQuarter: ahead[ahead.length >> 2] ?? null,
  };
}

export interface Reliability {
  readonly of: number;
  readonly missed: number;
  readonly brier: number;
  /** Of the share that is missed, said every time. */
  readonly brierOfShare: number;
  readonly table: readonly {
    readonly from: number;
    readonly to: number;
    readonly of: number;
    readonly said: number;
    readonly came: number;
  }[];
}

const EDGES = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.01] as const;

/** Chances to miss the RTO against what came, over drills that completed without a pause: what a person takes is not foreseen. */
export function reliabilityOf(drills: readonly Drill[]): Reliability {
  const pairs = drills.flatMap(({ asked, isRtoMissed, status, pauses }) => {
    if (isRtoMissed === null || status !== 'SUCCEEDED' || pauses.length > 0) return [];
    return asked.flatMap(({ forecast }) => {
      const chance = forecast.rto?.missProbability ?? null;
      return chance === null ? [] : [{ chance, came: isRtoMissed ? 1 : 0 }];
    });
  });
  const missed = pairs.reduce((sum, { came }) => sum + came, 0);
  const share = missed / pairs.length;
  const mean = (worth: (pair: (typeof pairs)[number]) => number) =>
    pairs.reduce((sum, pair) => sum + worth(pair), 0) / pairs.length;
  return {
    of: pairs.length,
    missed,
    brier: mean(({ chance, came }) => (chance - came) ** 2),
    brierOfShare: mean(({ came }) => (share - came) ** 2),
    table: EDGES.slice(0, -1).map((from, index) => {
      const to = EDGES[index + 1] ?? 1;
      const here = pairs.filter(({ chance }) => chance >= from && chance < to);
      const average = (worth: (pair: (typeof pairs)[number]) => number) =>
        here.reduce((sum, pair) => sum + worth(pair), 0) / Math.max(1, here.length);
      return {
        from,
        to: Math.min(1, to),
        of: here.length,
        said: average(({ chance }) => chance),
        came: average(({ came }) => came),
      };
    }),
  };
}
