import { nameOfPrincipal } from '../../security/security-notices';
import type { Alert } from '../alert';
import { byAlert, type CauseRule, causeOf } from './cause-rule';

/** Somebody did something. What followed on the same server, and only after it, follows from it. */
export const securityDeeds: CauseRule = {
  names: ['security'],
  look(scene) {
    const deeds = scene.alerts.filter(({ name }) => name === 'security');
    return deeds.map((deed) => {
      const effects = scene.alerts.filter((alert) => isEffect(alert, deed));
      const { principal } = deed.labels;
      return causeOf({
        causeId: 'security-event',
        title: deed.title,
        score: effects.length > 0 ? 0.97 : 0.85,
        subject: principal === undefined ? null : { kind: 'principal', id: principal, name: nameOfPrincipal(principal) },
        ...(deed.nextStep === '' ? {} : { nextStep: deed.nextStep }),
        evidence: [byAlert(deed, deed.summary), ...effects.map((effect) => byAlert(effect, `After it: ${effect.title}`))],
      });
    });
  },
};

/** The trail is told minutes after the deed, so the effect is often seen first. */
function isEffect(alert: Alert, deed: Alert): boolean {
  return alert.name !== 'security' && alert.labels.server !== undefined && alert.labels.server === deed.labels.server;
}
