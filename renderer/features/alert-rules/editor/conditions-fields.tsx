import { NumberInput, Select, TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Conditions, TreatMissingData } from '../../../../shared/domain/alerting/rules/configuration';
import { unreachable } from '../../../../shared/lib/unreachable';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { labelNames } from '../../../ui/matchers/use-known-labels';
import { type RuleMode, withField } from '../rule-mode';
import { whenWords } from '../rule-sentence';
import { EventFields } from './event-fields';
import { ExpressionFields } from './expression-fields';
import { MetricFields } from './metric-fields';
import { StateFields } from './state-fields';

export interface ConditionsFieldsProps {
  readonly conditions: Conditions;
  /** What is wrong with the field of that path within the rule. */
  readonly errorOf: (field: string) => string | undefined;
  readonly disabled: boolean;
  readonly onChange: (conditions: Conditions) => void;
}

/** When the rule holds: fields of its kind, then how long it must. */
export function ConditionsFields({ mode, ...props }: ConditionsFieldsProps & { mode: RuleMode }): ReactNode {
  switch (mode) {
    case 'metric':
      return (
        <>
          <MetricFields {...props} />
          <PeriodFields {...props} />
        </>
      );
    case 'expression':
      return (
        <>
          <ExpressionFields {...props} />
          <PeriodFields {...props} />
        </>
      );
    case 'event':
      return <EventFields {...props} />;
    case 'state':
      return <StateFields {...props} />;
    default:
      return unreachable(mode);
  }
}

/** How often it must breach before it counts. */
function PeriodFields({ conditions, errorOf, disabled, onChange }: ConditionsFieldsProps): ReactNode {
  const n = conditions.EvaluationPeriods ?? 1;
  const number = (key: 'EvaluationPeriods' | 'DatapointsToAlarm', usual: number): ReactNode => (
    <NumberInput
      size="xs"
      min={1}
      max={1000}
      label={t(`alertRules.field-${key}`)}
      value={conditions[key] ?? usual}
      disabled={disabled}
      error={errorOf(`Conditions.${key}`)}
      onChange={(value) => onChange(withField(conditions, key, Math.max(1, Math.round(Number(value)))))}
    />
  );
  return (
    <>
      <div className={editing.fields}>
        <PeriodInput conditions={conditions} errorOf={errorOf} disabled={disabled} onChange={onChange} usual={60} />
        {number('DatapointsToAlarm', n)}
        {number('EvaluationPeriods', 1)}
        <Select
          size="xs"
          label={t('alertRules.missingData')}
          clearable
          placeholder={t('alertRules.missing-usual')}
          data={TreatMissingData.options.map((value) => ({ value, label: t(`alertRules.missing-${value}`) }))}
          value={conditions.TreatMissingData ?? null}
          disabled={disabled}
          onChange={(value) => onChange(withField(conditions, 'TreatMissingData', value ?? undefined))}
        />
        <ByField conditions={conditions} errorOf={errorOf} disabled={disabled} onChange={onChange} />
      </div>
      <p className={editing.sentence}>{t('alertRules.firesWhen', { when: whenWords(conditions) })}</p>
    </>
  );
}

/** Seconds in the model; minutes are what people think in, so both are said. */
export function PeriodInput({
  conditions,
  errorOf,
  disabled,
  onChange,
  usual,
}: ConditionsFieldsProps & { usual: number }): ReactNode {
  return (
    <NumberInput
      size="xs"
      min={10}
      max={2_592_000}
      step={60}
      suffix=" s"
      label={t('alertRules.period')}
      value={conditions.Period ?? usual}
      disabled={disabled}
      error={errorOf('Conditions.Period')}
      onChange={(value) => onChange(withField(conditions, 'Period', Math.round(Number(value))))}
    />
  );
}

export function ByField({ conditions, errorOf, disabled, onChange }: ConditionsFieldsProps): ReactNode {
  return (
    <TagsInput
      size="xs"
      label={t('alertRules.oneAlertFor')}
      placeholder={conditions.By === undefined ? t('alertRules.eachSeries') : ''}
      data={[...labelNames]}
      value={conditions.By ?? []}
      disabled={disabled}
      error={errorOf('Conditions.By')}
      onChange={(by) => onChange(withField(conditions, 'By', by.length === 0 ? undefined : by))}
    />
  );
}
