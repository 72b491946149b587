import { z } from 'zod';
import { Instant } from '../primitives';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/);
const common = {
  witnessId: id,
  name: z.string().min(1).max(120),
  enabled: z.boolean().default(true),
  /** Sent when the head has grown and this long has passed since the last. */
  everyMinutes: z.number().int().min(1).max(44_640).default(1_440),
};

/** A place outside that keeps copies of checkpoints. */
export const Witness = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('folder'), folder: z.string().min(1).max(1_000) }),
  z.object({ ...common, kind: z.literal('mail'), recipients: z.array(z.string().min(3).max(320)).min(1).max(20) }),
  z.object({ ...common, kind: z.literal('sns'), contextId: z.string(), topicArn: z.string().min(1).max(300) }),
  z.object({
    ...common,
    kind: z.literal('s3'),
    contextId: z.string(),
    bucket: z.string().min(3).max(63),
    prefix: z.string().max(500).default('tocsin/'),
    /** Object lock in compliance mode for so long; 0 asks for none. */
    lockDays: z.number().int().min(0).max(36_500).default(365),
  }),
  z.object({
    ...common,
    kind: z.literal('console'),
    url: z.string().min(1).max(1_000),
    /** Access token of that console (`view` is enough); kept in the key store and shown as a reference. */
    token: z.union([z.string().max(500), z.object({ SecretRef: z.string() })]),
    /** Its key as a witness, pinned by whoever set this up. */
    vkey: z.string().max(500),
  }),
]);
export type Witness = z.infer<typeof Witness>;

/** How long entries' text is kept. */
export const RetentionPolicy = z.object({
  policyId: id,
  name: z.string().min(1).max(120),
  /** Kinds it holds for; one that ends with a dot means all that begin so; none means every kind. */
  kinds: z.array(z.string().min(1).max(80)).max(100),
  keepDays: z.number().int().min(1).max(36_500),
  /** Who approved it. */
  approvedBy: z.string().min(1).max(120),
  enabled: z.boolean().default(false),
});
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;

/** What must stay whatever a policy says, until it is lifted. */
export const LegalHold = z.object({
  holdId: id,
  reason: z.string().min(1).max(500),
  /** All that are given must hold; none is everything. */
  executionId: z.string().nullable().default(null),
  incidentId: z.string().nullable().default(null),
  from: Instant.nullable().default(null),
  to: Instant.nullable().default(null),
  placedBy: z.string().min(1).max(120),
});
export type LegalHold = z.infer<typeof LegalHold>;

export const SavedSearch = z.object({
  searchId: id,
  name: z.string().min(1).max(120),
  query: z.record(z.string(), z.string()),
});
export type SavedSearch = z.infer<typeof SavedSearch>;

/** The document `audit.json`. */
export const AuditSettings = z.object({
  version: z.literal(1).default(1),
  witnesses: z.array(Witness).max(20).default([]),
  retention: z.array(RetentionPolicy).max(50).default([]),
  holds: z.array(LegalHold).max(500).default([]),
  searches: z.array(SavedSearch).max(200).default([]),
});
export type AuditSettings = z.infer<typeof AuditSettings>;
