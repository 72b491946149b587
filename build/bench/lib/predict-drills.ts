import { objectiveOf } from '../../../shared/domain/objectives';
import type { Forecast, ForecastWarning } from '../../../shared/domain/prediction/forecast';
import { forecastOf } from '../../../shared/domain/prediction/forecast-of';
import { learnFrom } from '../../../shared/domain/prediction/history';
import { courseOf, type ExecutionCourse } from '../../../shared/domain/prediction/past';
import { type ExecutionId, instantOf, msOf } from '../../../shared/domain/primitives';
import { anEstate, type Estate } from './predict-estate';
import { type DrillWorld, openWorld } from './predict-world';

/** One moment at which the forecast was asked, with what it said; `mid` is some way through a wave. */
export interface AskedAt {
  readonly moment: 'start' | 'wave' | 'mid';
  readonly atMs: number;
  readonly forecast: Forecast;
}

/** One simulated drill: what was said on the way, and what came of it. */
export interface Drill {
  readonly estate: string;
  readonly traits: Estate['traits'];
  readonly pastDrills: number;
  readonly status: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Pauses as [from, to]. */
  readonly pauses: readonly (readonly [number, number])[];
  readonly course: ExecutionCourse;
  readonly asked: readonly AskedAt[];
  /** Every warning told, when it was told first, and what was foreseen then. */
  readonly told: readonly { readonly warning: ForecastWarning; readonly atMs: number; readonly forecast: Forecast }[];
  readonly isRtoMissed: boolean | null;
  readonly stalled: string | null;
  readonly crowded: boolean;
}

export interface PlayOptions {
  readonly seed: string;
  /** Drills that are only learned from, and those that are foreseen. */
  readonly warm: number;
  readonly tested: number;
  /** Simulated seconds between two looks. */
  readonly every: number;
}

const BETWEEN_MS = 4 * 3_600_000;

/** Plays drills of one estate one after the other; each of the tested ones is foreseen from all before it. */
export function playEstate({ seed, warm, tested, every }: PlayOptions): Drill[] {
  const estate = anEstate(seed);
  const world = openWorld(estate, seed);
  const past: ExecutionCourse[] = [];
  const drills: Drill[] = [];
  let rtoMinutes: number | null = null;
  for (let number = 0; number < warm + tested; number += 1) {
    if (number === warm) rtoMinutes = objectiveFrom(past, seed);
    const drill = playDrill({
      estate,
      world,
      past,
      number,
      rtoMinutes,
      every: number < warm ? 600 : every,
      foresees: number >= warm,
    });
    past.push(drill.course);
    if (number >= warm) drills.push(drill);
    world.cleanUp();
    world.advanceTo(world.now() + BETWEEN_MS);
  }
  return drills;
}

/** An objective that is missed now and then: somewhat above the middle of the first drills. */
function objectiveFrom(past: readonly ExecutionCourse[], seed: string): number | null {
  const seconds = past.flatMap(({ outcome, startedMs, waves }) => {
    const launched = waves.at(-1)?.launchedMs ?? null;
    return outcome === 'completed' && launched !== null ? (launched - startedMs) / 1000 : [];
  });
  const middle = seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)];
  return middle === undefined ? null : Math.round((middle / 60) * (1.02 + 0.3 * ((seed.charCodeAt(seed.length - 1) % 10) / 10)));
}

interface DrillOptions {
  readonly estate: Estate;
  readonly world: DrillWorld;
  readonly past: readonly ExecutionCourse[];
  readonly number: number;
  readonly rtoMinutes: number | null;
  readonly every: number;
  readonly foresees: boolean;
}

