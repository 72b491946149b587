import { z } from 'zod';
import { NoticeKind } from '../notice';
import { SourceId } from '../primitives';
import { ExecutionStatus } from '../view';
import { Difficulty } from './listing';
import { Words } from './words';

/** The moment from which an exercise counts: before it, nothing has to be done and nothing done counts. */
export const Trigger = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start') }),
  z.strictObject({ kind: z.literal('notice'), notice: NoticeKind }),
  z.strictObject({ kind: z.literal('execution'), to: ExecutionStatus }),
  z.strictObject({ kind: z.literal('wave'), waveNumber: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal('replication'), to: z.string() }),
  z.strictObject({ kind: z.literal('source-failed'), source: SourceId }),
]);
export type Trigger = z.infer<typeof Trigger>;

/** What the journal must say for a task to be done. */
export const Check = z.discriminatedUnion('kind', [
  /** An alert of this kind was acknowledged, with a note of at least `noteOf` characters. */
  z.strictObject({ kind: z.literal('acknowledged'), notice: NoticeKind, noteOf: z.int().nonnegative().default(0) }),
  /** One of these screens was looked at; with `thing`, this very server on it; `*` is any of them. */
  z.strictObject({ kind: z.literal('seen'), screens: z.array(z.string()).min(1), thing: z.string().optional() }),
  z.strictObject({ kind: z.literal('answered'), right: z.array(z.string()).min(1) }),
  /** A command was asked for and accepted; by its place in the contract, `executions.resume`. */
  z.strictObject({ kind: z.literal('commanded'), command: z.string() }),
  /** None of these was asked for until the end. */
  z.strictObject({ kind: z.literal('never-commanded'), commands: z.array(z.string()).min(1) }),
  /** People were told something, in at least `atLeast` characters. */
  z.strictObject({ kind: z.literal('informed'), atLeast: z.int().positive().default(20) }),
  z.strictObject({ kind: z.literal('came-to'), status: ExecutionStatus }),
]);
export type Check = z.infer<typeof Check>;

export const Option = z.strictObject({ id: z.string(), words: Words });

export const Task = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  words: Words,
  hint: Words,
  /** What to do another time, for whoever missed it. */
  advice: Words,
  /** Minutes of the rehearsal's clock after the exercise began to count; null where there is no hurry. */
  withinMinutes: z.number().positive().nullable().default(null),
  check: Check,
  options: z.array(Option).default([]),
});
export type Task = z.infer<typeof Task>;

/** A lesson that checks what the operator did: one file of `resources/exercises`. */
export const Exercise = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    title: Words,
    story: Words,
    difficulty: Difficulty,
    /** About how long it takes a person, in real minutes. */
    minutes: z.int().positive(),
    play: z.strictObject({
      scenario: z.string(),
      variant: z.string().nullable().default(null),
      faults: z.array(z.string()).default([]),
      /** Until it begins to count: fast, since there is nothing to do. */
      speed: z.number().min(1).max(600),
    }),
    begins: Trigger,
    /** What changes at that moment, so that a person has time to think. */
    atBegin: z
      .strictObject({ speed: z.number().min(1).max(600).nullable().default(null), faults: z.array(z.string()).default([]) })
      .prefault({}),
    /** Minutes of the rehearsal's clock after which it ends with what has been done. */
    endsAfterMinutes: z.number().positive(),
    tasks: z.array(Task).min(1),
  })
  .superRefine(({ tasks }, context) => {
    const ids = new Set<string>();
    tasks.forEach(({ id, check, options }, index) => {
      const complain = (message: string) => context.addIssue({ code: 'custom', path: ['tasks', index], message });
      if (ids.has(id)) complain(`the id ${id} is given twice`);
      ids.add(id);
      const known = options.map((option) => option.id);
      if (check.kind === 'answered' && check.right.some((right) => !known.includes(right)))
        complain('a right answer is none of its options');
      if (check.kind === 'answered' && known.length <= check.right.length) complain('there is no wrong answer to choose');
      if (check.kind !== 'answered' && options.length > 0) complain('only a question has options');
    });
  });
export type Exercise = z.infer<typeof Exercise>;

/** An exercise as whoever does it may see it: without the right answers. */
export const ExerciseCard = z.strictObject({
  id: z.string(),
  title: Words,
  story: Words,
  difficulty: Difficulty,
  minutes: z.int(),
  scenario: z.string(),
  variant: z.string().nullable(),
  tasks: z.array(
    z.strictObject({
      id: z.string(),
      words: Words,
      hint: Words,
      withinMinutes: z.number().nullable(),
      kind: z.enum(Check.options.map((option) => option.shape.kind.value)),
      options: z.array(Option),
    }),
  ),
});
export type ExerciseCard = z.infer<typeof ExerciseCard>;

/** Takes away what would give the answers away. */
export function cardOf({ id, title, story, difficulty, minutes, play, tasks }: Exercise): ExerciseCard {
  return {
    id,
    title,
    story,
    difficulty,
    minutes,
    scenario: play.scenario,
    variant: play.variant,
    tasks: tasks.map((task) => ({
      id: task.id,
      words: task.words,
      hint: task.hint,
      withinMinutes: task.withinMinutes,
      kind: task.check.kind,
      options: task.options,
    })),
  };
}
