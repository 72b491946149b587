import { instantOf, msOf } from '../primitives';
import type { Forecast } from './forecast';
import type { Asked } from './forecast-of';
import type { Futures } from './futures';
import type { ExecutionCourse } from './past';

/**
 * The objective is kept when the last server is launched before the deadline. The chance to miss it is 1 only as a fact: the deadline
 * has passed with servers still to be launched, or a server is lost. A chance that is foreseen lies between 0 and 1 and never reaches
 * them. Null where nothing is known.
 */
export function rtoOf(
  { execution, objective, now }: Pick<Asked, 'execution' | 'objective' | 'now'>,
  course: ExecutionCourse | null,
  futures: Futures | 'lost' | null,
): Forecast['rto'] {
  if (objective.rtoMinutes === null || execution.startedAt === null) return null;
  const deadlineMs = msOf(execution.startedAt) + objective.rtoMinutes * 60_000;
  const rto = { objectiveMinutes: objective.rtoMinutes, deadline: instantOf(deadlineMs) };
  if (futures === 'lost' || isMissed(course, deadlineMs, msOf(now))) return { ...rto, missProbability: 1 };
  if (futures === null) return { ...rto, missProbability: null };
  let beyond = 0;
  for (const moment of futures.launched) if (moment > deadlineMs) beyond += 1;
  return { ...rto, missProbability: (beyond + 0.5) / (futures.launched.length + 1) };
}

/** No longer a forecast: a server was launched too late, or still is not. */
function isMissed(course: ExecutionCourse | null, deadlineMs: number, nowMs: number): boolean {
  if (course === null || course.outcome !== 'open') return false;
  return course.servers.some(({ outcome, launchedMs }) =>
    outcome === 'open' ? nowMs > deadlineMs : launchedMs !== null && launchedMs > deadlineMs,
  );
}
