import { z } from 'zod';
import { ContextId, ExecutionId, Instant, NoticeId, ServerId } from './primitives';

export const Severity = z.enum(['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
export type Severity = z.infer<typeof Severity>;

export const NoticeKind = z.enum([
  'execution-failed',
  'execution-completed',
  'execution-paused',
  'execution-cancelled',
  'server-launch-failed',
  'replication-stalled',
  'security',
  'quota-near',
  'missed-while-away',
  'our-own-trouble',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** What a native alert is asked to show, and what became of it. `suppressed` has its reason (do not disturb, summarised, switched off). */
export const NoticeDelivery = z.object({
  at: Instant,
  by: z.enum(['node-notifier', 'electron-notification', 'notify-send', 'in-app']),
  outcome: z.enum(['shown', 'failed', 'suppressed']),
  reason: z.string().nullable(),
});
export type NoticeDelivery = z.infer<typeof NoticeDelivery>;

/** Something an operator must hear of. Raised once per fact: its id is made from what it is about, so a restart cannot raise it again. */
export const Notice = z.object({
  noticeId: NoticeId,
  kind: NoticeKind,
  severity: Severity,
  title: z.string(),
  body: z.string(),
  /** The next step, one sentence. */
  nextStep: z.string(),
  contextId: ContextId.nullable(),
  executionId: ExecutionId.nullable(),
  sourceServerId: ServerId.nullable(),
  raisedAt: Instant,
  /** True until somebody acknowledges it or it resolves by itself; shown in the alert strip. */
  needsAnswer: z.boolean(),
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  note: z.string().nullable(),
  resolvedAt: Instant.nullable(),
  resolvedBecause: z.string().nullable(),
  rehearsal: z.boolean(),
  deliveries: z.array(NoticeDelivery),
});
export type Notice = z.infer<typeof Notice>;
