import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Incident } from '../../../shared/domain/alerting/incident';
import { t } from '../../language/language';
import { useIncidentCommands } from '../../store/use-incident-commands';

/** Long enough to see that it was the wrong one. */
const UNDO_MS = 12_000;

/** Takes an incident, and says which one it was with a way back. Answers whether it was recorded. */
export function useTakeIncident(): (incident: Incident, note: string) => Promise<boolean> {
  const { acknowledge, giveBack } = useIncidentCommands();
  return async (incident, note) => {
    const became = await acknowledge(incident, note);
    if (became === 'taken') tellTaken(incident, () => void giveBack(incident, ''));
    return became !== 'refused';
  };
}

function tellTaken({ incidentId, number, title }: Incident, undo: () => void): void {
  const id = `taken:${incidentId}`;
  const giveBack = (): void => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{t('incidents.taken', { number, title })}</span>
        <Button size="compact-xs" variant="default" style={{ flex: 'none' }} onClick={giveBack}>
          {t('incidents.undoTake')}
        </Button>
      </Group>
    ),
  });
}
