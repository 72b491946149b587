import type { IncidentNews } from '../decide-alerts';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';

/** Runs the step of an incident's plan that is due. Without policies there is none. */
export function escalated(_incidentId: string, _turn: Turn, _world: AlertWorld): IncidentNews[] {
  return [];
}
