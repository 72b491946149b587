import { ActionIcon, Autocomplete, Button, Select, Switch, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Override } from '../../../../shared/domain/alerting/rules/configuration';
import { Severity } from '../../../../shared/domain/notice';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { NumberField } from '../../../ui/editing/number-field';
import { useKnownLabels } from '../../../ui/matchers/use-known-labels';
import { ofSeverity } from '../../../ui/tone';
import { withField } from '../rule-mode';

interface OverridesFieldsProps {
  readonly overrides: readonly Override[];
  readonly errorOf: (field: string) => string | undefined;
  readonly disabled: boolean;
  readonly onChange: (overrides: Override[] | undefined) => void;
}

/** What holds instead for one plan, one wave, or one wave of one plan. */
export function OverridesFields({ overrides, errorOf, disabled, onChange }: OverridesFieldsProps): ReactNode {
  const known = useKnownLabels();
  const set = (index: number, key: 'Plan' | 'Wave' | 'Threshold' | 'Severity' | 'Enabled', value: unknown): void =>
    onChange(overrides.map((one, at) => (at === index ? withField(one, key, value) : one)));
  const text = (value: string): string | undefined => (value === '' ? undefined : value);
  return (
    <>
      {overrides.map((override, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an override is known by its place
        <div key={index} className={editing.line}>
          <Autocomplete
            size="xs"
            className={editing.grow ?? ''}
            label={t('alertRules.plan')}
            placeholder={t('alertRules.any')}
            data={[...(known.plan ?? [])]}
            value={override.Plan ?? ''}
            disabled={disabled}
            error={errorOf(`Overrides[${index}].Plan`)}
            onChange={(value) => set(index, 'Plan', text(value))}
          />
          <TextInput
            size="xs"
            w={130}
            label={t('alertRules.wave')}
            placeholder={t('alertRules.any')}
            value={override.Wave === undefined ? '' : String(override.Wave)}
            disabled={disabled}
            error={errorOf(`Overrides[${index}].Wave`)}
            onChange={(event) => {
              const value = event.currentTarget.value;
              set(index, 'Wave', /^\d+$/.test(value) ? Number(value) : text(value));
            }}
          />
          <NumberField
            size="xs"
            w={130}
            label={t('alertRules.otherThreshold')}
            value={override.Threshold}
            disabled={disabled}
            error={errorOf(`Overrides[${index}].Threshold`)}
            onChange={(value) => set(index, 'Threshold', value)}
          />
          <Select
            size="xs"
            w={130}
            label={t('alertRules.severity')}
            clearable
            data={[...Severity.options].reverse().map((value) => ({ value, label: ofSeverity(value).word }))}
            value={override.Severity ?? null}
            disabled={disabled}
            onChange={(value) => set(index, 'Severity', value ?? undefined)}
          />
          <Switch
            size="xs"
            mb={8}
            label={t('alertRules.enabled')}
            checked={override.Enabled ?? true}
            disabled={disabled}
            onChange={(event) => set(index, 'Enabled', event.currentTarget.checked ? undefined : false)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={2}
            disabled={disabled}
            aria-label={t('alertRules.removeOverride', { number: index + 1 })}
            onClick={() => {
              const rest = overrides.filter((_, at) => at !== index);
              onChange(rest.length === 0 ? undefined : rest);
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled}
          onClick={() => onChange([...overrides, { Plan: known.plan?.[0] ?? '' }])}
        >
          {t('alertRules.addOverride')}
        </Button>
      </div>
    </>
  );
}
