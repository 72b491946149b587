import { z } from 'zod';
import { ContextId } from './primitives';

/** One profile in one region, watched as a unit. A context whose environment was never set counts as production. */
export const Context = z.object({
  contextId: ContextId,
  name: z.string(),
  profile: z.string(),
  region: z.string(),
  /** Null until STS has answered. */
  accountId: z.string().nullable(),
  environment: z.enum(['production', 'test']),
  /** One of the theme's colours. */
  colour: z.string(),
  rehearsal: z.boolean(),
  /** False once nobody watches it any more: what was seen there stays, and is not read anew. Absent means watched. */
  watched: z.boolean().optional(),
});
export type Context = z.infer<typeof Context>;
