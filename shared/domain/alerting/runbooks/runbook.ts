import { z } from 'zod';
import { NoticeKind } from '../../notice';
import { Instant } from '../../primitives';
import { CauseId } from '../causes/cause-ids';
import { RunbookProgress } from '../incident';

/** A check as a step names it: `subnet-has-free-addresses(subnet={{ subnet }})`. Values are Liquid, filled from the incident. */
export const CheckCall = z.object({ name: z.string(), args: z.record(z.string(), z.string()) });
export type CheckCall = z.infer<typeof CheckCall>;

/** Where a step leads by its outcome: a step, from 0, or the end. */
export const Branch = z.union([z.number().int().min(0), z.literal('end')]);
export type Branch = z.infer<typeof Branch>;

export const RunbookStep = z.object({
  title: z.string(),
  /** Markdown with Liquid. */
  text: z.string(),
  check: CheckCall.nullable(),
  ifFails: Branch.nullable(),
  ifPasses: Branch.nullable(),
  /** To be copied; Liquid. `language` as the fence names it. */
  commands: z.array(z.object({ language: z.string(), text: z.string() })),
  /** Minutes it may take; null is without limit. */
  minutes: z.number().nullable(),
});
export type RunbookStep = z.infer<typeof RunbookStep>;

/** What to do about a cause, step by step. Written as Markdown (`parse-runbook.ts`); comes with the program or from `<data>/runbooks`. */
export const Runbook = z.object({
  runbookId: z.string(),
  title: z.string(),
  /** Markdown: what it is for. */
  summary: z.string(),
  causes: z.array(CauseId),
  /** Ids or names of rules. */
  rules: z.array(z.string()),
  notices: z.array(NoticeKind),
  /** Events of DRS job logs: `LAUNCH_FAILED`. */
  logEvents: z.array(z.string()),
  /** Words that AWS's own error holds: `InsufficientInstanceCapacity`. */
  errors: z.array(z.string()),
  steps: z.array(RunbookStep),
});
export type Runbook = z.infer<typeof Runbook>;

/** A check as it comes out now. `unknown`: the console does not see it, and nothing may be concluded. `at`: how old what it read is. */
export const CheckResult = z.object({
  state: z.enum(['passes', 'fails', 'unknown']),
  text: z.string(),
  at: Instant.nullable(),
});
export type CheckResult = z.infer<typeof CheckResult>;

const Done = RunbookProgress.shape.steps.element;

/** A step for one incident: filled, checked, and what somebody made of it. */
export const RunStepView = z.object({
  step: z.number().int(),
  title: z.string(),
  text: z.string(),
  /** What the check says, in words, with its values; null where there is none. */
  check: z.object({ name: z.string(), says: z.string(), args: z.record(z.string(), z.string()), result: CheckResult }).nullable(),
  /** `missing`: names the incident knows no value for; they stand in the text as `<name>`. */
  commands: z.array(z.object({ language: z.string(), text: z.string(), missing: z.array(z.string()) })),
  ifFails: Branch.nullable(),
  ifPasses: Branch.nullable(),
  minutes: z.number().nullable(),
  /** Of the step that comes next, where it has a limit. */
  dueAt: Instant.nullable(),
  /** The newest outcome. */
  done: Done.nullable(),
});
export type RunStepView = z.infer<typeof RunStepView>;

/** A runbook on one incident, as it stands now. */
export const RunbookRun = z.object({
  runbookId: z.string(),
  title: z.string(),
  summary: z.string(),
  /** False: it is what fits best, and nobody has begun it. */
  isStarted: z.boolean(),
  startedAt: Instant.nullable(),
  startedBy: z.string().nullable(),
  endedAt: Instant.nullable(),
  /** The step to do now, from 0; null once it has ended. */
  next: z.number().int().nullable(),
  steps: z.array(RunStepView),
});
export type RunbookRun = z.infer<typeof RunbookRun>;
