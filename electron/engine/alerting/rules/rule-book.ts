import type { Labels } from '../../../../shared/domain/alerting/labels';
import type { RuleState } from '../../../../shared/domain/alerting/rules/evaluate';
import type { RuleStanding } from '../../../../shared/domain/alerting/rules/report';
import type { RuleStateChanged } from '../../../../shared/domain/alerting/rules/rule-event';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { Instant } from '../../../../shared/domain/primitives';

/** One series, or one subject, of one rule. */
export interface Tracked {
  readonly ruleId: string;
  readonly fingerprint: string;
  readonly labels: Labels;
  /** As the journal has it: OK where nothing was ever recorded. */
  readonly recorded: RuleState;
  /** As it was judged last; a series that is good, or of which nothing is known, is not recorded for that alone. */
  readonly live: RuleState;
  readonly seenAtMs: number;
}

/** How every series of every rule stands: what was recorded, and what was judged since. */
export interface RuleBook {
  stateOf(fingerprint: string): RuleState;
  find(fingerprint: string): Tracked | undefined;
  of(ruleId: string): readonly Tracked[];
  all(): Iterable<Tracked>;
  /** As the journal has it. */
  standing(): readonly RuleStateChanged[];
  note(one: Omit<Tracked, 'recorded'>): void;
  forget(fingerprint: string): void;
  judged(ruleId: string, at: Instant, trouble: string | null): void;
  apply(event: ConsoleEvent): void;
  report(ruleId: string, isOn: boolean): RuleStanding;
}

/** A series that nobody judged for so long, and that is good, is not remembered. */
const FORGOTTEN_MS = 24 * 3_600_000;

export function createRuleBook(restored: readonly RuleStateChanged[]): RuleBook {
  const byRule = new Map<string, Map<string, Tracked>>();
  const rules = new Map<string, string>();
  const bad = new Map<string, RuleStateChanged>();
  const firedAt = new Map<string, Instant>();
  const looked = new Map<string, { readonly at: Instant; readonly trouble: string | null }>();
  for (const event of restored) apply(event);

  function put(one: Tracked): void {
    rules.set(one.fingerprint, one.ruleId);
    const group = byRule.get(one.ruleId);
    if (group === undefined) byRule.set(one.ruleId, new Map([[one.fingerprint, one]]));
    else group.set(one.fingerprint, one);
  }

  function find(fingerprint: string): Tracked | undefined {
    return byRule.get(rules.get(fingerprint) ?? '')?.get(fingerprint);
  }

  function apply(event: ConsoleEvent): void {
    if (event.type !== 'rule.state-changed') return;
    const { ruleId, fingerprint, labels, to, at } = event;
    if (to === 'ALARM' && at > (firedAt.get(ruleId) ?? '')) firedAt.set(ruleId, at);
    const seenAtMs = Date.parse(at);
    if (to === 'OK') {
      bad.delete(fingerprint);
      const held = find(fingerprint);
      if (held !== undefined) put({ ...held, recorded: 'OK', live: 'OK', seenAtMs });
      return;
    }
    bad.set(fingerprint, event);
    put({ ruleId, fingerprint, labels, recorded: to, live: to, seenAtMs });
  }

  function forget(fingerprint: string): void {
    byRule.get(rules.get(fingerprint) ?? '')?.delete(fingerprint);
    rules.delete(fingerprint);
  }

  return {
    find,
    forget,
    apply,
    stateOf: (fingerprint) => find(fingerprint)?.recorded ?? 'OK',
    of: (ruleId) => [...(byRule.get(ruleId)?.values() ?? [])],
    all: function* all() {
      for (const group of byRule.values()) yield* group.values();
    },
    standing: () => [...bad.values()],
    note: (one) => put({ ...one, recorded: find(one.fingerprint)?.recorded ?? 'OK' }),
    judged(ruleId, at, trouble) {
      looked.set(ruleId, { at, trouble });
      const nowMs = Date.parse(at);
      for (const one of byRule.get(ruleId)?.values() ?? [])
        if (one.recorded === 'OK' && nowMs - one.seenAtMs > FORGOTTEN_MS) forget(one.fingerprint);
    },
    report(ruleId, isOn) {
      const states = [...(byRule.get(ruleId)?.values() ?? [])].map(({ live, recorded }) => (recorded === 'OK' ? live : recorded));
      const count = (state: RuleState) => states.filter((one) => one === state).length;
      const series = { ok: count('OK'), alarm: count('ALARM'), unknown: count('INSUFFICIENT_DATA') };
      const last = looked.get(ruleId);
      const worst = series.alarm > 0 ? 'ALARM' : series.unknown > 0 ? 'INSUFFICIENT_DATA' : 'OK';
      return {
        alertId: ruleId,
        state: !isOn ? 'off' : last === undefined && states.length === 0 ? 'never' : worst,
        series,
        lastFiredAt: firedAt.get(ruleId) ?? null,
        trouble: last?.trouble ?? null,
        judgedAt: last?.at ?? null,
      };
    },
  };
}
