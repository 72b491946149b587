import type { ConsoleEvent } from '../../events';
import type { ExecutionId } from '../../primitives';
import type { AlertBook } from '../book';
import { executionKey } from '../correlate/links';
import type { Incident } from '../incident';
import type { AlertWorld } from '../world';

/**
 * Open incidents about executions of which a commit says something: what they cost is to be reckoned anew. And where policies may have
 * changed, those that need an answer and of which nobody is asked yet.
 */
export function concernedBy(
  events: readonly ConsoleEvent[],
  book: AlertBook,
  { now, view }: Pick<AlertWorld, 'now' | 'view'>,
): readonly string[] {
  const ids = new Set<string>();
  for (const event of events) {
    if (event.type === 'instance.gone') for (const id of withInstances(book)) ids.add(id);
    if (event.type === 'on-call.changed') for (const id of withoutPlan(book)) ids.add(id);
    const executionId = executionOf(event, view);
    const incidentId = executionId === null ? undefined : book.linkedTo(executionKey(executionId), now, Number.POSITIVE_INFINITY);
    if (incidentId !== undefined && isOpen(book.incident(incidentId))) ids.add(incidentId);
  }
  return [...ids];
}

function executionOf(event: ConsoleEvent, view: AlertWorld['view']): ExecutionId | null {
  switch (event.type) {
    case 'execution.changed':
    case 'wave.changed':
    case 'participant.changed':
      return event.executionId;
    case 'instance.observed':
      return view.instances[event.instance.recoveryInstanceId]?.executionId ?? null;
    default:
      return null;
  }
}

/** Nobody knows any more whose instance it was. */
function withInstances(book: AlertBook): string[] {
  return [...book.openIncidents()].flatMap(({ incidentId, impact }) => ((impact?.instancesRunning ?? 0) > 0 ? [incidentId] : []));
}

function withoutPlan(book: AlertBook): string[] {
  return [...book.openIncidents()].flatMap(({ incidentId, escalation, needsAnswer }) =>
    escalation === null && needsAnswer ? [incidentId] : [],
  );
}

function isOpen(incident: Incident | undefined): boolean {
  return incident?.status === 'OPEN' || incident?.status === 'ACKNOWLEDGED';
}
