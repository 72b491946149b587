import type { EventOf } from '../events';
import type { ExecutionItem, Run, RunStep } from '../facts';
import { type ExecutionId, type Instant, instantOf, msOf } from '../primitives';
import type { ConsoleState, ExecutionFacts, Known } from '../state';
import { earliest, known, latest, newer, type Observed } from './newest';
import type { Records } from './records';
import { mergeWaves } from './waves';

const MOST_STEPS = 200;
/** A poll that began before a run ended may be answered after the message about its end; it must not reopen the run. */
const ANSWER_LAG_MS = 30_000;

export function putItem(state: ConsoleState, event: EventOf<'execution-item.observed'>, records: Records): ConsoleState {
  return change(state, event, event.item.executionId, records, (facts) => {
    const item = newer<Known<ExecutionItem>>(facts.item, known(event, event.item));
    const { waves, wavesSeenAt } = mergeWaves(facts, event.item, event.at);
    const isSame = item === facts.item && waves === facts.waves && wavesSeenAt === facts.wavesSeenAt;
    return isSame ? facts : { ...facts, item, waves, wavesSeenAt };
  });
}

/** A run, as polled or as told by EventBridge; an end is only overruled by what was seen well after it. */
export function putRun(
  state: ConsoleState,
  event: EventOf<'run.observed'> | EventOf<'message.run-status'>,
  records: Records,
): ConsoleState {
  return change(state, event, event.run.executionId, records, (facts) => {
    const seenAt = event.type === 'message.run-status' && event.run.stoppedAt === null ? event.occurredAt : event.at;
    const run = laterRun(facts.run, known(event, event.run, seenAt));
    return run === facts.run ? facts : { ...facts, run };
  });
}

export function putSteps(state: ConsoleState, event: EventOf<'run-steps.observed'>, records: Records): ConsoleState {
  return change(state, event, event.executionId, records, (facts) => {
    const steps = mergeSteps(facts.steps, event.steps);
    return steps === facts.steps ? facts : { ...facts, steps };
  });
}

/** A mail names an execution before any poll may have; what it says about it is not trusted. */
export function noteMail(state: ConsoleState, event: EventOf<'message.execution-mail'>, records: Records): ConsoleState {
  return event.executionId === null ? state : change(state, event, event.executionId, records, (facts) => facts);
}

function change(
  state: ConsoleState,
  event: Observed,
  executionId: ExecutionId,
  records: Records,
  update: (facts: ExecutionFacts) => ExecutionFacts,
): ConsoleState {
  const held = state.executions[executionId] ?? unseen(executionId, event);
  const firstSeenAt = earliest(held.firstSeenAt, event.at);
  const facts = update(firstSeenAt === held.firstSeenAt ? held : { ...held, firstSeenAt });
  const executions = records.put(state.executions, executionId, facts);
  return executions === state.executions ? state : { ...state, executions };
}

function unseen(executionId: ExecutionId, event: Observed): ExecutionFacts {
  return {
    executionId,
    contextId: event.contextId,
    item: null,
    waves: {},
    wavesSeenAt: {},
    run: null,
    steps: [],
    firstSeenAt: event.at,
  };
}

function laterRun(held: Known<Run> | null, candidate: Known<Run>): Known<Run> {
  if (held === null) return candidate;
  const [a, b] = [rank(held), rank(candidate)];
  if (a !== b) return b > a ? candidate : held;
  return newer(held, candidate);
}

function rank(run: Known<Run>): Instant {
  const { stoppedAt } = run.fact;
  if (stoppedAt === null) return run.observedAt;
  return latest(run.observedAt, instantOf(msOf(stoppedAt) + ANSWER_LAG_MS));
}

function mergeSteps(held: readonly RunStep[], added: readonly RunStep[]): readonly RunStep[] {
  const byId = new Map(held.map((step) => [step.id, step]));
  let isNew = false;
  for (const step of added) {
    const before = byId.get(step.id);
    if (before !== undefined && JSON.stringify(before) >= JSON.stringify(step)) continue;
    byId.set(step.id, step);
    isNew = true;
  }
  return isNew ? [...byId.values()].sort((a, b) => a.id - b.id).slice(-MOST_STEPS) : held;
}