function playDrill({ estate, world, past, number, rtoMinutes, every, foresees }: DrillOptions): Drill {
  const faults = estate.plan(number);
  const history = foresees ? learnFrom(past) : null;
  const startMs = world.now();
  const id = world.start();
  if (faults.stall !== null) {
    const { serverId, afterSeconds } = faults.stall;
    world.at(startMs + afterSeconds * 1000, () => world.stall(serverId, true));
  }
  if (faults.crowd !== null) world.at(startMs + faults.crowd.afterSeconds * 1000, () => world.crowd());
  const asked: AskedAt[] = [];
  const told = new Map<string, Drill['told'][number]>();
  const pauses: [number, number][] = [];
  let previous: Forecast | null = null;
  const due = momentsOf(estate, startMs);
  const wavesSeen = new Set<number>();
  while (!hasEnded(world.status(id))) {
    const next = due.find(({ atMs }) => atMs > world.now())?.atMs ?? Number.POSITIVE_INFINITY;
    world.advanceTo(Math.min(world.now() + every * 1000, next));
    const status = world.status(id);
    if (world.isPaused(id) && pauses.at(-1)?.[1] !== Number.POSITIVE_INFINITY) {
      pauses.push([world.now(), Number.POSITIVE_INFINITY]);
      const approved = world.now() + faults.approvalSeconds * 1000;
      world.at(approved, () => {
        world.resume(id);
        const open = pauses.at(-1);
        if (open !== undefined) open[1] = approved;
      });
    }
    if (history === null || hasEnded(status)) continue;
    const forecast: Forecast = foreseeNow(world, id, history, rtoMinutes, previous);
    previous = forecast;
    for (const warning of forecast.warnings) {
      if (!told.has(warning.id)) told.set(warning.id, { warning, atMs: world.now(), forecast });
    }
    if (world.isPaused(id)) continue;
    const moment = due[0] !== undefined && due[0].atMs <= world.now() ? (due.shift()?.moment ?? null) : null;
    const running = forecast.waves.find(({ startsAt, endedAt }) => startsAt === null && endedAt === null)?.waveNumber ?? -1;
    if (running > 0 && !wavesSeen.has(running)) {
      wavesSeen.add(running);
      asked.push({ moment: 'wave', atMs: world.now(), forecast });
      due.push({ moment: 'mid', atMs: Math.ceil(world.now() + estate.waveSeconds * 1000 * midOf(id, running)) });
    } else if (moment !== null) asked.push({ moment, atMs: world.now(), forecast });
  }
  const endStatus = world.status(id);
  const endMs = world.endedAt(id) ?? world.now();
  // Siblings of a failed server carry on, and their durations are learned from as well.
  world.advanceTo(world.now() + 3 * 3_600_000);
  if (faults.stall !== null) world.stall(faults.stall.serverId, false);
  const course = courseNow(world, id);
  return {
    estate: estate.scenario.title,
    traits: estate.traits,
    pastDrills: past.length,
    status: endStatus,
    startMs,
    endMs,
    pauses,
    course,
    asked,
    told: [...told.values()],
    isRtoMissed: rtoMinutes === null ? null : isMissed(course, endStatus, rtoMinutes),
    stalled: faults.stall?.serverId ?? null,
    crowded: faults.crowd !== null,
  };
}

/** Moments of asking that depend on nothing that is going to happen: shortly after the start, and some way through the first wave. */
function momentsOf(estate: Estate, startMs: number): { moment: 'start' | 'mid'; atMs: number }[] {
  return [
    { moment: 'start', atMs: startMs + 20_000 },
    { moment: 'mid', atMs: Math.ceil(startMs + estate.waveSeconds * 1000 * midOf(estate.scenario.title, 0)) },
  ];
}

function midOf(text: string, wave: number): number {
  let sum = wave * 7;
  for (let index = 0; index < text.length; index += 1) sum += text.charCodeAt(index) * (index + 3);
  return 0.25 + 0.6 * ((sum % 101) / 101);
}

function hasEnded(status: string): boolean {
  return status !== 'RUNNING' && status !== 'STARTING';
}

function isMissed(course: ExecutionCourse, status: string, rtoMinutes: number): boolean {
  const launched = course.waves.map(({ launchedMs }) => launchedMs);
  if (status !== 'SUCCEEDED') return true;
  return launched.some((ms) => ms === null || ms > course.startedMs + rtoMinutes * 60_000);
}

function foreseeNow(
  world: DrillWorld,
  id: ExecutionId,
  history: ReturnType<typeof learnFrom>,
  rtoMinutes: number | null,
  previous: Forecast | null,
): Forecast {
  const view = world.view(id);
  const execution = view.executions[id];
  if (execution === undefined) throw new Error('the execution is not in the view');
  const jobs = Object.values(view.jobs).filter(({ status }) => status.toUpperCase() !== 'COMPLETED');
  return forecastOf({
    execution,
    participants: Object.values(view.participants),
    servers: view.servers,
    load: { jobs: jobs.length, servers: jobs.reduce((sum, job) => sum + job.servers.length, 0) },
    history,
    objective: { ...objectiveOf({ objectives: { default: NOTHING, plans: [] } }, null), rtoMinutes, rpoMinutes: 15 },
    now: instantOf(world.now()),
    previous,
  });
}

const NOTHING = { rtoMinutes: null, rpoMinutes: null, drillEveryDays: null, tier: null, owner: null };

function courseNow(world: DrillWorld, id: ExecutionId): ExecutionCourse {
  const view = world.view(id);
  const execution = view.executions[id];
  const course =
    execution === undefined ? null : courseOf(execution, Object.values(view.participants), view.servers, instantOf(world.now()));
  if (course === null) throw new Error('the execution has no beginning');
  return course;
}

/** Seconds a person kept the execution waiting after `atMs`: what no forecast can know. */
export function pausedAfter(drill: Drill, atMs: number): number {
  return drill.pauses.reduce((sum, [from, to]) => sum + Math.max(0, to - Math.max(from, atMs)), 0);
}

/** Whether the true finish lies within the interval, and how far through the 90 % one it does not. */
export function isWithin(drill: Drill, { forecast, atMs }: AskedAt, which: 50 | 90): boolean | null {
  if (forecast.finish === null || drill.status !== 'SUCCEEDED') return null;
  const truth = drill.endMs - pausedAfter(drill, atMs);
  const [low, high] =
    which === 90 ? [forecast.finish.earliest, forecast.finish.latest] : [forecast.finish.early, forecast.finish.late];
  return truth >= msOf(low) && truth <= msOf(high);
}
