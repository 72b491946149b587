import type { ReactNode } from 'react';
import type { Incident } from '../../../shared/domain/alerting/incident';
import { useIncidentCommands } from '../../store/use-incident-commands';
import { AnswerButton } from '../acknowledge-button';

/** Says that somebody has an incident and acts. Nothing where there is nothing left to answer. */
export function AcknowledgeIncident({ incident }: { incident: Incident }): ReactNode {
  const { acknowledge } = useIncidentCommands();
  return incident.status === 'OPEN' ? <AnswerButton onAnswer={(note) => acknowledge(incident, note)} /> : null;
}
