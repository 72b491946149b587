import { z } from 'zod';
import { Instant } from '../domain/primitives';
import { IncidentKind } from '../domain/security/incident-kind';
import { ExerciseCard } from '../domain/training/exercise';
import { ListedFault, ListedScenario, Play } from '../domain/training/listing';
import { Progress, TrainingReport } from '../domain/training/progress';
import { Accepted, ListInput, method, page } from './base';

/** An exercise under way. Instants are those of the rehearsal's clock. */
export const TrainingSession = z.object({
  sessionId: z.string(),
  exerciseId: z.string(),
  trainee: z.string(),
  startedAt: Instant,
  progress: Progress,
});
export type TrainingSession = z.infer<typeof TrainingSession>;

const held = z.object({ session: TrainingSession.nullable() });

export const TrainingPlaces = z.object({
  /** Whether this console rehearses; a real one is left in peace, and training opens beside it. */
  here: z.boolean(),
  /** Why another scenario cannot be chosen here although it rehearses; null where it can. */
  fixed: z.string().nullable(),
  /** Whether `POST /training/console` can open a training console, and what starts one by hand. */
  canOpen: z.boolean(),
  command: z.string(),
  playing: z.object({ scenario: z.string(), variant: z.string().nullable(), operator: z.enum(['script', 'human']) }).nullable(),
  speeds: z.array(z.number()),
  operators: z.array(z.enum(['script', 'human'])),
  scenarios: z.array(ListedScenario),
  /** Every fault, and whether it is on now. */
  faults: z.array(ListedFault.extend({ on: z.boolean() })),
});
export type TrainingPlaces = z.infer<typeof TrainingPlaces>;

export const training = {
  scenarios: method
    .route({ method: 'GET', path: '/training/scenarios', summary: 'What can be played for practice, and with which faults' })
    .input(z.object({}))
    .output(TrainingPlaces),
  start: method
    .route({
      method: 'POST',
      path: '/training/start',
      summary: 'Begin the rehearsal anew with another scenario; a real console answers 422 and how to open a training console',
    })
    .input(Play)
    .output(Accepted),
  open: method
    .route({ method: 'POST', path: '/training/console', summary: 'Open a training console beside this one; desktop only' })
    .input(z.object({}))
    .output(Accepted),
  faults: method
    .route({ method: 'GET', path: '/training/faults', summary: 'Every fault of the simulator, and whether it is on' })
    .input(z.object({}))
    .output(page(ListedFault.extend({ on: z.boolean() }))),
  setFault: method
    .route({ method: 'POST', path: '/training/faults', summary: 'Switch a fault on or off while the rehearsal runs' })
    .input(z.object({ name: z.string().min(1).max(60), on: z.boolean() }))
    .output(Accepted),
  security: method
    .route({
      method: 'POST',
      path: '/training/security',
      summary: 'Let something suspicious happen, as CloudTrail would tell of it',
    })
    .input(
      z.object({ kind: IncidentKind, event: z.string().max(100).optional(), count: z.number().int().min(1).max(100).default(1) }),
    )
    .output(Accepted),
  exercises: method
    .route({ method: 'GET', path: '/training/exercises', summary: 'Exercises, without their right answers' })
    .input(z.object({}))
    .output(page(ExerciseCard)),
  startExercise: method
    .route({
      method: 'POST',
      path: '/training/exercises/{exerciseId}/start',
      summary: 'Begin an exercise; the rehearsal begins anew with its scenario',
    })
    .input(z.object({ exerciseId: z.string(), trainee: z.string().trim().max(80).optional() }))
    .output(Accepted),
  session: method
    .route({ method: 'GET', path: '/training/session', summary: 'The exercise under way and how far it is, or null' })
    .input(z.object({}))
    .output(held),
  seen: method
    .route({
      method: 'POST',
      path: '/training/seen',
      summary: 'A screen was opened, or a thing on it; only while an exercise runs',
    })
    .input(z.object({ screen: z.string().min(1).max(40), thing: z.string().min(1).max(200).nullable().default(null) }))
    .output(held),
  answer: method
    .route({ method: 'POST', path: '/training/answers', summary: 'Answer a question of the exercise' })
    .input(z.object({ taskId: z.string(), optionId: z.string() }))
    .output(held),
  hint: method
    .route({ method: 'POST', path: '/training/hints', summary: 'Take the hint of a task; the report tells of it' })
    .input(z.object({ taskId: z.string() }))
    .output(held),
  finish: method
    .route({ method: 'POST', path: '/training/finish', summary: 'End the exercise with what has been done' })
    .input(z.object({}))
    .output(TrainingReport),
  reports: method
    .route({
      method: 'GET',
      path: '/training/reports',
      summary: 'What exercises came to, newest first; practice, never evidence',
    })
    .input(ListInput)
    .output(page(TrainingReport)),
  report: method
    .route({ method: 'GET', path: '/training/reports/{sessionId}', summary: 'One report of an exercise' })
    .input(z.object({ sessionId: z.string() }))
    .output(TrainingReport),
};
