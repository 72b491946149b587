import { z } from 'zod';
import { Instant } from '../primitives';
import { Words } from './words';

/**
 * `ahead`: the exercise does not count yet. `open`, `overdue`: to be done, in time or after it. `done`, `late`: it was. `broken`: what
 * must not be done was done. `missed`: it ended without it.
 */
export const TaskState = z.enum(['ahead', 'open', 'overdue', 'done', 'late', 'broken', 'missed']);
export type TaskState = z.infer<typeof TaskState>;

export const TaskProgress = z.object({
  taskId: z.string(),
  state: TaskState,
  /** When it was settled, how long after the exercise began to count, and the event of the journal that shows it. */
  at: Instant.nullable(),
  seconds: z.number().int().nullable(),
  seq: z.number().int().nullable(),
  dueAt: Instant.nullable(),
  /** Wrong answers before the right one, in their order. */
  wrong: z.array(z.string()),
  hinted: z.boolean(),
});
export type TaskProgress = z.infer<typeof TaskProgress>;

export const Progress = z.object({
  /** When the exercise began to count; null while its moment has not come. */
  begunAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  tasks: z.array(TaskProgress),
  /** Whether everything that was to be done is done, or cannot be mended any more. */
  settled: z.boolean(),
});
export type Progress = z.infer<typeof Progress>;

/** `done`: everything was settled. `stopped`: the operator ended it. `time`: it took too long. `rehearsal`: the rehearsal began anew or ended. */
export const EndedBecause = z.enum(['done', 'stopped', 'time', 'rehearsal']);
export type EndedBecause = z.infer<typeof EndedBecause>;

export const Outcome = z.enum(['passed', 'late', 'not-passed']);
export type Outcome = z.infer<typeof Outcome>;

/** What an exercise came to, as the journal and the list of reports keep it. Instants are those of the rehearsal's clock. */
export const TrainingReport = z.object({
  sessionId: z.string(),
  exerciseId: z.string(),
  title: Words,
  trainee: z.string(),
  scenario: z.string(),
  variant: z.string().nullable(),
  startedAt: Instant,
  begunAt: Instant.nullable(),
  endedAt: Instant,
  /** Of the real clock. */
  filedAt: Instant,
  because: EndedBecause,
  outcome: Outcome,
  tasks: z.array(
    TaskProgress.extend({
      words: Words,
      withinMinutes: z.number().nullable(),
      /** What to do another time; null where all was well. */
      advice: Words.nullable(),
    }),
  ),
  /** Screens and things looked at, each once, with the first time. */
  seen: z.array(z.object({ screen: z.string(), thing: z.string().nullable(), at: Instant })),
  /** Always: practice is never evidence. */
  rehearsal: z.literal(true),
});
export type TrainingReport = z.infer<typeof TrainingReport>;
