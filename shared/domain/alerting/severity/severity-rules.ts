import { compileMatchers, type Labels, type LabelTest } from '../labels';
import type { SeverityRule } from '../settings';

interface Compiled {
  readonly rule: SeverityRule;
  readonly test: LabelTest;
}

/** Settings are replaced, never changed: what was compiled of them holds. */
const compiled = new WeakMap<readonly SeverityRule[], readonly Compiled[]>();

/** The operator's word on alerts with these labels: the first rule that holds. One whose expression cannot be read holds for nothing. */
export function ruleFor(rules: readonly SeverityRule[], labels: Labels): SeverityRule | null {
  if (rules.length === 0) return null;
  return compiledOf(rules).find(({ test }) => test(labels))?.rule ?? null;
}

function compiledOf(rules: readonly SeverityRule[]): readonly Compiled[] {
  const held = compiled.get(rules);
  if (held !== undefined) return held;
  const made = rules.flatMap((rule) => {
    const test = compileMatchers(rule.matchers);
    return test.ok ? [{ rule, test: test.value }] : [];
  });
  compiled.set(rules, made);
  return made;
}
