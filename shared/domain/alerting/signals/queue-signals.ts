import type { ConsoleEvent } from '../../events';
import type { DomainView } from '../../reconcile/domain-view';
import { noWishes, type Signal } from '../signal';
import { placeLabels } from './place-labels';

/** A console whose own queue is gone hears of nothing until it polls: slower, and nothing is lost. */
export function queueSignals(event: ConsoleEvent, view: DomainView): Signal[] {
  if (event.type !== 'queue.lost' && event.type !== 'queue.created') return [];
  const { contextId, at } = event;
  const name = view.contexts[contextId]?.name ?? contextId;
  const isLost = event.type === 'queue.lost';
  return [
    {
      fingerprint: `queue-lost:${contextId}`,
      state: isLost ? 'firing' : 'resolved',
      at,
      origin: 'notice',
      name: 'queue-lost',
      severity: 'MEDIUM',
      title: `The queue of ${name} is gone`,
      summary: isLost ? `Messages of AWS do not arrive any more: ${event.reason}. The console polls instead.` : '',
      nextStep: 'Let the console make its queue anew on the set-up screen.',
      labels: {
        ...placeLabels({ contextId, executionId: null, sourceServerId: null }, view),
        source: 'sqs-messages',
        kind: 'queue-lost',
        cause: 'queue-lost',
      },
      contextId,
      executionId: null,
      sourceServerId: null,
      noticeId: null,
      ruleId: null,
      value: null,
      threshold: null,
      because: isLost ? null : 'The queue was made anew.',
      isTold: false,
      wishes: noWishes,
    },
  ];
}
