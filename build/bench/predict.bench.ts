import { performance } from 'node:perf_hooks';
import { foresee } from '../../shared/domain/prediction/futures';
import { learnFrom } from '../../shared/domain/prediction/history';
import type { BenchContext } from '../scripts/lib/bench-context';
import { type Drill, playEstate } from './lib/predict-drills';
import { calibrationOf, judgedKinds, reliabilityOf, scoreOf } from './lib/predict-score';
import { aLargeRun } from './lib/predict-sizes';

/** Estates, and drills of each: the first ones are only learned from. */
const [ESTATES, WARM, TESTED] = [44, 8, 12] as const;
const LOOK_EVERY_SECONDS = 120;

/**
 * Forecasts against simulated drills: the simulator's own platform and DRS in virtual time, courses from a generator that shares nothing
 * with the method. The seeds `bench-…` are kept apart from `dev-…`, with which the method was made: `-- --dev` plays those.
 */
export async function bench({ args, figure, say }: BenchContext): Promise<void> {
  const family = args.includes('--dev') ? 'dev-s' : 'bench-';
  const estates = Number(args.find((arg) => /^\d+$/.test(arg)) ?? ESTATES);
  const begun = performance.now();
  const drills: Drill[] = [];
  for (let number = 0; number < estates; number += 1) {
    drills.push(...playEstate({ seed: `${family}${number}`, warm: WARM, tested: TESTED, every: LOOK_EVERY_SECONDS }));
    if (number % 8 === 7)
      say(`${drills.length} simulated drills foreseen after ${Math.round((performance.now() - begun) / 1000)} s`);
  }
  const about = { simulated: true, seeds: family };
  const completed = drills.filter(({ status }) => status === 'SUCCEEDED');
  figure('simulated drills foreseen', drills.length, 'drills', {
    ...about,
    completed: completed.length,
    estates,
    servers: serversIn(drills),
  });
  for (const moment of ['all', 'start', 'wave', 'mid'] as const) {
    const { of, within50, within90, margin90, width90 } = calibrationOf(drills, moment);
    const more = { of, within50: percent(within50), margin: percent(margin90), medianWidth: percent(width90), moment };
    figure('true finish within the 90 % interval', percent(within90), '%', { ...about, ...more });
  }
  for (const drift of ['none', 'trend', 'step', 'waves']) {
    const { of, within50, within90 } = calibrationOf(
      drills.filter(({ traits }) => traits.drift === drift),
      'all',
    );
    figure('true finish within the 90 % interval', percent(within90), '%', { ...about, of, within50: percent(within50), drift });
  }
  const rto = reliabilityOf(drills);
  const table = rto.table.map(({ from, to, of, said, came }) => ({ from, to, of, said: percent(said), came: percent(came) }));
  figure('Brier score of missing the RTO', round(rto.brier), '', {
    ...about,
    of: rto.of,
    missed: rto.missed,
    ofAlwaysTheShare: round(rto.brierOfShare),
    table,
  });
  for (const kind of judgedKinds) {
    const score = scoreOf(drills, kind);
    const shares = { precision: percent(score.right / score.told), recall: percent(score.caught / score.cases) };
    figure(`warning ${kind}`, score.told, 'told', { ...about, ...score, ...shares });
  }
  for (const servers of [50, 500]) measure(servers, figure);
}

function measure(servers: number, figure: BenchContext['figure']): void {
  const { past, run, nowMs } = aLargeRun(servers);
  const learning = process.cpuUsage();
  const history = learnFrom(past);
  const learned = cpuMs(learning);
  foresee(run, history, nowMs);
  const took = Array.from({ length: 12 }, () => {
    const start = process.cpuUsage();
    foresee(run, history, nowMs);
    return cpuMs(start);
  }).sort((a, b) => a - b);
  figure(`one forecast, ${servers} servers`, round(took[took.length >> 1] ?? 0), 'ms', {
    simulated: true,
    worst: round(took.at(-1) ?? 0),
    learnMs: Math.round(learned),
  });
}

/** Processor time since then: others may use the machine too. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function serversIn(drills: readonly Drill[]): number {
  return drills.reduce((sum, { course }) => sum + course.servers.length, 0);
}

function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
