import { z } from 'zod';
import type { Severity } from '../notice';

/** What an event does to the page it belongs to: recovery closes what failure opened. `informs` belongs to none. */
export const Lifecycle = z.enum(['opens', 'updates', 'acknowledges', 'closes', 'informs']);
export type Lifecycle = z.infer<typeof Lifecycle>;

interface TypeSpec {
  readonly title: string;
  /** Severity where nothing raises or lowers it. */
  readonly severity: Severity;
  readonly lifecycle: Lifecycle;
}

/** Every kind of event that people are notified of. To add one: a line here, and the place that makes it. Names are kept for ever. */
export const eventTypes = {
  'execution.started': { title: 'Execution started', severity: 'INFO', lifecycle: 'informs' },
  'execution.paused': { title: 'Execution waits for approval', severity: 'HIGH', lifecycle: 'opens' },
  'execution.resumed': { title: 'Execution resumed', severity: 'INFO', lifecycle: 'closes' },
  'execution.completed': { title: 'Execution completed', severity: 'INFO', lifecycle: 'closes' },
  'execution.completed-with-failures': { title: 'Execution completed with failures', severity: 'HIGH', lifecycle: 'opens' },
  'execution.failed': { title: 'Execution failed', severity: 'HIGH', lifecycle: 'opens' },
  'execution.cancelled': { title: 'Execution cancelled', severity: 'LOW', lifecycle: 'informs' },
  'execution.timed-out': { title: 'Execution timed out', severity: 'HIGH', lifecycle: 'opens' },
  'execution.terminated': { title: 'Execution terminated', severity: 'LOW', lifecycle: 'informs' },
  'wave.started': { title: 'Wave started', severity: 'INFO', lifecycle: 'informs' },
  'wave.progressing': { title: 'Wave progresses', severity: 'INFO', lifecycle: 'informs' },
  'wave.completed': { title: 'Wave completed', severity: 'INFO', lifecycle: 'informs' },
  // The server that failed and the execution are told by themselves; this says where.
  'wave.failed': { title: 'Wave failed', severity: 'MEDIUM', lifecycle: 'informs' },
  'server.launch-failed': { title: 'Server failed to launch', severity: 'HIGH', lifecycle: 'opens' },
  'server.launched': { title: 'Server launched', severity: 'INFO', lifecycle: 'informs' },
  'server.recovered': { title: 'Server recovered after a failure', severity: 'INFO', lifecycle: 'closes' },
  'drs.replication-stalled': { title: 'Replication stalled', severity: 'HIGH', lifecycle: 'opens' },
  'drs.replication-resumed': { title: 'Replication resumed', severity: 'INFO', lifecycle: 'closes' },
  'drs.lag-above-objective': { title: 'Lag above the objective', severity: 'MEDIUM', lifecycle: 'opens' },
  'drs.lag-within-objective': { title: 'Lag within the objective again', severity: 'INFO', lifecycle: 'closes' },
  'drs.failback-state': { title: 'Failback changed its state', severity: 'INFO', lifecycle: 'informs' },
  'health.source-silent': { title: 'A source is silent', severity: 'MEDIUM', lifecycle: 'opens' },
  'health.source-recovered': { title: 'A source answers again', severity: 'INFO', lifecycle: 'closes' },
  'health.permission-lost': { title: 'A permission is missing', severity: 'MEDIUM', lifecycle: 'opens' },
  'health.quota-near': { title: 'A limit is near', severity: 'MEDIUM', lifecycle: 'opens' },
  'health.delivery-failing': { title: 'Deliveries fail', severity: 'HIGH', lifecycle: 'opens' },
  'health.delivery-recovered': { title: 'Deliveries work again', severity: 'INFO', lifecycle: 'closes' },
  'health.performance-degraded': { title: 'Performance is degraded', severity: 'MEDIUM', lifecycle: 'opens' },
  'health.own-error': { title: 'The console has a fault', severity: 'HIGH', lifecycle: 'opens' },
  'security.failed-sign-in': { title: 'Failed sign-in', severity: 'MEDIUM', lifecycle: 'informs' },
  'security.denied-call': { title: 'Denied call', severity: 'MEDIUM', lifecycle: 'informs' },
  'security.destructive-call': { title: 'Destructive call', severity: 'HIGH', lifecycle: 'informs' },
  'security.tampering': { title: 'Tampering', severity: 'HIGH', lifecycle: 'informs' },
  'security.refused-access': { title: 'Refused access to this console', severity: 'LOW', lifecycle: 'informs' },
  'alert.acknowledged': { title: 'Alert acknowledged', severity: 'INFO', lifecycle: 'acknowledges' },
  'alert.resolved': { title: 'Alert resolved', severity: 'INFO', lifecycle: 'closes' },
  'incident.opened': { title: 'Incident opened', severity: 'HIGH', lifecycle: 'opens' },
  'incident.changed': { title: 'Incident changed', severity: 'HIGH', lifecycle: 'updates' },
  'incident.acknowledged': { title: 'Incident acknowledged', severity: 'INFO', lifecycle: 'acknowledges' },
  'incident.escalated': { title: 'Incident escalated', severity: 'HIGH', lifecycle: 'opens' },
  'incident.resolved': { title: 'Incident resolved', severity: 'INFO', lifecycle: 'closes' },
  'custom.event': { title: 'Custom event', severity: 'INFO', lifecycle: 'informs' },
} as const satisfies Record<string, TypeSpec>;

export type NotificationEventType = keyof typeof eventTypes;

function isEventType(name: string): name is NotificationEventType {
  return Object.hasOwn(eventTypes, name);
}

export const allEventTypes: readonly NotificationEventType[] = Object.keys(eventTypes).filter(isEventType);

export const NotificationEventType = z.enum(allEventTypes, 'no event of the catalogue');

/** `execution`, `wave`, `server`, `drs`, `health`, `security`, `alert`, `incident`, `custom`: templates are written for a family. */
export const EventFamily = z.enum(['execution', 'wave', 'server', 'drs', 'health', 'security', 'alert', 'incident', 'custom']);
export type EventFamily = z.infer<typeof EventFamily>;

export function familyOf(type: NotificationEventType): EventFamily {
  return EventFamily.parse(type.slice(0, type.indexOf('.')));
}
