import { z } from 'zod';
import { Instant } from '../primitives';

/** How the audit log stands; always visible. */
export const AuditStatus = z.object({
  origin: z.string(),
  vkey: z.string().nullable(),
  /** Entries written. */
  size: z.number().int(),
  /** The newest signed checkpoint. */
  checkpoint: z.object({ size: z.number().int(), rootHex: z.string(), signedAt: Instant }).nullable(),
  verification: z.object({
    state: z.enum(['not-yet', 'running', 'verified', 'failed']),
    /** Entries looked at so far, or in all. */
    through: z.number().int(),
    at: Instant.nullable(),
    /** First entry that is wrong. */
    firstWrongSeq: z.number().int().nullable(),
    reason: z.string().nullable(),
  }),
  witnesses: z.array(
    z.object({
      witnessId: z.string(),
      kind: z.enum(['folder', 'mail', 'sns', 's3', 'console']),
      name: z.string(),
      lastAt: Instant.nullable(),
      lastSize: z.number().int().nullable(),
      trouble: z.string().nullable(),
    }),
  ),
  /** Rolled back, key lost, key in a file …: stays until somebody deals with it. */
  troubles: z.array(z.object({ code: z.string(), message: z.string(), next: z.string() })),
});
export type AuditStatus = z.infer<typeof AuditStatus>;
