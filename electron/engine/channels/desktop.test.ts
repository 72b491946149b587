import { expect, test } from 'vitest';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import { NoticeId } from '../../../shared/domain/primitives';
import type { NativeAlert } from '../ports';
import { ManualTime } from '../testing/manual-clock';
import type { ChannelTools } from './channel';
import { desktop } from './desktop';
import { aRendered, aSendJob, channelTools } from './testing/a-send-job';

function tools(given: Partial<ChannelTools> = {}) {
  const shown: NativeAlert[] = [];
  const made: ChannelTools = {
    ...channelTools(new ManualTime()),
    alertsNatively: () => true,
    showNative: async (alert) => {
      shown.push(alert);
      return { outcome: 'shown', reason: null };
    },
    ...given,
  };
  return { made, shown };
}

const rendered = aRendered('desktop', { title: 'Execution failed', body: 'Payroll', urgency: 'critical' });
/** Of this type the console raises no alert of its own. */
const quiet = sampleEvent('execution.started');
const loud = sampleEvent('execution.failed');

test('what the console has no alert for is shown, and that is as good as delivered', async () => {
  const { made, shown } = tools();
  expect((await desktop.send(aSendJob({ carrier: 'desktop', event: quiet, rendered }), made)).outcome).toBe('delivered');
  expect(shown).toMatchObject([{ title: 'Execution failed', body: 'Payroll', urgency: 'critical', sound: true }]);
});

test('nobody is shown the same fact twice', async () => {
  const { made, shown } = tools({ noticesOf: () => [NoticeId.parse('n1')] });
  expect((await desktop.send(aSendJob({ carrier: 'desktop', event: loud, rendered }), made)).suppress).toBeDefined();
  expect(shown).toEqual([]);
});

test('where the console itself keeps quiet, the channel does not; and a test is always shown', async () => {
  const { made, shown } = tools({ noticesOf: () => [NoticeId.parse('n1')] });
  await desktop.send(aSendJob({ carrier: 'desktop', event: loud, rendered }), { ...made, alertsNatively: () => false });
  await desktop.send(aSendJob({ carrier: 'desktop', event: loud, rendered, delivery: { test: true } }), made);
  expect(shown).toMatchObject([{ noticeIds: ['n1'] }, { noticeIds: ['n1'] }]);
});

test('where there is no desktop, nothing fails for want of one', async () => {
  const { made } = tools({ showNative: async () => ({ outcome: 'impossible', reason: 'no desktop session' }) });
  expect((await desktop.send(aSendJob({ carrier: 'desktop', event: quiet, rendered }), made)).suppress).toBe(
    'no desktop session',
  );
});

test('an alert that could not be shown is tried again', async () => {
  const { made } = tools({ showNative: async () => ({ outcome: 'failed', reason: 'no daemon' }) });
  const sent = await desktop.send(aSendJob({ carrier: 'desktop', event: quiet, rendered }), made);
  expect(sent).toMatchObject({ outcome: 'transient', reply: 'no daemon' });
});
