import { z } from 'zod';
import { ContextId, Instant } from '../primitives';

/** A CloudWatch alarm as the account has it now; read when asked for, never kept. */
export const AlarmView = z.object({
  contextId: ContextId,
  accountId: z.string(),
  region: z.string(),
  name: z.string(),
  arn: z.string(),
  description: z.string().nullable(),
  /** OK ALARM INSUFFICIENT_DATA, or newer. */
  state: z.string(),
  reason: z.string().nullable(),
  since: Instant.nullable(),
  /** Whether its actions are carried out; an alarm without actions is heard by EventBridge all the same. */
  actionsEnabled: z.boolean(),
  /** Made by a console, so that it may be removed by one. */
  ours: z.boolean(),
  /** What it measures and when it goes off, in one line. */
  rule: z.string(),
  /** Why it can never go off; null where nothing speaks against it. */
  cannotFire: z.string().nullable(),
  /** The preset that does what the alarm was meant to do. */
  repair: z.string().nullable(),
  observedAt: Instant,
});
export type AlarmView = z.infer<typeof AlarmView>;

export const AlarmHistoryItem = z.object({ at: Instant, name: z.string(), kind: z.string(), summary: z.string() });
export type AlarmHistoryItem = z.infer<typeof AlarmHistoryItem>;

export const AlarmPresetId = z.enum([
  'execution-failed',
  'lag-above-rpo',
  'launch-failures',
  'rule-failures',
  'dead-letters',
  'access-denied',
]);
export type AlarmPresetId = z.infer<typeof AlarmPresetId>;

export const AlarmPreset = z.object({
  preset: AlarmPresetId,
  title: z.string(),
  text: z.string(),
  /** What the number means that goes with it; null where none does. */
  threshold: z.object({ title: z.string(), unit: z.string(), default: z.number() }).nullable(),
});
export type AlarmPreset = z.infer<typeof AlarmPreset>;

/** Alarms that can go off: each watches a metric with the dimensions it really has. */
export const alarmPresets: readonly AlarmPreset[] = [
  {
    preset: 'execution-failed',
    title: 'Execution failed',
    text: 'A run of the orchestrator ended with a failure.',
    threshold: null,
  },
  {
    preset: 'lag-above-rpo',
    title: 'Lag above RPO',
    text: 'The replica of any server is further behind than the objective for fifteen minutes. The alarm is made where the servers replicate to.',
    threshold: { title: 'RPO', unit: 'seconds', default: 3600 },
  },
  {
    preset: 'launch-failures',
    title: 'Launch failures',
    text: 'The platform’s rule for failed recovery launches matched: DRS told of a server that could not be launched.',
    threshold: null,
  },
  {
    preset: 'rule-failures',
    title: 'Rule failures',
    text: 'Any EventBridge rule could not call its target, as when a topic’s key may not be used by EventBridge.',
    threshold: null,
  },
  {
    preset: 'dead-letters',
    title: 'Dead letters',
    text: 'Something lies in the dead-letter queue of the platform’s functions.',
    threshold: null,
  },
  {
    preset: 'access-denied',
    title: 'Access denied in the platform’s functions',
    text: 'What the platform’s five own alarms were meant to tell: denied calls, counted over all its functions.',
    threshold: { title: 'Denied calls', unit: 'in 5 minutes', default: 5 },
  },
];

/** What an alarm watches, as far as it matters to whether it can go off. */
export interface AlarmWatch {
  readonly namespace: string | null;
  readonly metric: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
}

/**
 * Why an alarm can never go off, with the preset that would; null where nothing is known against it. The platform's own five ask for a
 * function's share of a metric that is counted for all functions together (contract reference H8): without data they stay OK for ever.
 */
export function verdictOn({
  namespace,
  metric,
  dimensions,
}: AlarmWatch): { readonly why: string; readonly repair: AlarmPresetId } | null {
  const asked = Object.keys(dimensions);
  if (!(namespace ?? '').endsWith('/Security') || metric !== 'AccessDeniedErrors' || asked.length === 0) return null;
  return {
    why: `It asks for ${metric} by ${asked.join(', ')}, but that metric is published without dimensions: the alarm never sees a value and stays OK.`,
    repair: 'access-denied',
  };
}
