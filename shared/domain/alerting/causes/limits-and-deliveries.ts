import { byAlert, type CauseRule, causeOf } from './cause-rule';

/** Limits on jobs of DRS: reached, no further wave starts. */
const ofJobs: ReadonlySet<string> = new Set(['L-D88FAC3A', 'L-B827C881', 'L-05AFA8C6', 'L-DD6D028C']);

/** A limit that is nearly used up. */
export const nearLimits: CauseRule = {
  names: ['quota-near'],
  look: (scene) =>
    scene.alerts
      .filter(({ name }) => name === 'quota-near')
      .map((alert) => {
        const { account = '', region = '', quota = '' } = alert.labels;
        return causeOf({
          causeId: ofJobs.has(quota) ? 'job-quota' : 'quota-near',
          title: alert.title,
          score: 0.8,
          subject: { kind: 'quota', id: `${account}/${region}/${quota}`, name: quota },
          ...(alert.nextStep === '' ? {} : { nextStep: alert.nextStep }),
          evidence: [
            byAlert(alert, alert.summary),
            { text: `Quota ${quota} of ${account}, ${region}`, at: alert.startedAt, ref: { kind: 'quota', id: quota } },
          ],
        });
      }),
};

/** A destination that takes no messages. */
export const failingDeliveries: CauseRule = {
  names: ['delivery-failing'],
  look: (scene) =>
    scene.alerts
      .filter(({ name, origin }) => name === 'delivery-failing' && origin === 'notice')
      .map((alert) =>
        causeOf({
          causeId: 'delivery-failing',
          title: alert.title,
          score: 0.8,
          subject: { kind: 'destination', id: alert.fingerprint, name: alert.labels.destination ?? '' },
          ...(alert.nextStep === '' ? {} : { nextStep: alert.nextStep }),
          evidence: [byAlert(alert, alert.summary)],
        }),
      ),
};
