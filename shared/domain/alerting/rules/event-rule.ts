import { isEqual } from '../../../lib/equal';
import { isObject, isScalar } from '../../event-pattern/values';
import type { ConsoleEvent, EventType } from '../../events';
import { ContextId, ExecutionId, type Instant, msOf, ServerId } from '../../primitives';
import type { DomainView } from '../../reconcile/domain-view';
import type { Labels } from '../labels';
import { placeLabels } from '../signals/place-labels';
import type { CompiledRule } from './compile';
import type { RuleState } from './evaluate';
import { breaches } from './operators';
import { type RuleStateChanged, ruleEvent } from './rule-event';
import { titleOf } from './rule-words';
import { effectiveFor } from './scope';

/** What is made of rules, alerts and messages would make them again, and again. */
export const unmatched: ReadonlySet<EventType> = new Set<EventType>([
  'rule.state-changed',
  'alerts.changed',
  'incident.changed',
  'notification.raised',
]);

/** Rules on events, with what they have found lately. */
export interface EventRules {
  /** What one recorded event does to them, in order of the rules. */
  take(event: ConsoleEvent, view: DomainView): RuleStateChanged[];
  /** What time alone does to them: an alert stands as long as enough events lie within its periods. */
  tick(now: Instant): RuleStateChanged[];
  /** All of one commit, then its time: what one event turns, the next one finds turned, though nothing of it is recorded yet. */
  follow(events: readonly ConsoleEvent[], view: DomainView, now: Instant): RuleStateChanged[];
  /** What others have found for the same rules counts here, too. */
  recall(others: Pick<EventRules, 'found'>): void;
  readonly found: ReadonlyMap<string, Found>;
}

interface Found {
  readonly rule: CompiledRule;
  readonly labels: Labels;
  /** Moments of matching events, oldest first, as far as they may still count. */
  times: number[];
}

/** The most moments that are kept of one subject. */
const MOST_TIMES = 1_000;
/** The most subjects that are remembered; the longest unseen is forgotten first. */
const MOST_FOUND = 10_000;

/**
 * Follows events for rules that watch them. `stateOf` tells how a subject stands as it was recorded last, so that a restart neither
 * repeats nor forgets; what stood before is given as `standing`, dated when it turned.
 */
