import { z } from 'zod';
import { ContextId, Instant } from '../primitives';
import { SetupAction, SetupEnd, StepOutcome } from './outcomes';
import { SetupWishes } from './wishes';

const base = { at: Instant, contextId: ContextId };

/** Setting an account up; each step is recorded when it is done, so that an interrupted set-up can go on. */
export const setupEvents = [
  z.object({
    ...base,
    type: z.literal('setup.began'),
    setupId: z.string(),
    action: SetupAction,
    actor: z.string(),
    wishes: SetupWishes.nullable(),
    steps: z.array(z.object({ id: z.string(), title: z.string(), state: z.string() })),
  }),
  z.object({
    ...base,
    type: z.literal('setup.stepped'),
    setupId: z.string(),
    stepId: z.string(),
    title: z.string(),
    outcome: StepOutcome,
    message: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('setup.ended'),
    setupId: z.string(),
    action: SetupAction,
    outcome: SetupEnd,
    message: z.string(),
  }),
  z.object({ ...base, type: z.literal('setup.verified'), outcome: z.enum(['works', 'fails']), message: z.string() }),
] as const;
