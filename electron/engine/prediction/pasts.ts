import { outcomeOf } from '../../../shared/domain/metrics/derive/outcomes';
import { type History, learnFrom } from '../../../shared/domain/prediction/history';
import { courseOf, type ExecutionCourse } from '../../../shared/domain/prediction/past';
import type { Execution, Participant, View } from '../../../shared/domain/view';

/** Past executions to learn from: of the plan itself, and of others of the same context. */
const OF_THE_PLAN = 30;
const OF_OTHERS = 15;
/** Servers of all of them together: more would take longer to learn from than an engine may be busy. */
const MOST_SERVERS = 2_000;
const LEAST_EXECUTIONS = 5;

/** What the past teaches about one plan in one context; learned anew only when an execution there has ended or changed since. */
export interface Pasts {
  of(execution: Execution, view: View, servers: ServersOf): History;
}

/** Participants of an execution. */
export type ServersOf = (executionId: string) => readonly Participant[];

interface Learned {
  readonly mark: string;
  readonly history: History;
}

export function createPasts(): Pasts {
  const learned = new Map<string, Learned>();
  return {
    of(execution, view, servers) {
      const past = pastOf(execution, view);
      const key = `${execution.contextId} ${planOf(execution)}`;
      const mark = past.map((one) => markOf(one, servers(one.executionId))).join();
      const held = learned.get(key);
      if (held?.mark === mark) return held.history;
      const courses = past.flatMap((one): ExecutionCourse[] => {
        const course = courseOf(one, servers(one.executionId), view.servers, one.endedAt ?? one.observedAt);
        return course === null ? [] : [course];
      });
      const history = learnFrom(courses);
      learned.set(key, { mark, history });
      return history;
    },
  };
}

/** Ended ones, the newest first: those of the plan, and some of others. */
function pastOf({ contextId, executionId, ...own }: Execution, { executions }: View): readonly Execution[] {
  const ended = Object.values(executions)
    .filter(
      (one) =>
        one.contextId === contextId && one.executionId !== executionId && one.startedAt !== null && outcomeOf(one) !== 'open',
    )
    .sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? 1 : -1));
  const isOwn = (one: Execution) => planOf(one) === planOf(own);
  const wanted = [...ended.filter(isOwn).slice(0, OF_THE_PLAN), ...ended.filter((one) => !isOwn(one)).slice(0, OF_OTHERS)];
  let servers = 0;
  return wanted.filter(({ counts }, index) => {
    servers += counts.total;
    return index < LEAST_EXECUTIONS || servers <= MOST_SERVERS;
  });
}

function planOf({ planId, planName }: Pick<Execution, 'planId' | 'planName'>): string {
  return planId ?? planName;
}

/** What of an ended execution may still change: siblings of a failed server launch on, and job logs come in. */
function markOf({ executionId, status, counts }: Execution, participants: readonly Participant[]): string {
  const told = participants.reduce((sum, { phases }) => sum + phases.length, 0);
  return `${executionId} ${status} ${counts.launched} ${counts.failed} ${counts.terminated} ${told}`;
}
