import { NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import own from '../quiet.module.css';

type Name = 'waitCritical' | 'waitOther' | 'interval' | 'repeat' | 'correlate' | 'flapChanges' | 'flapMinutes';

interface NumberSettingProps {
  readonly name: Name;
  readonly unit: string;
  readonly min?: number;
  readonly max: number;
  readonly value: number;
  /** As the program ships it. */
  readonly usual: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

/** A number with what it does, its usual value and why that is the usual one. */
export function NumberSetting({ name, unit, min = 0, max, value, usual, disabled, onChange }: NumberSettingProps): ReactNode {
  const suffix = unit === '' ? '' : ` ${unit}`;
  return (
    <div className={own.setting}>
      <NumberInput
        size="xs"
        label={t(`quiet.set-${name}`)}
        min={min}
        max={max}
        suffix={suffix}
        value={value}
        disabled={disabled}
        onChange={(next) => onChange(Math.min(max, Math.max(min, Number(next))))}
      />
      <Why name={name} usual={`${usual}${suffix}`} isUsual={value === usual} />
    </div>
  );
}

interface ChoiceSettingProps {
  readonly name: 'missed' | 'answerFrom';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly usual: string;
  readonly disabled: boolean;
  readonly onChange: (value: string | null) => void;
}

/** The same for one of a few. */
export function ChoiceSetting({ name, choices, value, usual, disabled, onChange }: ChoiceSettingProps): ReactNode {
  return (
    <div className={own.setting}>
      <Select
        size="xs"
        label={t(`quiet.set-${name}`)}
        allowDeselect={false}
        data={[...choices]}
        value={value}
        disabled={disabled}
        onChange={onChange}
      />
      <Why name={name} usual={choices.find((one) => one.value === usual)?.label ?? usual} isUsual={value === usual} />
    </div>
  );
}

function Why({ name, usual, isUsual }: { name: Name | ChoiceSettingProps['name']; usual: string; isUsual: boolean }): ReactNode {
  return (
    <p className={own.why}>
      {t(`quiet.why-${name}`)}{' '}
      <span className={isUsual ? undefined : own.changed}>{t(isUsual ? 'quiet.isUsual' : 'quiet.usually', { usual })}</span>
    </p>
  );
}
