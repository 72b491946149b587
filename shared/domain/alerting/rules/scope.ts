import type { Severity } from '../../notice';
import type { Labels } from '../labels';
import type { CompiledRule } from './compile';
import type { Override, Scope } from './configuration';
import type { Judgement } from './evaluate';

/** What holds of a rule for one subject. */
export interface Effective {
  readonly judgement: Judgement;
  readonly severity: Severity;
}

/**
 * The rule as it holds for whatever has these labels (`plan planId wave waveLabel server serverName context account region environment
 * executionType`, as alerts carry them); null where the rule does not concern it: out of scope, or switched off for its plan or wave.
 */
export function effectiveFor(rule: CompiledRule, labels: Labels): Effective | null {
  const { Scope: scope, Overrides: overrides } = rule.configuration;
  if (scope !== undefined && !isInScope(scope, labels)) return null;
  const override = overrides === undefined ? null : overrideFor(overrides, labels);
  if (override?.Enabled === false) return null;
  const { judgement, severity } = rule;
  if (override === null) return { judgement, severity };
  return {
    judgement: {
      ...judgement,
      threshold: override.Threshold ?? judgement.threshold,
      clearThreshold: override.ClearThreshold ?? (override.Threshold === undefined ? judgement.clearThreshold : null),
    },
    severity: override.Severity ?? severity,
  };
}

export function isInScope(scope: Scope, labels: Labels): boolean {
  return (
    names(scope.Plans, labels.planId, labels.plan) &&
    (isEmpty(scope.Waves) || scope.Waves?.some((wave) => isWave(wave, labels)) === true) &&
    names(scope.Servers, labels.server, labels.serverName) &&
    names(scope.Contexts, labels.context) &&
    names(scope.Accounts, labels.account) &&
    names(scope.Regions, labels.region) &&
    names(scope.Environments, labels.environment) &&
    names(scope.ExecutionTypes, labels.executionType)
  );
}

/** The most particular that fits: one that names plan and wave before one that names either; of equals, the last. */
function overrideFor(overrides: readonly Override[], labels: Labels): Override | null {
  const fitting = overrides.filter(({ Plan, Wave }) => {
    const isPlan = Plan === undefined || same(Plan, labels.planId) || same(Plan, labels.plan);
    return isPlan && (Wave === undefined || isWave(Wave, labels));
  });
  const particular = fitting.filter(({ Plan, Wave }) => Plan !== undefined && Wave !== undefined);
  return particular.at(-1) ?? fitting.at(-1) ?? null;
}

function isEmpty(wanted: readonly unknown[] | undefined): boolean {
  return wanted === undefined || wanted.length === 0;
}

function names(wanted: readonly string[] | undefined, ...held: readonly (string | undefined)[]): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.some((one) => held.some((value) => same(one, value)));
}

/** A wave by number from 0, by label (`Wave 1 Database`) or by name (`Database`). */
function isWave(wanted: number | string, { wave, waveLabel }: Labels): boolean {
  if (typeof wanted === 'number') return wave === String(wanted);
  return same(wanted, waveLabel) || (waveLabel ?? '').replace(/^Wave \d+ /, '').toLowerCase() === wanted.toLowerCase();
}

function same(one: string, other: string | undefined): boolean {
  return other !== undefined && one.toLowerCase() === other.toLowerCase();
}
