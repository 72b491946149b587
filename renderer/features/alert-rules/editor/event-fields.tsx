import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { NumberField } from '../../../ui/editing/number-field';
import { withField } from '../rule-mode';
import { ByField, type ConditionsFieldsProps, PeriodInput } from './conditions-fields';
import { JsonField } from './json-field';

/** Events of the journal that match a pattern, and how many of them within which time. */
export function EventFields(props: ConditionsFieldsProps): ReactNode {
  const { conditions, errorOf, disabled, onChange } = props;
  return (
    <>
      <p className={editing.dim}>{t('alertRules.patternText')}</p>
      <JsonField
        label={t('alertRules.eventPattern')}
        value={conditions.EventPattern ?? {}}
        error={errorOf('Conditions.EventPattern')}
        disabled={disabled}
        onChange={(value) => onChange(withField(conditions, 'EventPattern', value))}
      />
      <JsonField
        label={t('alertRules.clearPattern')}
        value={conditions.ClearPattern}
        error={errorOf('Conditions.ClearPattern')}
        disabled={disabled}
        optional
        minRows={2}
        onChange={(value) => onChange(withField(conditions, 'ClearPattern', value))}
      />
      <div className={editing.fields}>
        <NumberField
          size="xs"
          min={1}
          label={t('alertRules.howMany')}
          placeholder="1"
          value={conditions.Threshold}
          disabled={disabled}
          error={errorOf('Conditions.Threshold')}
          onChange={(value) => onChange(withField(conditions, 'Threshold', value))}
        />
        <PeriodInput {...props} usual={300} />
        <ByField {...props} />
      </div>
    </>
  );
}
