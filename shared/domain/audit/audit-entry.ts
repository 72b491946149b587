import { z } from 'zod';
import { Instant } from '../primitives';

/** An entry of the audit log as it is shown: the leaf, parsed. `data` is null where its text was removed under a policy. */
export const AuditEntry = z.object({
  v: z.literal(1),
  seq: z.number().int(),
  at: Instant,
  mono: z.number().int(),
  session: z.string(),
  kind: z.string(),
  actor: z.looseObject({ id: z.string().min(1) }),
  data: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
