import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CompiledRule } from '../../../../shared/domain/alerting/rules/compile';
import { createEventRules, type EventRules } from '../../../../shared/domain/alerting/rules/event-rule';
import type { RuleStanding } from '../../../../shared/domain/alerting/rules/report';
import type { RuleStateChanged } from '../../../../shared/domain/alerting/rules/rule-event';
import { fingerprintOfSeries } from '../../../../shared/domain/alerting/rules/rule-labels';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { Core } from '../../engine-api';
import type { Journal } from '../../journal/journal';
import type { Ports } from '../../ports';
import type { ToTell } from '../../state/commit';
import type { PointStore } from '../../telemetry/point-store';
import { endedByChange } from './changed-rules';
import { judgeAll, labelsOfRule } from './judge-series';
import { judgeState } from './judge-states';
import { learnSeries, MOST_SERIES, measure, spanNow, withRunning } from './measure';
import { recallEvents } from './recall-events';
import { createRuleBook } from './rule-book';
import type { RuleStore } from './rule-store';
import { createSteadiness } from './steadiness';

interface RulesParts {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly core: Pick<Core, 'view' | 'state' | 'settings' | 'commit'>;
  readonly store: RuleStore;
  readonly journal: Pick<Journal, 'replay' | 'commits' | 'lastSeq' | 'alerting'>;
  readonly points: Pick<PointStore, 'query'>;
}

/** The operator's rules, judging. Only what changes is recorded, as `rule.state-changed`; alerts are made of that, and of nothing else. */
export interface RunningRules {
  /** What rules on events say to a commit; to be recorded with it. */
  inCommit(toTell: ToTell): RuleStateChanged[];
  /** To be called with everything that was committed, from the first commit on. */
  recorded(events: readonly ConsoleEvent[]): void;
  standings(): RuleStanding[];
  stop(): void;
}

/** How often rules are looked at, on the engine's clock; a rule on a metric once a minute at the most. */
const LOOK_EVERY_MS = 10_000;
const JUDGE_EVERY_MS = 60_000;
/** In a rehearsal the engine's clock runs fast; this machine does not. */
const SHORTEST_WALL_MS = 250;
/** After something was recorded, conditions on the live view are looked at so soon, on this machine's clock. */
const SOON_MS = 1_000;
/** A piece of work lasts about so long. */
const TURN_MS = 8;
/** Changes in one commit. */
const AT_ONCE = 500;

