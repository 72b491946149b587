import type { ConsoleEvent } from '../../events';
import { ContextId, ExecutionId, ServerId } from '../../primitives';
import type { Signal } from '../signal';

/** What rules of operators say. A series without data neither fires nor is over: it stays as it was. */
export function ruleSignals(event: ConsoleEvent): Signal[] {
  if (event.type !== 'rule.state-changed' || event.to === 'INSUFFICIENT_DATA') return [];
  const { labels, ruleId, policyId, runbookId, quietMinutes, quietOnAcknowledgement } = event;
  return [
    {
      fingerprint: event.fingerprint,
      state: event.to === 'ALARM' ? 'firing' : 'resolved',
      at: event.at,
      origin: 'rule',
      name: ruleId,
      severity: event.severity,
      title: event.title,
      summary: event.summary,
      nextStep: event.nextStep,
      labels: { source: 'rule', rule: ruleId, ...labels },
      contextId: ContextId.safeParse(labels.context).data ?? null,
      executionId: ExecutionId.safeParse(labels.execution).data ?? null,
      sourceServerId: ServerId.safeParse(labels.server).data ?? null,
      noticeId: null,
      ruleId,
      value: event.value,
      threshold: event.threshold,
      because: event.to === 'OK' ? event.summary : null,
      isTold: false,
      wishes: { policyId, runbookId, quietMinutes, quietOnAcknowledgement },
    },
  ];
}
