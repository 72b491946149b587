import type { CompiledRule } from '../../../../shared/domain/alerting/rules/compile';
import { type RuleStateChanged, ruleEvent } from '../../../../shared/domain/alerting/rules/rule-event';
import { fingerprintOfFinding, labelsOfFinding } from '../../../../shared/domain/alerting/rules/rule-labels';
import { titleOf } from '../../../../shared/domain/alerting/rules/rule-words';
import { effectiveFor } from '../../../../shared/domain/alerting/rules/scope';
import type { StateScene } from '../../../../shared/domain/alerting/rules/states/predicate';
import { instantOf } from '../../../../shared/domain/primitives';
import type { RuleBook } from './rule-book';

/** The most subjects of one rule that may stand at once; a condition that holds of more is a rule that says nothing. */
const MOST_FINDINGS = 2_000;

/** What changed of a rule on the live view. `isSettled` tells of which contexts everything was read since the start. */
export function judgeState(
  rule: CompiledRule,
  scene: StateScene,
  book: RuleBook,
  isSettled: (contextId: string | null) => boolean,
): RuleStateChanged[] {
  if (rule.subject.type !== 'state') return [];
  const now = instantOf(scene.nowMs);
  const found = new Set<string>();
  const events: RuleStateChanged[] = [];
  for (const finding of rule.subject.bound.find(scene).slice(0, MOST_FINDINGS)) {
    const fingerprint = fingerprintOfFinding(rule.id, finding);
    const labels = labelsOfFinding(rule.subject.bound.name, finding, scene.view);
    const effective = effectiveFor(rule, labels);
    if (effective === null) continue;
    found.add(fingerprint);
    const recorded = book.stateOf(fingerprint);
    if (recorded === 'ALARM' || !isSettled(finding.contextId)) continue;
    const { title, summary, nextStep, value, threshold } = finding;
    events.push(
      ruleEvent(rule, {
        at: now,
        fingerprint,
        labels,
        from: recorded,
        to: 'ALARM',
        severity: effective.severity,
        title,
        summary,
        nextStep,
        value,
        threshold,
      }),
    );
  }
  for (const { fingerprint, labels, recorded } of book.of(rule.id)) {
    if (recorded === 'OK' || found.has(fingerprint)) continue;
    events.push(
      ruleEvent(rule, {
        at: now,
        fingerprint,
        labels,
        from: recorded,
        to: 'OK',
        severity: rule.severity,
        title: titleOf(rule.configuration.Name, labels),
        summary: `${rule.subject.bound.title}: this does not hold any more.`,
        nextStep: null,
        value: null,
        threshold: null,
      }),
    );
  }
  return events;
}
