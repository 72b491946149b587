import { byAlert, type CauseRule, causeOf } from './cause-rule';

/** People are asked for, or have decided: not a fault of any machine. */
export const waitingAndCancelled: CauseRule = {
  names: ['execution-paused', 'execution-cancelled'],
  look: (scene) =>
    scene.alerts.flatMap((alert) => {
      const execution = scene.executionOf(alert);
      const subject =
        execution === undefined ? null : { kind: 'plan', id: execution.planId ?? execution.planName, name: execution.planName };
      if (alert.name === 'execution-paused') {
        // Once it went on, the pause explains nothing any more.
        const score = alert.status === 'FIRING' ? 0.75 : 0.2;
        return [
          causeOf({
            causeId: 'waits-for-approval',
            title: alert.title,
            score,
            subject,
            evidence: [byAlert(alert, alert.summary)],
          }),
        ];
      }
      if (alert.name !== 'execution-cancelled') return [];
      return [
        causeOf({
          causeId: 'cancelled-by-operator',
          title: alert.title,
          score: 0.75,
          subject,
          evidence: [byAlert(alert, alert.summary)],
        }),
      ];
    }),
};
