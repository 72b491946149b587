import { sourceTitle } from '../../notifications/catalogue/source-words';
import type { Alert } from '../alert';
import type { Cause } from '../incident';
import { CauseId } from './cause-ids';
import { byAlert, type CauseRule, causeOf, groupedBy } from './cause-rule';

const names = ['source-silent', 'permission-lost', 'queue-lost'];

/** Sources of the console that do not answer: by what AWS said, the more of them the more probable. */
export const silentSources: CauseRule = {
  names,
  look(scene) {
    const alerts = scene.alerts.filter(({ name, origin }) => origin === 'notice' && names.includes(name));
    return groupedBy(alerts, ({ labels }) => labels.cause ?? 'source-down').map((group) => suspect(group, alerts.length));
  },
};

function suspect(group: readonly [Alert, ...Alert[]], of: number): Cause {
  const [first] = group;
  const causeId = CauseId.safeParse(first.labels.cause).data ?? 'source-down';
  const { context, action, source } = first.labels;
  return causeOf({
    causeId,
    score: 0.7 + 0.2 * (group.length / of),
    subject: subjectOf(group, causeId),
    ...(causeId === 'permission-missing' && action !== undefined ? { title: `The console may not call ${action}` } : {}),
    ...(first.nextStep === '' ? {} : { nextStep: first.nextStep }),
    evidence: group.slice(0, 6).map((alert) => ({
      text: alert.summary,
      at: alert.startedAt,
      ref: { kind: 'source', id: `${context ?? ''}/${source ?? alert.labels.source ?? ''}` },
    })),
  });
}

function subjectOf([first, ...others]: readonly [Alert, ...Alert[]], causeId: CauseId): Cause['subject'] {
  const { context = '', source = 'all', account } = first.labels;
  if (causeId === 'credentials-expired') return { kind: 'context', id: context, name: first.labels.profile ?? context };
  if (others.length > 0 || source === 'all') return { kind: 'context', id: context, name: account ?? context };
  return { kind: 'source', id: `${context}/${source}`, name: sourceTitle(source) };
}

/** What the console says of itself. */
export const ownTroubles: CauseRule = {
  names: ['our-own-trouble'],
  look: (scene) =>
    scene.alerts
      .filter(({ name }) => name === 'our-own-trouble')
      .map((alert) => {
        const isSession = alert.fingerprint.startsWith('session-ends') || /\bsession\b/i.test(alert.title);
        return causeOf({
          causeId: isSession ? 'credentials-expired' : 'console-fault',
          score: isSession ? 0.8 : 0.6,
          ...(alert.nextStep === '' ? {} : { nextStep: alert.nextStep }),
          evidence: [byAlert(alert, alert.summary)],
        });
      }),
};
