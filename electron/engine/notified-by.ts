import type { ConsoleEvent } from '../../shared/domain/events';
import { decide } from '../../shared/domain/notifications/decide';
import type { RunningAlerting } from './alerting/open-alerting';
import type { OpenAlertRules } from './alerting/rules/alert-rules';
import { createReceiptChanges } from './channels/receipts/receipt-changes';
import type { Store } from './open-store';
import { RECEIPT } from './outbox/projection';
import type { Notifying } from './road';

interface Parts {
  readonly store: Store;
  readonly rehearsal: boolean;
  readonly makeId: Parameters<typeof decide>[0]['makeId'];
  readonly alerting: RunningAlerting;
  readonly alertRules: OpenAlertRules;
  /** Told of everything that was recorded, in this order. */
  readonly followers: readonly { recorded(events: readonly ConsoleEvent[]): void }[];
}

/** What people are told of a commit, decided within it: rules first, then alerts, then messages. */
export function notifiedBy({ store, rehearsal, makeId, alerting, alertRules, followers }: Parts): Notifying {
  const receiptChanges = createReceiptChanges({ find: store.journal.outbox.reads.byProvider, actor: RECEIPT });
  return {
    decide(toTell) {
      const ruled = alertRules.inCommit(toTell);
      const outcome = alerting.decide({ ...toTell, events: [...toTell.events, ...ruled] });
      const { events, news, quietFor, isEscalated } = outcome;
      return [
        ...ruled,
        ...events,
        ...decide({
          ...toTell,
          settings: store.notifications.current(),
          rehearsal,
          makeId,
          news,
          quiet: quietFor,
          isEscalated,
          onCall: store.onCall.current(),
        }),
        ...alertRules.act(toTell, outcome, alerting.book),
        ...receiptChanges(toTell.events, toTell.now),
      ];
    },
    recorded(events) {
      for (const follower of followers) follower.recorded(events);
    },
  };
}
