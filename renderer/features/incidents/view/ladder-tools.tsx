import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { isRunning } from '../../../store/incidents';
import { useReplay } from '../../../store/replay';
import { useCommand } from '../../../store/use-command';

/** Asks the next one at once, or answers the question whether somebody is still on it. */
export function LadderTools({ incident }: { incident: Incident }): ReactNode {
  const command = useCommand();
  const isPast = useReplay() !== null;
  const { incidentId, number, escalation } = incident;
  if (isPast || escalation === null || !isRunning(incident)) return null;
  const escalate = (): void => {
    // A button that was drawn before the newest step does nothing.
    void command(t('incidents.doEscalate', { number }), ({ onCall }) => onCall.escalate({ incidentId, token: escalation.token }));
  };
  const stay = (): void => {
    void command(t('incidents.doStay', { number }), ({ onCall }) => onCall.stillOnIt({ incidentId }));
  };
  return (
    <>
      {incident.status === 'ACKNOWLEDGED' && escalation.isReminded ? (
        <Button size="compact-xs" onClick={stay}>
          {t('incidents.stillOnIt')}
        </Button>
      ) : null}
      <Button size="compact-xs" variant="default" onClick={escalate}>
        {t('incidents.escalateNow')}
      </Button>
    </>
  );
}
