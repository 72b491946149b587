import { lookForAlerts } from '../alerts/alert-place';
import { chooseNotifier } from '../alerts/notifier-choice';
import { defineStep, type Finding, fine, limited } from './step';

/** Which way alerts would take, in the window and in `serve`, and why. */
export const notifications = defineStep({
  id: 'notifications',
  title: 'Native alerts',
  async look({ place, uid }) {
    const findings: Finding[] = [];
    for (const host of ['desktop', 'headless'] as const) {
      const { by, why } = chooseNotifier(await lookForAlerts(place, host, uid));
      const says = `${host === 'desktop' ? 'window' : 'serve'}: ${by}, because ${why}`;
      findings.push(
        by === 'in-app' ? limited(says, 'Start a notification service (such as dunst) in a desktop session.') : fine(says),
      );
    }
    return findings;
  },
});
