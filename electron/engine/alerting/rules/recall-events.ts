import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CompiledRule } from '../../../../shared/domain/alerting/rules/compile';
import type { RuleState } from '../../../../shared/domain/alerting/rules/evaluate';
import { createEventRules, type EventRules } from '../../../../shared/domain/alerting/rules/event-rule';
import { instantOf } from '../../../../shared/domain/primitives';
import type { DomainView } from '../../../../shared/domain/reconcile/domain-view';
import type { Journal } from '../../journal/journal';

/** Events that are looked through at a start; the newest, where there are more. */
const MOST_EVENTS = 100_000;
const ROWS_AT_A_TIME = 200;

interface Past {
  readonly journal: Pick<Journal, 'replay' | 'commits'>;
  /** The last event before the start. */
  readonly lastSeq: number;
  readonly nowMs: number;
  readonly view: () => DomainView;
  readonly signal: AbortSignal;
}

/** What rules on events had counted before the start, from the journal: as far back as the longest of them counts. */
export async function recallEvents(rules: readonly CompiledRule[], past: Past): Promise<Pick<EventRules, 'found'> | null> {
  const { journal, lastSeq, nowMs, view, signal } = past;
  const watching = rules.filter(({ subject, enabled }) => enabled && subject.type === 'event');
  if (watching.length === 0 || lastSeq === 0) return null;
  const longestMs = Math.max(...watching.map(({ periodMs, judgement }) => periodMs * judgement.evaluationPeriods));
  const states = new Map<string, RuleState>();
  const found = createEventRules(watching, (fingerprint) => states.get(fingerprint) ?? 'OK');
  const first = Math.max(lastSeq - MOST_EVENTS, journal.commits.upTo(instantOf(nowMs - longestMs)));
  for (let seq = first; seq < lastSeq && !signal.aborted; seq += ROWS_AT_A_TIME) {
    for (const { event } of journal.replay.between(seq, Math.min(lastSeq, seq + ROWS_AT_A_TIME)))
      for (const { fingerprint, to } of found.take(event, view())) states.set(fingerprint, to);
    await nextTurn();
  }
  return found;
}
