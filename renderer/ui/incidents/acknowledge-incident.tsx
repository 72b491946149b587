import type { ReactNode } from 'react';
import type { Incident } from '../../../shared/domain/alerting/incident';
import { AnswerButton } from '../acknowledge-button';
import { useTakeIncident } from './use-take-incident';

/** Says that somebody has an incident and acts. Nothing where there is nothing left to answer. */
export function AcknowledgeIncident({ incident }: { incident: Incident }): ReactNode {
  const take = useTakeIncident();
  return incident.status === 'OPEN' ? <AnswerButton onAnswer={(note) => take(incident, note)} /> : null;
}
