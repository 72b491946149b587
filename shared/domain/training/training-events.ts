import { z } from 'zod';
import { base } from '../notifications/console-events';
import { EndedBecause, Outcome, TaskState } from './progress';

const ofSession = { ...base, sessionId: z.string() };

/** Events of the journal about an exercise: what the operator did in it stands beside them, as always. */
export const trainingEvents = [
  z.object({
    ...ofSession,
    type: z.literal('training.started'),
    exerciseId: z.string(),
    trainee: z.string(),
    actor: z.string(),
  }),
  /** A screen was opened, or a thing on it; told by the page, and only while an exercise runs. */
  z.object({
    ...ofSession,
    type: z.literal('training.seen'),
    screen: z.string(),
    thing: z.string().nullable(),
    actor: z.string(),
  }),
  z.object({
    ...ofSession,
    type: z.literal('training.answered'),
    taskId: z.string(),
    optionId: z.string(),
    actor: z.string(),
  }),
  z.object({ ...ofSession, type: z.literal('training.hinted'), taskId: z.string(), actor: z.string() }),
  z.object({
    ...ofSession,
    type: z.literal('training.ended'),
    exerciseId: z.string(),
    because: EndedBecause,
    outcome: Outcome,
    tasks: z.array(z.object({ taskId: z.string(), state: TaskState, seconds: z.number().int().nullable() })),
  }),
] as const;
