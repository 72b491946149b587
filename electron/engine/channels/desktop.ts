import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import type { Channel, ChannelTools, SendJob } from './channel';
import { outcome, suppressed } from './outcome';

/** A native alert on the machine this console runs on. */
export const desktop: Channel = {
  carrier: 'desktop',
  title: 'Native alert on this computer',
  rate: { perSecond: 1, burst: 5 },
  deduplicates: false,
  proves: 'delivered',
  async send(job, tools) {
    const { rendered, event } = job;
    if (rendered.format !== 'desktop') return outcome('ours', { reply: `a message in the form of ${rendered.format}` });
    if (isShownAnyway(job, tools)) return suppressed('the console itself shows a native alert for this');
    const { outcome: shown, reason } = await tools.showNative({
      title: rendered.title,
      body: rendered.body,
      urgency: rendered.urgency,
      sound: rendered.urgency !== 'low',
      executionId: event.execution?.id ?? null,
      noticeIds: tools.noticesOf(event),
    });
    if (shown === 'impossible') return suppressed(reason ?? 'native alerts are not shown here');
    return outcome(shown === 'shown' ? 'delivered' : 'transient', { reply: reason });
  },
};

/** The console alerts of every notice by itself. What it has no notice for, and tests, nobody else would show. */
function isShownAnyway({ delivery, event }: SendJob, tools: ChannelTools): boolean {
  return !delivery.test && tools.alertsNatively() && hasNotice(event, tools);
}

function hasNotice(event: NotificationEvent, tools: ChannelTools): boolean {
  return event.noticeId !== null || tools.noticesOf(event).length > 0;
}
