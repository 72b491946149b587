import type { Incident } from '../alerting/incident';
import type { EventOf } from '../events';
import type { ConsoleState } from '../state';
import { bounded, type Records } from './records';

/** How many the live view keeps at least, once there are more. */
export const MOST_INCIDENTS = 300;

export function putIncident(state: ConsoleState, { incident }: EventOf<'incident.changed'>, records: Records): ConsoleState {
  const incidents = records.put(state.incidents, incident.incidentId, incident);
  return { ...state, incidents: bounded(records, incidents, MOST_INCIDENTS, 100, worth) };
}

const weights = { INFO: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 } as const;

/** What is worth looking at: what waits for an answer, what is open, what ended; grave before light, new before old. */
function worth({ status, needsAnswer, severity, changedAt }: Incident): string {
  if (status !== 'OPEN' && status !== 'ACKNOWLEDGED') return `0 0 ${changedAt}`;
  return `${needsAnswer ? 2 : 1} ${weights[severity]} ${changedAt}`;
}
