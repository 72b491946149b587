import { z } from 'zod';
import { Instant } from '../primitives';

const base = { at: Instant };

/** What happens to the audit log itself. `audit.key-rotated` and `audit.removed` have the form that verifiers know. */
export const auditEvents = [
  /** The log begins. `former` is the origin of the log that this place kept before. */
  z.object({ ...base, type: z.literal('audit.began'), origin: z.string(), vkey: z.string(), former: z.string().nullable() }),
  /** Entries were found beyond the newest checkpoint: the console ended before it could sign them. */
  z.object({ ...base, type: z.literal('audit.recovered'), signedSize: z.number().int(), foundSize: z.number().int() }),
  z.object({
    ...base,
    type: z.literal('audit.rolled-back'),
    rememberedSize: z.number().int(),
    foundSize: z.number().int(),
    message: z.string(),
  }),
  z.object({ ...base, type: z.literal('audit.key-lost'), former: z.string(), vkey: z.string() }),
  z.object({ ...base, type: z.literal('audit.key-rotated'), vkey: z.string(), actor: z.string(), reason: z.string().nullable() }),
  z.object({
    ...base,
    type: z.literal('audit.removed'),
    policy: z.string(),
    /** Inclusive; all before the entry of this event. */
    ranges: z.array(z.tuple([z.number().int(), z.number().int()])),
    approvedBy: z.string(),
    reason: z.string().nullable(),
  }),
  /** Sealed values of a person were destroyed; the value itself is not named. */
  z.object({
    ...base,
    type: z.literal('audit.erased'),
    values: z.number().int(),
    entries: z.number().int(),
    reason: z.string(),
    actor: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('audit.witnessed'),
    witnessId: z.string(),
    name: z.string(),
    size: z.number().int(),
    rootHex: z.string(),
    /** The outside's own id of it. */
    reference: z.string().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('audit.witness-failed'),
    witnessId: z.string(),
    name: z.string(),
    size: z.number().int(),
    reason: z.string(),
  }),
  /** This console cosigned the head of another's log, or refused to. */
  z.object({
    ...base,
    type: z.literal('audit.cosigned'),
    origin: z.string(),
    size: z.number().int(),
    rootHex: z.string(),
    outcome: z.enum(['signed', 'refused']),
    reason: z.string().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('audit.exported'),
    form: z.string(),
    entries: z.number().int(),
    size: z.number().int(),
    actor: z.string(),
  }),
  /** Verification by the console itself: told when it failed, and when it is well again. */
  z.object({
    ...base,
    type: z.literal('audit.verified'),
    outcome: z.enum(['verified', 'failed']),
    through: z.number().int(),
    firstWrongSeq: z.number().int().nullable(),
    reason: z.string().nullable(),
  }),
  /** Witnesses, retention, holds, saved searches. */
  z.object({ ...base, type: z.literal('audit.settings-changed'), before: z.unknown(), after: z.unknown(), actor: z.string() }),
] as const;
