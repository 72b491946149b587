import { err, ok } from '../../../lib/result';
import { actorName } from '../../actor-name';
import { changed, type Doing, entry, type IncidentCommand, openIncident } from '../commands/command';
import type { RunbookProgress } from '../incident';
import { nextStep } from './run';
import type { Runbook } from './runbook';

/** What came of a step: done as written (its check passes), failed (its check fails), or left out. */
export type StepOutcome = RunbookProgress['steps'][number]['outcome'];

/** A step that somebody has dealt with; counted from 0. */
export interface StepDone {
  readonly step: number;
  readonly outcome: StepOutcome;
  readonly note: string | null;
}

/** Somebody begins a runbook on an incident. Another one that was under way is left; beginning the same one again changes nothing. */
export function beginRunbook(incidentId: string, runbook: Runbook, doing: Doing): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const incident = found.value;
  const { at, actor } = doing;
  if (incident.runbook?.runbookId === runbook.runbookId && incident.runbook.endedAt === null) return ok([]);
  const progress: RunbookProgress = {
    runbookId: runbook.runbookId,
    startedAt: at,
    startedBy: actor,
    steps: [],
    endedAt: null,
  };
  const words = `${actorName(actor)} began the runbook “${runbook.title}”.`;
  return ok([changed({ ...incident, runbook: progress }, [entry(doing, 'runbook', words)], doing)]);
}

/**
 * Somebody says what came of a step. The same step may be done again; the newest word counts. Two people at once: both are kept, in the
 * order in which they came. The runbook ends with the step that leads nowhere.
 */
export function markStep(incidentId: string, runbook: Runbook, done: StepDone, doing: Doing): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const incident = found.value;
  const step = runbook.steps[done.step];
  if (incident.runbook?.runbookId !== runbook.runbookId)
    return err({ code: 'impossible', message: 'The runbook of this incident was changed meanwhile. Look at it again.' });
  if (step === undefined)
    return err({
      code: 'impossible',
      message: `The runbook “${runbook.title}” has ${runbook.steps.length} steps, counted from 0.`,
    });
  const { at, actor } = doing;
  const steps = [...incident.runbook.steps.slice(-(MOST_KEPT - 1)), { ...done, at, by: actor }];
  const isOver = nextStep(runbook, { steps }) === null;
  const progress: RunbookProgress = { ...incident.runbook, steps, endedAt: isOver ? at : null };
  const said = done.note === null ? '' : `: “${done.note}”`;
  const entries = [entry(doing, 'runbook', `Step ${done.step + 1}, ${step.title}: ${words[done.outcome]}${said}`)];
  if (isOver) entries.push(entry(doing, 'runbook', `The runbook “${runbook.title}” is at its end.`));
  return ok([changed({ ...incident, runbook: progress }, entries, doing)]);
}

/** Outcomes that are kept: a loop that is gone round for hours stays small. */
const MOST_KEPT = 200;

const words: { readonly [O in StepOutcome]: string } = { done: 'done', failed: 'failed', skipped: 'left out' };
