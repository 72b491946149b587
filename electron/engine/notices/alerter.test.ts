import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Notice } from '../../../shared/domain/notice';
import { Settings } from '../../../shared/domain/settings';
import type { View } from '../../../shared/domain/view';
import { at } from '../testing/events';
import { fakePorts, recordingNotifier } from '../testing/fakes';
import { settle } from '../testing/manual-clock';
import { aNotice } from '../testing/notices';
import { createAlerter } from './alerter';

const noView: View = {
  engine: {},
  contexts: {},
  sources: {},
  forecasts: {},
  plans: {},
  executions: {},
  participants: {},
  jobs: {},
  servers: {},
  instances: {},
  notices: {},
  incidents: {},
  findings: {},
  malformed: {},
};

function anAlerter(given: { settings?: unknown; by?: 'in-app' } = {}) {
  const ports = fakePorts({ notifier: recordingNotifier(given.by) });
  const settings = Settings.parse(given.settings ?? {});
  const recorded: ConsoleEvent[] = [];
  const warnings: string[] = [];
  let notices: Record<string, Notice> = {};
  const alerter = createAlerter({
    ports,
    settings: () => settings,
    record: (events) => recorded.push(...events),
    warn: ({ code }) => warnings.push(code),
  });
  const raise = async (...more: Notice[]) => {
    notices = { ...notices, ...Object.fromEntries(more.map((notice) => [notice.noticeId, notice])) };
    alerter.look({ ...noView, notices });
    await settle();
  };
  const outcomes = () =>
    recorded.map((event) =>
      event.type === 'notice.delivered' ? [event.noticeId, event.delivery.outcome, event.delivery.reason] : [],
    );
  return { ...ports, alerter, raise, outcomes, warnings };
}

describe('native alerts', () => {
  test('one notice is one alert, at once, with what to do next', async () => {
    const { raise, notifier, outcomes } = anAlerter();
    await raise(aNotice('a03'));
    expect(notifier.shown).toEqual([
      {
        title: 'a03 failed to launch',
        body: 'No free addresses in subnet-0123.\nFree some, then run the wave again.',
        urgency: 'normal',
        sound: true,
        executionId: aNotice('x').executionId,
        noticeIds: ['a03'],
      },
    ]);
    expect(outcomes()).toEqual([['a03', 'shown', null]]);
  });

  test('what happens at the same moment is one alert, the worst first', async () => {
    const { raise, notifier } = anAlerter();
    await raise(
      aNotice('a01'),
      aNotice('a02', { severity: 'CRITICAL' }),
      aNotice('a03'),
      aNotice('done', { needsAnswer: false }),
    );
    expect(notifier.shown).toHaveLength(1);
    expect(notifier.shown[0]).toMatchObject({
      title: '3 things need you',
      body: '• a02 failed to launch\n• a01 failed to launch\n• a03 failed to launch\nand 1 more',
      urgency: 'critical',
    });
  });

  test('what follows within a second and a half is gathered into one more', async () => {
    const { raise, notifier, time } = anAlerter();
    await raise(aNotice('a01'));
    await raise(aNotice('a02'));
    await raise(aNotice('a03'));
    expect(notifier.shown).toHaveLength(1);
    await time.advance(1_500);
    expect(notifier.shown.map((alert) => alert.title)).toEqual(['a01 failed to launch', '2 things need you']);
    await time.advance(3_000);
    await raise(aNotice('a04'));
    expect(notifier.shown).toHaveLength(3);
  });

  test('a storm of 500 is two alerts', async () => {
    const { raise, notifier, time } = anAlerter();
    for (let n = 0; n < 500; n += 1) await raise(aNotice(`s${n}`));
    await time.advance(5_000);
    expect(notifier.shown).toHaveLength(2);
  });

  test('do not disturb lets only CRITICAL through', async () => {
    const { raise, notifier, outcomes } = anAlerter({ settings: { alerts: { doNotDisturb: true, sound: false } } });
    await raise(aNotice('quiet'), aNotice('loud', { severity: 'CRITICAL' }));
    expect(notifier.shown).toMatchObject([{ noticeIds: ['loud'], sound: false }]);
    expect(outcomes()).toEqual([
      ['quiet', 'suppressed', 'do not disturb'],
      ['loud', 'shown', null],
    ]);
  });

  test.each<[string, unknown, Partial<Notice>, string]>([
    ['switched off', { features: { 'native-alerts': false } }, { severity: 'CRITICAL' }, 'native alerts are switched off'],
    ['already over', {}, { resolvedAt: at(5) }, 'over before it was shown'],
    ['already acknowledged', {}, { acknowledgedAt: at(5) }, 'acknowledged before it was shown'],
  ])('a notice %s is not shown, and that is recorded', async (_name, settings, notice, reason) => {
    const { raise, notifier, outcomes } = anAlerter({ settings });
    await raise(aNotice('a03', notice));
    expect(notifier.shown).toEqual([]);
    expect(outcomes()).toEqual([['a03', 'suppressed', reason]]);
  });

  test('a notice delivered before a restart is not shown again', async () => {
    const { raise, notifier, outcomes } = anAlerter();
    await raise(aNotice('a03', { deliveries: [{ at: at(0), by: 'node-notifier', outcome: 'shown', reason: null }] }));
    expect([notifier.shown, outcomes()]).toEqual([[], []]);
  });

  test('a notice is shown once, however often the view changes before its delivery is seen', async () => {
    const { raise, notifier, time } = anAlerter();
    await raise(aNotice('a03'));
    await raise(aNotice('a03', { note: 'changed' }));
    await time.advance(10_000);
    expect(notifier.shown).toHaveLength(1);
  });

  test('a rehearsal says so first', async () => {
    const { raise, notifier } = anAlerter();
    await raise(aNotice('a03', { rehearsal: true }));
    expect(notifier.shown[0]?.title).toBe('REHEARSAL · a03 failed to launch');
  });

  test('where no notification service answers, nothing is called and a warning says so', async () => {
    const { raise, notifier, outcomes, warnings } = anAlerter({ by: 'in-app' });
    await raise(aNotice('a03'));
    expect([notifier.shown, warnings]).toEqual([[], ['alerts.in-app']]);
    expect(outcomes()).toEqual([['a03', 'shown', 'shown in the console only']]);
  });

  test('an alert that failed is recorded with its reason', async () => {
    const { raise, notifier, outcomes, warnings } = anAlerter();
    notifier.breakDown('no daemon');
    await raise(aNotice('a03'));
    expect([outcomes(), warnings]).toEqual([[['a03', 'failed', 'no daemon']], ['alerts.failed']]);
  });
});
