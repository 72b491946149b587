import { z } from 'zod';
import { Severity } from '../notice';
import { ContextId, ExecutionId, Instant, NoticeId, ServerId } from '../primitives';
import { Labels } from './labels';

/** Why nobody is told of an alert although it fires. */
export const SuppressedBy = z.enum(['silence', 'window', 'inhibition', 'flapping', 'acknowledgement', 'rule']);
export type SuppressedBy = z.infer<typeof SuppressedBy>;

/** `id`: of the silence, window or inhibition rule, or the fingerprint of the alert that stands for it. `until`: null is while that lasts. */
export const Suppression = z.object({ by: SuppressedBy, id: z.string(), reason: z.string(), until: Instant.nullable() });
export type Suppression = z.infer<typeof Suppression>;

/** One opening of a fingerprint: from the first signal that fires to the one that resolves it. A closed one never opens again; the next is another. */
export const Alert = z.object({
  /** `<fingerprint>#<opening>@<start>`, shortened where that is long: openings count from 1 again once the former ones are forgotten. */
  alertId: z.string(),
  fingerprint: z.string(),
  /** From 1, among those still remembered. */
  opening: z.number().int().min(1),
  origin: z.enum(['notice', 'rule', 'custom', 'finding']),
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  nextStep: z.string(),
  labels: Labels,
  /** As the source said; `severity` is what impact, corrections and people made of it, and `severityWhy` why. */
  saidSeverity: Severity,
  severity: Severity,
  severityWhy: z.array(z.string()),
  status: z.enum(['FIRING', 'RESOLVED']),
  startedAt: Instant,
  lastSeenAt: Instant,
  resolvedAt: Instant.nullable(),
  resolvedBecause: z.string().nullable(),
  /** How often it was said since it opened; full duplicates are counted, nothing else. */
  count: z.number().int(),
  /** Newest moments at which this fingerprint fired or resolved, oldest first, over its openings; at most 20. */
  turns: z.array(Instant),
  suppression: Suppression.nullable(),
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  note: z.string().nullable(),
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  contextId: ContextId.nullable(),
  executionId: ExecutionId.nullable(),
  sourceServerId: ServerId.nullable(),
  noticeId: NoticeId.nullable(),
  ruleId: z.string().nullable(),
  incidentId: z.string(),
  isTold: z.boolean(),
  /** The event that tells of it by itself was kept quiet when it last fired: so is the one that ends it. */
  isMuted: z.boolean().optional(),
  /** How often its incident had been told when this became something to tell: the same number now is that nobody heard of it. */
  tellableSince: z.number().int().optional(),
  /** By its rule's own wish it is not told again before. */
  quietUntil: Instant.nullable().optional(),
  /** It comes and goes, and is held open: `isOver` where the source says so now, and why. */
  flapping: z
    .object({ since: Instant, changes: z.number().int(), isOver: z.boolean(), because: z.string().nullable() })
    .nullable()
    .optional(),
  wishes: z.object({
    policyId: z.string().nullable(),
    runbookId: z.string().nullable(),
    quietMinutes: z.number().nullable(),
    quietOnAcknowledgement: z.boolean(),
  }),
  rehearsal: z.boolean(),
});
export type Alert = z.infer<typeof Alert>;

/** The most moments that `turns` holds. */
export const MOST_TURNS = 20;

/** Whether `alert` is an earlier opening of its fingerprint than the one that is held: it may still move to another incident. */
export function isFormer(alert: Alert, held: Alert | undefined): boolean {
  if (held === undefined || held.alertId === alert.alertId || alert.status === 'FIRING') return false;
  return held.status === 'FIRING' || held.opening > alert.opening;
}
