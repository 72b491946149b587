import { z } from 'zod';

/** `clean-up` removes what belonged to an installation long gone, and says nothing of our own. */
export const SetupAction = z.enum(['apply', 'remove', 'clean-up']);
export type SetupAction = z.infer<typeof SetupAction>;

/** `cancelled`: somebody ended it between two steps; what was done stays, and repeating it goes on. */
export const SetupEnd = z.enum(['complete', 'incomplete', 'cancelled']);
export type SetupEnd = z.infer<typeof SetupEnd>;

export const StepOutcome = z.enum(['made', 'changed', 'removed', 'unchanged', 'skipped', 'failed']);
export type StepOutcome = z.infer<typeof StepOutcome>;
