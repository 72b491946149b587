import type { Objective } from '../objectives';
import { type Instant, instantOf, msOf } from '../primitives';
import { counted } from '../reconcile/words';
import type { Execution, Participant, ServerView } from '../view';
import type { FinishRange, Forecast, ForecastWarning, WaveForecast } from './forecast';
import { type Futures, foresee } from './futures';
import type { History } from './history';
import { courseOf, type ExecutionCourse } from './past';
import { quantileOf } from './robust';
import { rtoOf } from './rto';
import { warnings } from './warnings/registry';
import type { Judged } from './warnings/warning';

/** Completed executions below which no number is said. */
export const ENOUGH = 3;

/** What a forecast is made of. Everything is as the live view has it. */
export interface Asked {
  readonly execution: Execution;
  /** Those of this execution. */
  readonly participants: readonly Participant[];
  readonly servers: Readonly<Record<string, ServerView>>;
  readonly load: Judged['load'];
  readonly history: History;
  readonly objective: Objective;
  readonly now: Instant;
  /** The forecast before this one: warnings keep their moment, and do not flicker. */
  readonly previous: Forecast | null;
}

/** What is foreseen of one execution now. Pure: the same asked, the same answered. */
export function forecastOf(asked: Asked): Forecast {
  const { execution, participants, servers, history, now } = asked;
  const course = courseOf(execution, participants, servers, now);
  const basis = {
    executions: history.completed.length,
    ofThisPlan: history.ofPlan(execution.planId ?? execution.planName),
    servers: history.servers,
  };
  const rpo = course === null ? null : rpoOf(asked, course);
  const shell: Forecast = {
    executionId: execution.executionId,
    contextId: execution.contextId,
    planName: execution.planName,
    at: now,
    state: 'known',
    why: '',
    basis,
    isWaiting: execution.status === 'PAUSED',
    finish: null,
    waves: execution.waves.map((wave) => ({
      waveNumber: wave.waveNumber,
      label: wave.label,
      startsAt: null,
      finish: null,
      endedAt: wave.endedAt,
    })),
    rto: rtoOf(asked, course, null),
    rpo,
    warnings: [],
  };
  if (execution.endedAt !== null || course?.outcome !== 'open') {
    return {
      ...shell,
      state: course === null ? 'not-enough-history' : 'over',
      why: course === null ? 'When it began is not known.' : 'It has ended.',
    };
  }
  // What is being ended is a fact, told by whoever saw it: nothing is left to foresee, and nothing to warn of.
  const isLost = course.servers.some(({ outcome }) => outcome === 'failed');
  if (isLost || execution.status === 'CANCELLING')
    return { ...shell, why: isLost ? LOST : 'It is being cancelled.', rto: rtoOf(asked, course, isLost ? 'lost' : null) };
  const why = missing(course, history);
  if (why !== null) {
    const said: Forecast = { ...shell, state: 'not-enough-history', why };
    return { ...said, warnings: warn(asked, course, said, null) };
  }
  const futures = foresee(course, history, msOf(now));
  const known: Forecast = {
    ...shell,
    why: basisWords(history, course),
    finish: rangeOf(futures.finish),
    waves: execution.waves.map((wave, index) => waveForecast(wave, futures, index)),
    rto: rtoOf(asked, course, futures),
  };
  return { ...known, warnings: warn(asked, course, known, futures) };
}

const LOST = 'A server failed to launch: the platform ends the execution when it looks next.';

/** What is missing for a number; null when nothing is. */
function missing(course: ExecutionCourse, history: History): string | null {
  const completed = history.completed.length;
  if (completed < ENOUGH && completed + history.untold >= ENOUGH)
    return `The job logs of ${counted(history.untold, 'past execution')} are not known yet; how long their phases took is read from them.`;
  if (completed < ENOUGH) {
    const seen =
      completed === 0 ? 'no execution has' : completed === 1 ? 'only 1 execution has' : `only ${completed} executions have`;
    const also = history.unfinished === 0 ? '' : ` (${history.unfinished} ended without completing)`;
    return `So far ${seen} completed here${also}; from ${ENOUGH} on the finish can be foreseen.`;
  }
  for (const { waveNumber } of course.waves) {
    const servers = course.servers
      .filter((server) => server.waveNumber === waveNumber)
      .map(({ sourceServerId }) => sourceServerId);
    if (servers.length === 0) return `The servers of wave ${waveNumber + 1} are not known yet.`;
    if (!history.knowsWave(course.plan, waveNumber, servers))
      return `Wave ${waveNumber + 1} has never completed in any execution yet.`;
  }
  return course.waves.length === 0 ? 'Its waves are not known yet.' : null;
}

function basisWords(history: History, course: ExecutionCourse): string {
  const completed = history.completed.length;
  const own = history.ofPlan(course.plan);
  const pauses = course.waves.some(({ pauseBefore, startedMs }) => pauseBefore && startedMs === null);
  const which = own === 0 ? ' of other plans' : own === completed ? ' of this plan' : `, ${own} of this plan`;
  const also = history.unfinished === 0 ? '' : `, and on ${history.unfinished} that ended without completing`;
  const rests = `${counted(completed, 'completed execution')}${which}${also}`;
  return `Rests on ${rests}.${pauses ? ' A pause ahead counts as approved at once.' : ''}`;
}

/** The middle and where half and nine of ten lie, of moments in milliseconds. */
function rangeOf(moments: Float64Array): FinishRange {
  const sorted = Float64Array.from(moments).sort();
  const at = (p: number): Instant => instantOf(quantileOf(sorted, p));
  return { earliest: at(0.05), early: at(0.25), middle: at(0.5), late: at(0.75), latest: at(0.95) };
}

function waveForecast(wave: Execution['waves'][number], futures: Futures, index: number): WaveForecast {
  const own = futures.waves[index];
  const shell = { waveNumber: wave.waveNumber, label: wave.label, endedAt: wave.endedAt };
  if (own === undefined || wave.endedAt !== null) return { ...shell, startsAt: null, finish: null };
  return { ...shell, startsAt: wave.startedAt === null ? rangeOf(own.starts) : null, finish: rangeOf(own.finish) };
}

/** The worst lag of the servers that are still to be launched: what was launched has its point in time already. */
function rpoOf({ servers, objective }: Asked, course: ExecutionCourse): Forecast['rpo'] {
  const ahead = course.servers.filter(
    ({ outcome, courses }) => outcome === 'open' && !courses.some(({ stretch }) => stretch !== 'WAITING'),
  );
  let worst: { readonly seconds: number; readonly server: (typeof ahead)[number] } | null = null;
  let unknown = 0;
  for (const server of ahead) {
    const lag = servers[server.sourceServerId]?.lagSeconds ?? null;
    if (lag === null) unknown += 1;
    else if (worst === null || lag > worst.seconds) worst = { seconds: lag, server };
  }
  return {
    objectiveMinutes: objective.rpoMinutes,
    expectedSeconds: worst?.seconds ?? null,
    sourceServerId: worst?.server.sourceServerId ?? null,
    serverName: worst?.server.serverName ?? null,
    unknown,
  };
}

function warn(asked: Asked, course: ExecutionCourse, { rto, rpo }: Forecast, futures: Futures | null): ForecastWarning[] {
  const { execution, participants, servers, load, history, now, previous } = asked;
  const before = new Map((previous?.warnings ?? []).map((warning) => [warning.id, warning]));
  const foreseen = futures === null ? null : { history, futures };
  const judged: Judged = { execution, participants, servers, load, course, foreseen, rto, rpo, now, before };
  return warnings.flatMap((each) => each(judged));
}
