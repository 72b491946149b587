import type { EventOf } from '../../../../shared/domain/events';
import { type ContextId, msOf, secondsBetween } from '../../../../shared/domain/primitives';
import type { Execution, ExecutionStatus, View } from '../../../../shared/domain/view';
import { type Collector, type Facts, known, type Measured, type Moment } from './collector';

const running: ReadonlySet<ExecutionStatus> = new Set<ExecutionStatus>(['PENDING', 'RUNNING', 'PAUSED', 'CANCELLING']);

/** What the end of an execution counts as; null while it goes on. */
const endedAs: { readonly [S in ExecutionStatus]: string | null } = {
  PENDING: null,
  RUNNING: null,
  PAUSED: null,
  CANCELLING: null,
  UNKNOWN: null,
  COMPLETED: 'ExecutionsCompleted',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsFailed',
  CANCELLED: 'ExecutionsCancelled',
  TERMINATED: 'ExecutionsCancelled',
};

/** Starts, ends and durations of executions. Those of the past, found at the first start, are dated when they happened. */
export const executions: Collector = {
  counted(event, facts) {
    switch (event.type) {
      case 'execution.changed':
        return ofExecution(event, facts);
      case 'execution-item.observed':
        return startOf(facts.view.executions[event.item.executionId]);
      case 'wave.changed':
        return ofWave(event, facts);
      default:
        return [];
    }
  },
  sampled: (moment) => [...contextsOf(moment.view).flatMap((contextId) => runningOf(contextId, moment)), ...durations(moment)],
};

function ofExecution(event: EventOf<'execution.changed'>, { view, isNew }: Facts): readonly Measured[] {
  const { executionId, contextId } = event;
  const execution = view.executions[executionId];
  const at = msOf(event.at);
  const labels = { ...planLabels(execution, event.planName), type: event.executionType };
  const ended = endedAs[event.to];
  const endedMs = execution?.endedAt == null ? at : msOf(execution.endedAt);
  const measured = (name: string, atMs: number, value: number, once: string): Measured => ({
    name,
    contextId,
    labels,
    atMs,
    value,
    once,
  });
  const begun = startOf(execution);
  const now = isNew ? [runningAt(contextId, view, at)] : [];
  if (ended === null) return [...begun, ...now];
  const seconds = secondsOf(execution);
  return [
    ...begun,
    ...now,
    measured(ended, endedMs, 1, `end/${executionId}`),
    ...(event.to === 'COMPLETED' && seconds !== null
      ? [{ ...measured('RecoveryTime', endedMs, seconds, `recovery/${executionId}`), apart: true as const }]
      : []),
    ...(seconds === null
      ? []
      : [{ name: 'ExecutionDuration', contextId, labels: { ...labels, execution: executionId }, atMs: endedMs, value: seconds }]),
  ];
}

/**
 * The start of an execution, counted once. A run that is seen before its item has neither plan nor type yet: its start is counted when
 * they are known.
 */
function startOf(execution: Execution | undefined): readonly Measured[] {
  if (execution?.startedAt == null || isUnnamed(execution) || execution.status === 'PENDING') return [];
  const { contextId, executionId, planName, executionType, startedAt } = execution;
  const labels = { ...planLabels(execution, planName), type: executionType };
  return [{ name: 'ExecutionsStarted', contextId, labels, atMs: msOf(startedAt), value: 1, once: `start/${executionId}` }];
}

function isUnnamed({ planId, executionType }: Execution): boolean {
  return planId === null && executionType === '';
}

/** Of waves that completed: how long one that failed took says nothing about how long one takes. */
function ofWave(event: EventOf<'wave.changed'>, { view }: Facts): readonly Measured[] {
  if (event.to !== 'COMPLETED') return [];
  const execution = view.executions[event.executionId];
  const wave = execution?.waves.find(({ waveNumber }) => waveNumber === event.waveNumber);
  if (execution === undefined || wave?.startedAt == null || wave.endedAt === null) return [];
  return [
    {
      name: 'WaveDuration',
      contextId: event.contextId,
      labels: { ...planLabels(execution, execution.planName), wave: event.label },
      atMs: msOf(wave.endedAt),
      value: Math.max(0, secondsBetween(wave.startedAt, wave.endedAt)),
      once: `wave/${event.executionId}/${event.waveNumber}`,
      apart: true,
    },
  ];
}

function runningOf(contextId: ContextId, { view, atMs }: Moment): readonly Measured[] {
  const byPlan = new Map<string, Measured>();
  for (const execution of Object.values(view.executions)) {
    if (execution.contextId !== contextId || execution.executionType !== 'DRILL') continue;
    const labels = { ...planLabels(execution, execution.planName), type: execution.executionType };
    const key = JSON.stringify(labels);
    const before = byPlan.get(key)?.value ?? 0;
    byPlan.set(key, {
      name: 'DrillInstancesRunning',
      contextId,
      labels,
      atMs,
      value: before + execution.instancesRunning.length,
    });
  }
  return [runningAt(contextId, view, atMs), ...byPlan.values()];
}

function durations({ view, atMs }: Moment): readonly Measured[] {
  return Object.values(view.executions).flatMap((execution) => {
    const { contextId, executionId, status, startedAt, planName, executionType } = execution;
    if (!running.has(status) || startedAt === null || isUnnamed(execution)) return [];
    const labels = { ...planLabels(execution, planName), type: executionType, execution: executionId };
    return [{ name: 'ExecutionDuration', contextId, labels, atMs, value: Math.max(0, (atMs - msOf(startedAt)) / 1000) }];
  });
}

function runningAt(contextId: ContextId, view: View, atMs: number): Measured {
  const value = Object.values(view.executions).filter((one) => one.contextId === contextId && running.has(one.status)).length;
  return { name: 'ExecutionsRunning', contextId, labels: {}, atMs, value };
}

function secondsOf(execution: Execution | undefined): number | null {
  if (execution?.startedAt == null || execution.endedAt === null) return null;
  return Math.max(0, secondsBetween(execution.startedAt, execution.endedAt));
}

/** A plan by name, and by id where it is known. */
export function planLabels(execution: Pick<Execution, 'planId' | 'planName'> | undefined, planName: string) {
  return { ...known('plan', execution?.planName ?? planName), ...known('planId', execution?.planId) };
}

/** Contexts that are watched. */
export function contextsOf(view: View): readonly ContextId[] {
  return Object.values(view.contexts).flatMap(({ contextId, watched }) => (watched === false ? [] : [contextId]));
}
