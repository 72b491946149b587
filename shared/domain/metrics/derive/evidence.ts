import type { Execution, Participant } from '../../view';
import { outcomeOf } from './outcomes';

/** What an auditor would miss in the record of a drill. */
export type Gap = 'start' | 'end' | 'initiator' | 'run' | 'wave-times' | 'jobs' | 'servers' | 'phases';

type Recorded = Pick<
  Execution,
  | 'status'
  | 'detail'
  | 'counts'
  | 'executionId'
  | 'executionType'
  | 'startedAt'
  | 'endedAt'
  | 'initiatedBy'
  | 'runStatus'
  | 'waves'
>;
type Part = Pick<Participant, 'phase' | 'phases'>;

export interface Evidence<E> {
  readonly complete: readonly E[];
  readonly incomplete: readonly { readonly execution: E; readonly gaps: readonly Gap[] }[];
  /** Of all drills that ended; null where none did. */
  readonly share: number | null;
}

/** How many of the drills that ended have a record without gaps. */
export function evidenceOf<E extends Recorded>(
  executions: readonly E[],
  serversOf: (executionId: E['executionId']) => readonly Part[],
): Evidence<E> {
  const judged = executions
    .filter((one) => one.executionType.toUpperCase() === 'DRILL' && outcomeOf(one) !== 'open')
    .map((execution) => ({ execution, gaps: gapsOf(execution, serversOf(execution.executionId)) }));
  const complete = judged.filter(({ gaps }) => gaps.length === 0).map(({ execution }) => execution);
  return {
    complete,
    incomplete: judged.filter(({ gaps }) => gaps.length > 0),
    share: judged.length === 0 ? null : complete.length / judged.length,
  };
}

/** What is missing in the record of one execution that ended. A wave that never began has nothing to tell. */
export function gapsOf(execution: Recorded, servers: readonly Part[]): readonly Gap[] {
  const begun = execution.waves.filter(({ status }) => status !== 'PENDING');
  const launched = servers.filter(({ phase }) => phase === 'LAUNCHED');
  const missing: readonly (readonly [Gap, boolean])[] = [
    ['start', execution.startedAt === null],
    ['end', execution.endedAt === null],
    ['initiator', execution.initiatedBy === null],
    ['run', execution.runStatus === null],
    ['wave-times', begun.some(({ startedAt, endedAt }) => startedAt === null || endedAt === null)],
    ['jobs', begun.some(({ jobId, status }) => jobId === null && status === 'COMPLETED')],
    ['servers', execution.counts.total === 0 || servers.length === 0],
    ['phases', launched.some(({ phases }) => phases.length === 0 || phases.some(({ endedAt }) => endedAt === null))],
  ];
  return missing.filter(([, isMissing]) => isMissing).map(([gap]) => gap);
}
