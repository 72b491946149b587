import type { EventOf } from '../../events';
import type { Severity } from '../../notice';
import type { Instant } from '../../primitives';
import type { Labels } from '../labels';
import type { CompiledRule } from './compile';
import type { RuleState } from './evaluate';

export type RuleStateChanged = EventOf<'rule.state-changed'>;

/** How one series of a rule stands from now on. */
export interface Turned {
  readonly at: Instant;
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly from: RuleState;
  readonly to: RuleState;
  readonly severity: Severity;
  readonly title: string;
  readonly summary: string;
  readonly nextStep: string | null;
  readonly value: number | null;
  readonly threshold: number | null;
}

/** The event of the journal about it, with what the rule wishes for its alert. */
export function ruleEvent(rule: CompiledRule, turned: Turned): RuleStateChanged {
  const { Name, Suppression, EscalationPolicyId, RunbookId } = rule.configuration;
  const isQuiet = Suppression?.Enabled === true;
  return {
    ...turned,
    type: 'rule.state-changed',
    ruleId: rule.id,
    ruleName: Name,
    nextStep: turned.nextStep ?? usualNextStep(rule),
    policyId: EscalationPolicyId ?? null,
    runbookId: RunbookId ?? null,
    quietMinutes: isQuiet ? (Suppression.DurationMinutes ?? null) : null,
    quietOnAcknowledgement: Suppression?.Enabled === false ? false : (Suppression?.SuppressOnAcknowledgment ?? true),
  };
}

function usualNextStep({ configuration, subject }: CompiledRule): string {
  if (configuration.RunbookId !== undefined) return `Follow the runbook ${configuration.RunbookId}.`;
  switch (subject.type) {
    case 'metric':
    case 'expression':
      return 'Look at the figure over time, and at what happened when it turned.';
    case 'event':
      return 'Open the events that this rule found.';
    case 'state':
      return 'Open what this alert is about.';
  }
}
