import { counted } from '../../reconcile/words';
import type { History } from '../history';
import { type Course, type ExecutionCourse, type ServerCourse, type Stretch, stretches } from '../past';
import { medianOf } from '../robust';
import { studentOf } from '../student';
import { aWarning, isTold, lasting, percent, type Warn } from './warning';

const TOLD = { on: 0.1, off: 0.06 } as const;
/** Shorter than this nothing is called stuck. */
const LEAST_SECONDS = 120;
/** Servers that are lost take a time of their own: widely scattered, and until some were seen, long. */
const LOSS = { spread: 0.7, times: 2.5, worth: 2 } as const;
/** Share of phases that stick as long as those of lost servers, and then end well all the same: believed, since few are ever seen. */
const COMES_LOOSE = 0.02;

const doing: Readonly<Record<Stretch, string>> = {
  WAITING: 'has waited for its snapshot',
  SNAPSHOT: 'has been taking its snapshot',
  CONVERSION: 'has been converting',
  LAUNCH: 'has been launching',
};

/** A server whose phase has lasted longer than phases that ended well take: how likely it is that this one will not. */
export const phaseStuck: Warn = (judged) => {
  const { foreseen, course, before, execution } = judged;
  if (foreseen === null) return [];
  return course.servers.flatMap((server) => {
    const last = server.courses.at(-1);
    if (server.outcome !== 'open' || last === undefined || !last.isOpen || last.seconds < LEAST_SECONDS) return [];
    const id = `phase-stuck/${server.sourceServerId}`;
    const { probability, usual } = lossOf(server, last, course, foreseen.history, foreseen.futures.belief.middle);
    if (!isTold(probability, before.has(id), TOLD)) return [];
    return [
      aWarning(judged, {
        id,
        kind: 'phase-stuck',
        severity: probability >= 0.4 ? 'HIGH' : 'MEDIUM',
        probability,
        waveNumber: server.waveNumber,
        sourceServerId: server.sourceServerId,
        serverName: server.serverName,
        title: `${server.serverName} may not launch`,
        summary: `${server.serverName} ${doing[last.stretch]} for ${lasting(last.seconds)}; usually that takes ${lasting(usual)}. The chance that it fails is ${percent(probability)}.`,
        nextStep: 'Open the server and read its job log; one failed server ends the whole execution.',
        evidence: [
          `In progress for ${lasting(last.seconds)}, usual ${lasting(usual)}, by ${counted(foreseen.history.executions, 'past execution')}.`,
          ...besides(course, server, last.stretch, execution.waves),
          `Of past servers ${percent(foreseen.history.lossRate[last.stretch])} were lost in this phase.`,
        ],
      }),
    ];
  });
};

/** How far the other servers of its wave are: stuck alone, or all of them slow. */
function besides(
  { servers }: ExecutionCourse,
  { sourceServerId, waveNumber }: ServerCourse,
  stretch: Stretch,
  waves: readonly { readonly waveNumber: number; readonly label: string }[],
): string[] {
  const others = servers.filter((one) => one.waveNumber === waveNumber && one.sourceServerId !== sourceServerId);
  if (others.length === 0) return [];
  const past = others.filter(({ courses, outcome }) => outcome === 'launched' || isBeyond(courses.at(-1), stretch)).length;
  const label = waves.find((one) => one.waveNumber === waveNumber)?.label ?? `wave ${waveNumber + 1}`;
  return [
    `${past} of the ${counted(others.length, 'other server')} of ${label} ${past === 1 ? 'has' : 'have'} this phase behind ${past === 1 ? 'it' : 'them'}.`,
  ];
}

function isBeyond(last: Course | undefined, stretch: Stretch): boolean {
  return last !== undefined && stretches.indexOf(last.stretch) > stretches.indexOf(stretch);
}

/** How likely a server is lost, given that its phase has lasted so long already, and how long it usually lasts here. */
function lossOf(
  server: ServerCourse,
  { stretch, seconds }: Course,
  run: ExecutionCourse,
  history: History,
  pace: number,
): { readonly probability: number; readonly usual: number } {
  const { mean, scale } = history.expected(server, run.plan, stretch);
  const wide = Math.sqrt(scale ** 2 + history.waveSpread[stretch] ** 2);
  const elapsed = Math.log(Math.max(1, seconds));
  const centre = mean + pace;
  const lasts = Math.exp(history.scatter.logAbove((elapsed - centre) / wide));
  const losses = history.lossSeconds[stretch].map((each) => Math.log(Math.max(1, each)));
  const guess = centre + Math.log(LOSS.times);
  const middle = (losses.length * medianOf(losses) + LOSS.worth * guess) / (losses.length + LOSS.worth);
  const lost = 1 - studentOf(6).below((elapsed - middle) / LOSS.spread);
  const rate = history.lossRate[stretch];
  const endsWell = (1 - rate) * ((1 - COMES_LOOSE) * lasts + COMES_LOOSE * lost);
  return { probability: (rate * lost) / (rate * lost + endsWell), usual: Math.exp(centre) };
}
