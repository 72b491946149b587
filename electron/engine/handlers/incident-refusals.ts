import type { IncidentProblem } from '../../../shared/domain/alerting/commands/command';
import { unreachable } from '../../../shared/lib/unreachable';
import { conflict, impossible, notFound } from './problems';

/** What cannot be done with an incident, as every host answers it. */
export function incidentRefused({ code, message }: IncidentProblem, incidentId: string) {
  switch (code) {
    case 'unknown':
      return notFound('incident', incidentId);
    case 'ended':
      return conflict('incident.ended', message);
    case 'impossible':
      return impossible('incident.impossible', message);
    default:
      return unreachable(code);
  }
}
