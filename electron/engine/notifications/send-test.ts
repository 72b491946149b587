import type { EventOf } from '../../../shared/domain/events';
import { asTest, planTest } from '../../../shared/domain/notifications/plan/plan-test';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import type { Template } from '../../../shared/domain/notifications/template';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Core } from '../engine-api';
import type { Notifications, TestWish, WriteProblem } from '../notifications-api';
import type { NotificationStore, Outbox } from '../outbox/outbox-api';
import type { Ports } from '../ports';

interface TestOptions {
  readonly store: Pick<NotificationStore, 'current'>;
  readonly outbox: Pick<Outbox, 'ended'>;
  readonly commit: Core['commit'];
  readonly ports: Pick<Ports, 'clock' | 'ids'>;
  readonly makeId: () => string;
  readonly rehearsal: boolean;
  keepDraft(deliveryId: string, draft: Template): void;
}

const PATIENCE_MS = 30_000;

/** Sends tests the way everything is sent: committed first, then delivered by the outbox, with its history. */
export function createTestSender(options: TestOptions): Notifications['test'] {
  const { outbox, commit, keepDraft } = options;
  return async (wish, actor) => {
    const planned = plan(wish, options);
    if (!planned.ok) return planned;
    const { deliveries } = planned.value;
    if (wish.template !== null) for (const { deliveryId } of deliveries) keepDraft(deliveryId, wish.template);
    const recorded = commit([planned.value], actor);
    if (!recorded.ok) return err({ code: 'not-writable', field: null, message: recorded.error.message });
    const ended = await Promise.all(deliveries.map(({ deliveryId }) => outbox.ended(deliveryId, PATIENCE_MS)));
    const all = ended.flatMap((record) => record ?? []);
    const [first] = all;
    return first === undefined ? err(vanished) : ok({ first, all });
  };
}

const vanished: WriteProblem = {
  code: 'unknown',
  field: null,
  message: 'The test was queued and is not in the history any more.',
};

function plan(wish: TestWish, options: TestOptions): Result<EventOf<'notification.raised'>, WriteProblem> {
  const { store, ports, makeId, rehearsal } = options;
  const settings = store.current();
  const configuration = settings.Notifications.find(({ NotificationId }) => NotificationId === wish.notificationId);
  if (configuration === undefined)
    return err({
      code: 'unknown',
      field: 'notificationId',
      message: `There is no notification configuration ${wish.notificationId} here.`,
    });
  const now = ports.clock.now();
  const event = asTest(sampleEvent(wish.event), ports.ids.next('evt'), now, rehearsal);
  const deliveries = planTest({
    configuration,
    channelIndex: wish.channelIndex,
    escalation: wish.escalation,
    event,
    defaults: settings.Defaults,
    now,
    makeId,
    // The shipped ones serve every language; whoever wrote one in another tries it in that.
    locale: wish.template === null || wish.template.locale === 'en' ? null : wish.template.locale,
  });
  if (deliveries.length === 0)
    return err({ code: 'invalid', field: 'channelIndex', message: `${configuration.Name} has no such channel.` });
  return ok({ type: 'notification.raised', at: now, event, deliveries });
}
