import { Select, TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Operator, Statistic } from '../../../../shared/domain/alerting/rules/configuration';
import { metricList } from '../../../../shared/domain/capacity/metric-list';
import { valueWords } from '../../../charts/value-words';
import { language, t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { NumberField } from '../../../ui/editing/number-field';
import { metricWords } from '../../../widgets/parts/metric-words';
import { withField } from '../rule-mode';
import { unitOf } from '../rule-sentence';
import type { ConditionsFieldsProps } from './conditions-fields';
import { labelsOfLines, linesOfLabels } from './label-lines';
import { MetricGlance } from './metric-glance';

/** Which metric, of what, and from which value on. */
export function MetricFields({ conditions, errorOf, disabled, onChange }: ConditionsFieldsProps): ReactNode {
  const info = metricList.find(({ name }) => name === conditions.MetricName);
  return (
    <>
      <div className={editing.fields}>
        <Select
          size="xs"
          label={t('alertRules.metric')}
          searchable
          allowDeselect={false}
          data={[
            ...new Set([
              ...metricList.map(({ name }) => name),
              ...(conditions.MetricName === undefined ? [] : [conditions.MetricName]),
            ]),
          ].sort()}
          value={conditions.MetricName ?? null}
          disabled={disabled}
          error={errorOf('Conditions.MetricName')}
          onChange={(name) => onChange(withField(conditions, 'MetricName', name ?? undefined))}
        />
        <StatisticSelect
          value={conditions.Statistic}
          disabled={disabled}
          onChange={(value) => onChange(withField(conditions, 'Statistic', value))}
        />
        <TagsInput
          size="xs"
          label={t('alertRules.onlySeriesWith')}
          placeholder={Object.keys(conditions.Labels ?? {}).length === 0 ? t('alertRules.labelExample') : ''}
          value={linesOfLabels(conditions.Labels)}
          disabled={disabled}
          error={errorOf('Conditions.Labels')}
          onChange={(lines) => onChange(withField(conditions, 'Labels', labelsOfLines(lines)))}
        />
      </div>
      {info === undefined ? null : <p className={editing.dim}>{language() === 'en' ? info.text : metricWords(info.name)}</p>}
      <MetricGlance conditions={conditions} />
      <Threshold conditions={conditions} errorOf={errorOf} disabled={disabled} onChange={onChange} />
    </>
  );
}

export function StatisticSelect({
  value,
  disabled,
  onChange,
}: {
  value: Statistic | undefined;
  disabled: boolean;
  onChange: (value: Statistic | undefined) => void;
}): ReactNode {
  return (
    <Select
      size="xs"
      label={t('alertRules.statistic')}
      placeholder={t('alertRules.usualStatistic')}
      clearable
      data={[...Statistic.options]}
      value={value ?? null}
      disabled={disabled}
      onChange={(next) => onChange(Statistic.options.find((one) => one === next))}
    />
  );
}

/** The comparison, in the metric's unit, and where it is over. */
export function Threshold({ conditions, errorOf, disabled, onChange }: ConditionsFieldsProps): ReactNode {
  const unit = unitOf(conditions);
  const words = (value: number | undefined): string =>
    value === undefined ? '' : t('alertRules.isValue', { value: valueWords(value, unit) });
  return (
    <div className={editing.fields}>
      <Select
        size="xs"
        label={t('alertRules.compared')}
        allowDeselect={false}
        data={Operator.options.map((value) => ({ value, label: t(`alertRules.operator-${value}`) }))}
        value={conditions.Operator ?? 'GREATER_THAN'}
        disabled={disabled}
        error={errorOf('Conditions.Operator')}
        onChange={(value) => onChange(withField(conditions, 'Operator', value ?? undefined))}
      />
      <NumberField
        size="xs"
        label={t('alertRules.threshold', { unit: t(`alertRules.unit-${unit}`) })}
        description={words(conditions.Threshold)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={conditions.Threshold}
        disabled={disabled}
        error={errorOf('Conditions.Threshold')}
        onChange={(value) => onChange(withField(conditions, 'Threshold', value))}
      />
      <NumberField
        size="xs"
        label={t('alertRules.clearThreshold')}
        description={words(conditions.ClearThreshold)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={conditions.ClearThreshold}
        disabled={disabled}
        error={errorOf('Conditions.ClearThreshold')}
        onChange={(value) => onChange(withField(conditions, 'ClearThreshold', value))}
      />
    </div>
  );
}
