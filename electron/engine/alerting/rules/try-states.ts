import type { CompiledRule } from '../../../../shared/domain/alerting/rules/compile';
import type { Backtest } from '../../../../shared/domain/alerting/rules/report';
import { instantOf } from '../../../../shared/domain/primitives';
import type { Settings } from '../../../../shared/domain/settings';
import type { Journal } from '../../journal/journal';
import { createKeyframes, shownAt } from '../../replay/keyframes';
import { beginningOf } from './journal-beginning';
import { judgeState } from './judge-states';
import { createRuleBook } from './rule-book';
import { reportOf, type Span } from './trial';
import { createTurnsBook } from './trial-turns';

/** Moments that are looked at in one trial. */
const MOST_MOMENTS = 600;
const SHORTEST_STEP_MS = 60_000;
/** Events from the journal's beginning that a trial may have to add up. */
const MOST_EVENTS = 300_000;

interface World {
  readonly journal: Pick<Journal, 'replay' | 'commits' | 'lastSeq'>;
  readonly settings: Pick<Settings, 'objectives'>;
  readonly monoMs: () => number;
}

/** A rule on the live view, tried on the view as it was: at steps of a minute or more, with today's objectives. */
export async function tryStates(rule: CompiledRule, span: Span, { journal, settings, monoMs }: World): Promise<Backtest> {
  const end = journal.commits.upTo(instantOf(span.toMs));
  const book = createRuleBook([]);
  const turns = createTurnsBook(rule, span);
  const stepMs = Math.max(
    SHORTEST_STEP_MS,
    Math.ceil((span.toMs - span.fromMs) / MOST_MOMENTS / SHORTEST_STEP_MS) * SHORTEST_STEP_MS,
  );
  let cut = stepMs > SHORTEST_STEP_MS ? `The view was looked at every ${stepMs / 60_000} min of this time.` : null;
  if (end > MOST_EVENTS) {
    cut = `The journal has ${end} events up to then; views of the past are made of ${MOST_EVENTS} at most. Nothing was tried.`;
    return reportOf(rule, [], span, 0, cut, null);
  }
  const frames = createKeyframes({ between: journal.replay.between, monoMs });
  for (let atMs = span.fromMs; atMs <= span.toMs; atMs += stepMs) {
    const at = instantOf(atMs);
    const seq = journal.commits.upTo(at);
    if (seq === 0) continue;
    const frame = await frames.at(seq);
    const scene = { view: shownAt(frame, at), state: frame.state, settings, nowMs: atMs };
    for (const event of judgeState(rule, scene, book, () => true)) {
      book.apply(event);
      turns.turn(event.fingerprint, event);
    }
  }
  const tried = turns.close();
  return reportOf(rule, tried, span, tried.length, cut, beginningOf(journal));
}