export function createEventRules(
  rules: readonly CompiledRule[],
  stateOf: (fingerprint: string) => RuleState,
  standing: readonly Pick<RuleStateChanged, 'ruleId' | 'fingerprint' | 'labels' | 'at'>[] = [],
): EventRules {
  const watching = rules.filter(({ subject, enabled }) => enabled && subject.type === 'event');
  const found = new Map<string, Found>();
  /** What was said of this commit so far. */
  const said = new Map<string, RuleState>();
  const stateNow = (fingerprint: string) => said.get(fingerprint) ?? stateOf(fingerprint);
  for (const { ruleId, fingerprint, labels, at } of standing) {
    const rule = watching.find(({ id }) => id === ruleId);
    if (rule !== undefined) found.set(fingerprint, { rule, labels, times: [msOf(at)] });
  }

  function opened(rule: CompiledRule, event: ConsoleEvent, view: DomainView): RuleStateChanged[] {
    const labels = labelsOfEvent(rule, event, view);
    const effective = effectiveFor(rule, labels);
    if (effective === null) return [];
    const fingerprint = fingerprintOf(rule, event);
    const held = found.get(fingerprint);
    const atMs = msOf(event.at);
    const times = [...(held?.times ?? []), atMs].filter((time) => Math.abs(atMs - time) <= windowMs(rule)).slice(-MOST_TIMES);
    found.delete(fingerprint);
    found.set(fingerprint, { rule, labels, times });
    if (found.size > MOST_FOUND) dropOldest();
    const { operator, threshold } = effective.judgement;
    const before = stateNow(fingerprint);
    if (before === 'ALARM' || !breaches(times.length, operator, threshold)) return [];
    const count = times.length === 1 ? 'One event' : `${times.length} events`;
    return [
      ruleEvent(rule, {
        at: event.at,
        fingerprint,
        labels,
        from: before,
        to: 'ALARM',
        severity: effective.severity,
        title: titleOf(rule.configuration.Name, labels),
        summary: `${count} of ${event.type} within ${Math.round(windowMs(rule) / 60_000)} min, the newest at ${event.at}.`,
        nextStep: null,
        value: times.length,
        threshold,
      }),
    ];
  }

  /** Those that stand are remembered as long as they do. */
  function dropOldest(): void {
    for (const fingerprint of found.keys()) {
      if (stateNow(fingerprint) === 'ALARM') continue;
      found.delete(fingerprint);
      return;
    }
  }

  function over({ rule, labels, times }: Found, fingerprint: string, at: Instant, summary: string): RuleStateChanged {
    found.delete(fingerprint);
    const effective = effectiveFor(rule, labels);
    return ruleEvent(rule, {
      at,
      fingerprint,
      labels,
      from: 'ALARM',
      to: 'OK',
      severity: effective?.severity ?? rule.severity,
      title: titleOf(rule.configuration.Name, labels),
      summary,
      nextStep: null,
      value: times.length,
      threshold: effective?.judgement.threshold ?? rule.judgement.threshold,
    });
  }

  const rulesOf: EventRules = {
    found,
    take(event, view) {
      if (unmatched.has(event.type) || ('past' in event && event.past === true)) return [];
      return watching.flatMap((rule) => {
        if (rule.subject.type !== 'event') return [];
        if (rule.subject.clear?.matches(event) === true) {
          const fingerprint = fingerprintOf(rule, event);
          const held = found.get(fingerprint);
          if (held === undefined || stateNow(fingerprint) !== 'ALARM') return [];
          return [over(held, fingerprint, event.at, `It was ended by ${event.type} at ${event.at}.`)];
        }
        return rule.subject.pattern.matches(event) ? opened(rule, event, view) : [];
      });
    },
    tick(now) {
      const nowMs = msOf(now);
      return [...found].flatMap(([fingerprint, held]) => {
        // A clock that was put back makes nothing older; one that was put ahead ends what stands, once.
        const recent = held.times.filter((time) => nowMs - time <= windowMs(held.rule));
        if (recent.length === held.times.length) return [];
        held.times = recent;
        if (stateNow(fingerprint) !== 'ALARM') {
          if (recent.length === 0) found.delete(fingerprint);
          return [];
        }
        const { operator, threshold } = (effectiveFor(held.rule, held.labels) ?? held.rule).judgement;
        if (breaches(recent.length, operator, threshold)) return [];
        return [over(held, fingerprint, now, `No more of it within ${Math.round(windowMs(held.rule) / 60_000)} min.`)];
      });
    },
    follow(events, view, now) {
      said.clear();
      const turned: RuleStateChanged[] = [];
      const note = (changes: readonly RuleStateChanged[]) => {
        for (const one of changes) said.set(one.fingerprint, one.to);
        turned.push(...changes);
      };
      for (const event of events) note(rulesOf.take(event, view));
      note(rulesOf.tick(now));
      said.clear();
      return turned;
    },
    recall(others) {
      for (const [fingerprint, { rule: of, labels, times }] of others.found) {
        const rule = watching.find(({ id }) => id === of.id);
        if (rule === undefined || !isEqual(rule.configuration.Conditions, of.configuration.Conditions)) continue;
        const held = found.get(fingerprint);
        const theirs = new Set(times);
        const all = [...times, ...(held?.times ?? []).filter((time) => !theirs.has(time))].sort((one, other) => one - other);
        found.set(fingerprint, { rule, labels: held?.labels ?? labels, times: all.slice(-MOST_TIMES) });
      }
    },
  };
  return rulesOf;
}

function windowMs({ periodMs, judgement }: CompiledRule): number {
  return periodMs * judgement.evaluationPeriods;
}

/** What an event is about, where a rule does not say by what to tell its alerts apart. */
const usualBy = ['contextId', 'executionId', 'sourceServerId'] as const;

function fingerprintOf(rule: CompiledRule, event: ConsoleEvent): string {
  const parts = (rule.by ?? usualBy).map((path) => `${path}=${textAt(event, path)}`);
  return `rule:${rule.id}:${parts.join('|')}`;
}

function labelsOfEvent(rule: CompiledRule, event: ConsoleEvent, view: DomainView): Labels {
  const place = placeLabels(
    {
      contextId: ContextId.safeParse(textAt(event, 'contextId')).data ?? null,
      executionId: ExecutionId.safeParse(textAt(event, 'executionId')).data ?? null,
      sourceServerId: ServerId.safeParse(textAt(event, 'sourceServerId')).data ?? null,
    },
    view,
  );
  const own = (rule.by ?? [])
    .filter((path) => !usualBy.some((usual) => usual === path))
    .flatMap((path): [string, string][] => {
      const text = textAt(event, path);
      return text === '' ? [] : [[path, text]];
    });
  return { ...place, ...Object.fromEntries(own), event: event.type };
}

/** The text at a path such as `finding.principal`; empty where there is none. */
function textAt(event: unknown, path: string): string {
  const held = path
    .split('.')
    .reduce<unknown>((value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined), event);
  return isScalar(held) && held !== null ? String(held) : '';
}
