import type { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import type { EngineView } from '../../../shared/domain/view';

export const NOBODY = 'notifications.none';

/** The warning that stays while nobody would be told of anything, or null. A rehearsal tells nobody but this machine anyway. */
export function nobodyWarning(
  { Notifications }: NotificationSettings,
  rehearsal: boolean,
): EngineView['warnings'][number] | null {
  const isSomebody = Notifications.some(({ Enabled, Channels }) => Enabled && Channels.length > 0);
  if (isSomebody || rehearsal) return null;
  return {
    code: NOBODY,
    message: 'Nobody is notified: no notification configuration is switched on. Alerts show in this console only.',
    next: 'Add or import a configuration under Notifications.',
  };
}
