import { type Alerter, type AlerterOptions, createAlerter } from './alerter';
import { createIncidentAlerter } from './incident-alerter';

/** Everything that this machine shows as native alerts: notices, and incidents of rules and scripts. */
export function createNativeAlerts(options: AlerterOptions): Alerter {
  const alerters = [createAlerter(options), createIncidentAlerter(options)];
  return {
    look(view) {
      for (const alerter of alerters) alerter.look(view);
    },
    stop() {
      for (const alerter of alerters) alerter.stop();
    },
  };
}
