import type { Context } from '../../context';
import type { Severity } from '../../notice';
import type { AlertBook } from '../book';
import { compareSeverity } from '../incident-form';
import type { Labels } from '../labels';
import type { Signal } from '../signal';
import type { AlertWorld } from '../world';
import { learnedFrom } from './learned';
import { ruleFor } from './severity-rules';

export interface Classified {
  readonly severity: Severity;
  /** Each reason a sentence part: "CRITICAL because it is a real recovery". Empty where the source's word stands. */
  readonly why: readonly string[];
}

type Weighed = Pick<Signal, 'name' | 'labels' | 'severity' | 'contextId' | 'executionId'>;

/**
 * How grave a signal is to the people who run this plan. The operator's own rules win, then what people corrected alike three times, then
 * impact: drill or recovery, environment, tier of the plan, what runs meanwhile. What its incident as a whole puts at stake is weighed
 * with the incident.
 */
export function classify(signal: Weighed, world: AlertWorld, book: Pick<AlertBook, 'corrections'>): Classified {
  const { rules, learn, byImpact } = world.alerting.severity;
  const rule = ruleFor(rules, signal.labels);
  if (rule !== null)
    return {
      severity: rule.severity,
      why: [rule.note === '' ? 'a severity rule says so' : `a severity rule says so: ${rule.note}`],
    };
  const learned = learn ? learnedFrom(book.corrections(), signal.name, signal.labels) : null;
  if (learned !== null) return { severity: learned, why: [`people corrected it to ${learned} three times`] };
  return byImpact ? byPlace(signal, world) : { severity: signal.severity, why: [] };
}

const ladder: readonly Severity[] = ['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** So many steps up or down, and never off the ladder. */
export function shifted(severity: Severity, steps: number): Severity {
  return ladder[Math.min(ladder.length - 1, Math.max(0, ladder.indexOf(severity) + steps))] ?? severity;
}

/** The graver of two. */
function graver(one: Severity, other: Severity): Severity {
  return compareSeverity(one, other) >= 0 ? one : other;
}

function byPlace(signal: Weighed, world: AlertWorld): Classified {
  const { labels, severity } = signal;
  // Who attacks, and which limit is near, does not depend on what plan is practised.
  if (labels.executionType === undefined && labels.plan === undefined) return bySight(signal, world);
  const context = signal.contextId === null ? undefined : world.view.contexts[signal.contextId];
  const why = [kindOf(labels), environmentOf(context), tierOf(labels)].filter((part) => part !== null);
  return { severity: shifted(severity, stepsOf(labels, context)), why };
}

function stepsOf(labels: Labels, context: Context | undefined): number {
  const isTest = context?.environment === 'test';
  if (labels.executionType === 'RECOVERY') return isTest ? 0 : 1;
  const tier = labels.tier === undefined ? null : Number(labels.tier);
  if (isTest || (tier !== null && tier >= 4)) return -1;
  return 0;
}

function kindOf({ executionType }: Labels): string | null {
  if (executionType === 'RECOVERY') return 'it is a real recovery';
  return executionType === 'DRILL' ? 'it is a drill' : null;
}

function environmentOf(context: Context | undefined): string | null {
  return context === undefined ? null : context.environment;
}

function tierOf({ tier }: Labels): string | null {
  return tier === undefined ? null : `tier ${tier}`;
}

/** To lose sight while something is under way is graver than on a quiet day. */
function bySight(signal: Weighed, { view }: AlertWorld): Classified {
  const { severity, name, contextId } = signal;
  if (name !== 'source-silent' && name !== 'permission-lost') return { severity, why: [] };
  const running = Object.values(view.executions).find((one) => one.contextId === contextId && one.status === 'RUNNING');
  if (running === undefined || running.executionType !== 'RECOVERY') return { severity, why: [] };
  return { severity: graver(severity, 'HIGH'), why: [`${running.planName} runs unseen`, 'it is a real recovery'] };
}
