import { auditKindOf } from '../../audit-kinds';

/** Names of event types as definitions use them, with the kinds of the audit trail that they mean. */
const meanings: Readonly<Record<string, readonly string[]>> = {
  execution_start: ['execution.accepted', 'execution.started'],
  execution_complete: [
    'execution.completed',
    'execution.failed',
    'execution.timed-out',
    'execution.cancelled',
    'execution.terminated',
  ],
  execution_failure: ['execution.failed', 'execution.timed-out'],
  execution_pause: ['execution.paused'],
  execution_resume: ['execution.resumed'],
  execution_cancel: ['execution.cancelling', 'execution.cancelled'],
  wave_start: ['wave.started'],
  wave_complete: ['wave.completed', 'wave.failed', 'wave.cancelled'],
  server_launch: ['server.launched', 'server.launch-failed'],
  configuration_change: ['configuration.changed'],
  access_change: ['access.'],
  command: ['command.'],
  alert: ['alert.', 'notice.'],
  acknowledgement: ['notice.acknowledged'],
  incident: ['incident.'],
  notification: ['notification.', 'delivery.'],
  session: ['session.'],
  context_switch: ['context.opened'],
  clock_change: ['clock.changed'],
  gap: ['source.failed', 'source.recovered', 'session.woke', 'database.set-aside'],
  report: ['report.'],
  evidence: ['evidence.changed'],
  audit: ['audit.'],
};

/** Kinds that depend on what an event says, beside those that stand for a kind of event. */
const EXACT = [
  ...['accepted', 'started', 'resumed', 'updated', 'timed-out', 'paused', 'cancelling', 'completed', 'failed', 'cancelled'],
  ...['terminated', 'unknown'],
].map((what) => `execution.${what}`);
const OTHERS = [
  ...['started', 'pending', 'completed', 'failed', 'cancelled'].map((what) => `wave.${what}`),
  ...['launched', 'launch-failed', 'terminated', 'changed'].map((what) => `server.${what}`),
];

const kinds: ReadonlySet<string> = new Set([
  ...Object.values(auditKindOf).flatMap((audited) => ('kind' in audited ? [audited.kind] : [])),
  ...EXACT,
  ...OTHERS,
]);

/** What a builder offers. */
export const EVENT_TYPES: readonly string[] = Object.keys(meanings);

/**
 * Kinds of the audit trail that an event type means: `execution_start` by its name; `execution.started` and `execution_started` as
 * they are; `execution.` for all that begin so. Null where nobody knows it.
 */
export function kindsOf(eventType: string): readonly string[] | null {
  const named = Object.hasOwn(meanings, eventType) ? meanings[eventType] : undefined;
  if (named !== undefined) return named;
  if (kinds.has(eventType)) return [eventType];
  if (eventType.endsWith('.') && [...kinds].some((kind) => kind.startsWith(eventType))) return [eventType];
  const dotted = eventType.toLowerCase().replace('_', '.').replaceAll('_', '-');
  return kinds.has(dotted) ? [dotted] : null;
}
