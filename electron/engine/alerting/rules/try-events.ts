import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CompiledRule } from '../../../../shared/domain/alerting/rules/compile';
import type { RuleState } from '../../../../shared/domain/alerting/rules/evaluate';
import { createEventRules } from '../../../../shared/domain/alerting/rules/event-rule';
import type { Backtest } from '../../../../shared/domain/alerting/rules/report';
import type { RuleStateChanged } from '../../../../shared/domain/alerting/rules/rule-event';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import type { DomainView } from '../../../../shared/domain/reconcile/domain-view';
import type { Journal } from '../../journal/journal';
import { beginningOf } from './journal-beginning';
import { reportOf, type Span } from './trial';
import { createTurnsBook } from './trial-turns';

/** Events of one trial. */
const MOST_EVENTS = 200_000;
const ROWS_AT_A_TIME = 200;
const MINUTE_MS = 60_000;

/** A rule on events, tried on the journal. */
export async function tryEvents(
  rule: CompiledRule,
  span: Span,
  { journal, view }: { readonly journal: Pick<Journal, 'replay' | 'commits' | 'lastSeq'>; readonly view: DomainView },
): Promise<Backtest> {
  const states = new Map<string, RuleState>();
  const book = createTurnsBook(rule, span);
  const rules = createEventRules([rule], (fingerprint) => states.get(fingerprint) ?? 'OK');
  const first = journal.commits.upTo(instantOf(span.fromMs));
  const end = journal.commits.upTo(instantOf(span.toMs));
  const last = Math.min(end, first + MOST_EVENTS);
  let reachedMs = span.fromMs;
  for (let seq = first; seq < last; seq += ROWS_AT_A_TIME) {
    for (const { event } of journal.replay.between(seq, Math.min(last, seq + ROWS_AT_A_TIME))) {
      const atMs = msOf(event.at);
      if (atMs > span.toMs) continue;
      pass(atMs);
      note(rules.take(event, view));
    }
    await nextTurn();
  }
  pass(span.toMs);
  const cut = end > last ? `There are ${end - first} events in this time; the first ${MOST_EVENTS} were tried.` : null;
  const tried = book.close();
  return reportOf(rule, tried, span, tried.length, cut, beginningOf(journal));

  /** Time passes without an event: what stands may be over. */
  function pass(toMs: number): void {
    const standing = () => [...states.values()].includes('ALARM');
    for (; reachedMs + MINUTE_MS < toMs && standing(); reachedMs += MINUTE_MS) note(rules.tick(instantOf(reachedMs + MINUTE_MS)));
    reachedMs = Math.max(reachedMs, toMs);
    note(rules.tick(instantOf(reachedMs)));
  }

  function note(events: readonly RuleStateChanged[]): void {
    for (const event of events) {
      states.set(event.fingerprint, event.to);
      book.turn(event.fingerprint, event);
    }
  }
}