export function openRunningRules({ ports, core, store, journal, points }: RulesParts): RunningRules {
  const { clock, wall, log } = ports;
  const book = createRuleBook(journal.alerting.ruleStates());
  const steadiness = createSteadiness(clock.nowMs());
  const stopping = new AbortController();
  const judgedAtMs = new Map<string, number>();
  const learnt = new WeakSet<CompiledRule>();
  let known: ReadonlyMap<string, CompiledRule> = byId(store.compiled());
  let followed: { readonly of: readonly CompiledRule[]; readonly rules: EventRules } | null = null;
  let isSoon = false;
  let isJudging = false;
  void run();
  void guarded(recall);

  function eventRules(): EventRules {
    const of = store.compiled();
    if (followed?.of === of) return followed.rules;
    const rules = createEventRules(of, book.stateOf, book.standing());
    if (followed !== null) rules.recall(followed.rules);
    followed = { of, rules };
    return rules;
  }

  async function recall(): Promise<void> {
    const past = { journal, lastSeq: journal.lastSeq(), nowMs: clock.nowMs(), view: core.view, signal: stopping.signal };
    const found = await recallEvents(store.compiled(), past);
    if (found !== null && !stopping.signal.aborted) eventRules().recall(found);
  }

  /** What cannot be recorded now stays as it was, and is found again the next time. */
  function say(events: readonly RuleStateChanged[]): void {
    for (let from = 0; from < events.length; from += AT_ONCE) {
      const recorded = core.commit(events.slice(from, from + AT_ONCE));
      if (recorded.ok) continue;
      log.warn({ reason: recorded.error.message }, 'what alert rules found could not be recorded');
      return;
    }
  }

  async function run(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      const begunMs = wall.monoMs();
      try {
        await clock.sleep(LOOK_EVERY_MS, signal);
        const restMs = SHORTEST_WALL_MS - (wall.monoMs() - begunMs);
        if (restMs > 0) await wall.sleep(restMs, signal);
      } catch {
        return; // stopped
      }
      await guarded(look);
    }
  }

  async function guarded(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      log.error({ error: thrown }, 'alert rules could not be judged');
    }
  }

  /** Before anything is judged: what is told of a jump may come later than the jump. */
  function lookAtClock(): void {
    steadiness.look(clock.nowMs(), clock.speed(), wall.monoMs());
  }

  async function look(): Promise<void> {
    lookAtClock();
    await judgeStates();
    for (const rule of store.compiled()) {
      if (stopping.signal.aborted) return;
      const isMeasured = rule.subject.type === 'metric' || rule.subject.type === 'expression';
      if (!isMeasured || !rule.enabled || !isDue(rule)) continue;
      await guarded(() => judgeMeasured(rule));
    }
  }

  function isDue({ id, periodMs }: CompiledRule): boolean {
    const last = judgedAtMs.get(id);
    return last === undefined || Math.abs(clock.nowMs() - last) >= Math.min(periodMs, JUDGE_EVERY_MS);
  }

  async function judgeMeasured(rule: CompiledRule): Promise<void> {
    lookAtClock();
    const nowMs = clock.nowMs();
    if (steadiness.isUnsteady(nowMs)) return;
    judgedAtMs.set(rule.id, nowMs);
    if (rule.judgement.missing === 'breaching' && !learnt.has(rule)) await learn(rule, nowMs);
    const { series, total } = await measure(rule, spanNow(rule, nowMs), points);
    // The rule may have been changed, and the engine stopped, while its series were read.
    if (stopping.signal.aborted || !store.compiled().includes(rule)) return;
    const now = clock.now();
    const scene = { view: core.view(), now, holdsMissing: steadiness.holdsMissing(rule, nowMs) };
    const events = await judgeAll(rule, withRunning(rule, series, scene.view, clock.nowMs()), scene, book);
    if (stopping.signal.aborted || !store.compiled().includes(rule)) return;
    const trouble =
      total > MOST_SERIES ? `It finds ${total} series, and judges the first ${MOST_SERIES}: narrow its labels.` : null;
    book.judged(rule.id, now, trouble);
    say(events);
  }

  /** Where missing is bad, a series that stopped while nobody looked is missing, too. */
  async function learn(rule: CompiledRule, nowMs: number): Promise<void> {
    learnt.add(rule);
    for (const one of await learnSeries(rule, nowMs, points)) {
      const fingerprint = fingerprintOfSeries(rule.id, one);
      if (book.find(fingerprint) !== undefined) continue;
      const labels = labelsOfRule(rule, one, core.view());
      book.note({ ruleId: rule.id, fingerprint, labels, live: 'OK', seenAtMs: Math.max(...one.values.keys()) });
    }
  }

  /** One rule after the other, and others have their turn in between. */
  async function judgeStates(): Promise<void> {
    if (isJudging) return;
    isJudging = true;
    let turnMs = wall.monoMs();
    try {
      for (const rule of store.compiled()) {
        lookAtClock();
        if (stopping.signal.aborted || steadiness.isUnsteady(clock.nowMs())) return;
        if (rule.subject.type !== 'state' || !rule.enabled) continue;
        await guarded(() => judgeOnView(rule));
        if (wall.monoMs() - turnMs < TURN_MS) continue;
        await nextTurn();
        turnMs = wall.monoMs();
      }
    } finally {
      isJudging = false;
    }
  }

  function judgeOnView(rule: CompiledRule): void {
    if (!store.compiled().includes(rule)) return;
    const view = core.view();
    const starting = Object.values(view.sources).filter(({ state }) => state === 'starting');
    const aheadSinceMs = steadiness.aheadSinceMs();
    const scene = { view, state: core.state(), settings: core.settings(), nowMs: clock.nowMs(), aheadSinceMs };
    const events = judgeState(rule, scene, book, (contextId) => !starting.some((one) => one.contextId === contextId));
    book.judged(rule.id, clock.now(), null);
    say(events);
  }

  async function lookSoon(): Promise<void> {
    if (isSoon) return;
    isSoon = true;
    try {
      await wall.sleep(SOON_MS, stopping.signal);
      isSoon = false;
      await guarded(judgeStates);
    } catch {
      // stopped
    }
  }

  /** What rules stood on that are gone, off or others by now. */
  function followRules(): void {
    const after = byId(store.compiled());
    const ended = endedByChange(book.standing(), known, after, clock.now());
    for (const [id, rule] of known) {
      if (after.get(id) === rule) continue;
      judgedAtMs.delete(id);
      for (const one of book.of(id)) if (one.recorded === 'OK') book.forget(one.fingerprint);
    }
    known = after;
    say(ended);
  }

  return {
    inCommit({ events, view, now }) {
      return eventRules().follow(events, view, now);
    },
    recorded(events) {
      let isChanged = false;
      for (const event of events) {
        book.apply(event);
        if (event.type === 'alert-rules.changed') isChanged = true;
        if (event.type === 'clock.changed') steadiness.jumped(event.jumpSeconds, clock.nowMs());
      }
      if (events.length === 0 || stopping.signal.aborted) return;
      // Not within the commit that tells of it.
      if (isChanged) void Promise.resolve().then(() => guarded(followRules));
      if (known.size > 0) void lookSoon();
    },
    standings: () => store.current().map(({ AlertId }) => book.report(AlertId, known.get(AlertId)?.enabled === true)),
    stop: () => stopping.abort(),
  };
}

function byId(rules: readonly CompiledRule[]): ReadonlyMap<string, CompiledRule> {
  return new Map(rules.map((rule) => [rule.id, rule]));
}
