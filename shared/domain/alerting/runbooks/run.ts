import { type Instant, instantOf, msOf } from '../../primitives';
import type { RunbookProgress } from '../incident';
import type { CheckWorld } from './checks/check';
import { runbookCheck } from './checks/checks';
import { fill } from './fill';
import type { Branch, Runbook, RunbookRun, RunbookStep, RunStepView } from './runbook';
import { type RunbookValues, valuesOf } from './values';

/** A runbook on an incident now: texts filled, checks answered, what comes next. `progress` is null while nobody has begun it. */
export function runOf(runbook: Runbook, progress: RunbookProgress | null, world: CheckWorld): RunbookRun {
  const values = valuesOf(world.incident, world.alerts, world.view);
  const next = progress === null ? 0 : nextStep(runbook, progress);
  return {
    runbookId: runbook.runbookId,
    title: runbook.title,
    summary: fill(runbook.summary, values, 'markdown').text,
    isStarted: progress !== null,
    startedAt: progress?.startedAt ?? null,
    startedBy: progress?.startedBy ?? null,
    endedAt: progress?.endedAt ?? null,
    next: progress?.endedAt == null ? next : null,
    steps: runbook.steps.map((step, index) => ({
      ...stepOf(step, values, world),
      step: index,
      dueAt: index === next && progress !== null && progress.endedAt === null ? dueAt(step, progress) : null,
      done: progress?.steps.filter((one) => one.step === index).at(-1) ?? null,
    })),
  };
}

/** The step that comes after what was done last, from 0; null at the end. Before anything was done it is the first. */
export function nextStep({ steps }: Pick<Runbook, 'steps'>, progress: Pick<RunbookProgress, 'steps'>): number | null {
  const last = progress.steps.at(-1);
  if (last === undefined) return 0;
  const step = steps[last.step];
  const branch = step === undefined ? null : branchOf(step, last.outcome);
  const next: Branch = branch ?? last.step + 1;
  return next === 'end' || next >= steps.length ? null : next;
}

/** A step that was left out says nothing of its check. */
function branchOf({ ifFails, ifPasses }: RunbookStep, outcome: RunbookProgress['steps'][number]['outcome']): Branch | null {
  switch (outcome) {
    case 'failed':
      return ifFails;
    case 'done':
      return ifPasses;
    case 'skipped':
      return null;
  }
}

function dueAt({ minutes }: RunbookStep, progress: RunbookProgress): Instant | null {
  if (minutes === null) return null;
  return instantOf(msOf(progress.steps.at(-1)?.at ?? progress.startedAt) + minutes * 60_000);
}

function stepOf(step: RunbookStep, values: RunbookValues, world: CheckWorld): Omit<RunStepView, 'step' | 'dueAt' | 'done'> {
  const { title, text, ifFails, ifPasses, minutes } = step;
  return {
    title: fill(title, values, 'plain').text,
    text: fill(text, values, 'markdown').text,
    check: step.check === null ? null : answered(step.check, values, world),
    commands: step.commands.map(({ language, text: command }) => ({ language, ...copied(fill(command, values, 'shell')) })),
    ifFails,
    ifPasses,
    minutes,
  };
}

function copied({ text, missing }: ReturnType<typeof fill>): { text: string; missing: string[] } {
  return { text, missing: [...missing] };
}

function answered(
  { name, args }: NonNullable<RunbookStep['check']>,
  values: RunbookValues,
  world: CheckWorld,
): RunStepView['check'] {
  const check = runbookCheck(name);
  if (check === null) return null;
  const filled = Object.fromEntries(
    check.parameters.map(({ name: parameter, usual = '' }) => [
      parameter,
      fill(args[parameter] ?? usual, values, 'plain').text.trim(),
    ]),
  );
  return { name, says: check.says, args: filled, result: check.check(filled, world) };
}
