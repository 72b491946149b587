import type { ConsoleEvent } from '../../events';
import { isFiring } from '../incident-form';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { suppressionOf } from './suppression-of';

/** Looks again at what is kept quiet, and at what is not, where a silence or the settings changed. */
export function reconsidered(events: readonly ConsoleEvent[], turn: Turn, world: AlertWorld): void {
  if (!events.some(({ type }) => type === 'silence.changed' || type === 'alerting.changed')) return;
  for (const { incidentId } of turn.book.openIncidents()) {
    for (const alert of turn.alertsIn(incidentId).filter(isFiring)) {
      const suppression = suppressionOf(alert, turn, world);
      if (suppression?.id === alert.suppression?.id) continue;
      turn.putAlert({ ...alert, suppression });
      const text = suppression === null ? `${alert.title} is told again.` : `${alert.title} is kept quiet. ${suppression.reason}`;
      turn.note(incidentId, suppression === null ? 'released' : 'suppressed', text, { alertId: alert.alertId });
    }
  }
}
