import { isDeepStrictEqual } from 'node:util';
import type { CompiledRule } from '../../../../shared/domain/alerting/rules/compile';
import type { RuleStateChanged } from '../../../../shared/domain/alerting/rules/rule-event';
import type { Instant } from '../../../../shared/domain/primitives';

/**
 * What stands of rules that are deleted, switched off, or judge otherwise than before: it is over, and where the rule goes on it is
 * judged anew. A rule that only sends elsewhere, or is called something else, leaves its alerts as they are.
 */
export function endedByChange(
  standing: readonly RuleStateChanged[],
  before: ReadonlyMap<string, CompiledRule>,
  after: ReadonlyMap<string, CompiledRule>,
  at: Instant,
): RuleStateChanged[] {
  return standing.flatMap((event) => {
    const summary = whyOver(before.get(event.ruleId), after.get(event.ruleId));
    return summary === null ? [] : [{ ...event, at, from: event.to, to: 'OK' as const, summary, value: null }];
  });
}

function whyOver(before: CompiledRule | undefined, after: CompiledRule | undefined): string | null {
  if (after === undefined) return 'The rule was deleted.';
  if (!after.enabled) return 'The rule was switched off.';
  if (before === undefined || isDeepStrictEqual(judged(before), judged(after))) return null;
  return 'The rule was changed; it is judged anew.';
}

function judged({ configuration: { Conditions, Scope, Overrides } }: CompiledRule) {
  return { Conditions, Scope, Overrides };
}
