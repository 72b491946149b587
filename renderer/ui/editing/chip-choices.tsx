import { Chip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Severity } from '../../../shared/domain/notice';
import { locale, t } from '../../language/language';
import { ofSeverity } from '../tone';
import classes from './editing.module.css';

interface ChipChoicesProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: readonly T[];
  readonly disabled?: boolean;
  readonly onChange: (value: readonly T[]) => void;
}

/** Several of a few, each one click. */
export function ChipChoices<T extends string>({
  label,
  options,
  value,
  disabled = false,
  onChange,
}: ChipChoicesProps<T>): ReactNode {
  return (
    <fieldset className={classes.chips}>
      <legend className={classes.chipsLabel}>{label}</legend>
      {options.map((option) => (
        <Chip
          key={option.value}
          size="xs"
          checked={value.includes(option.value)}
          disabled={disabled}
          onChange={(checked) =>
            onChange(options.map((one) => one.value).filter((one) => (one === option.value ? checked : value.includes(one))))
          }
        >
          {option.label}
        </Chip>
      ))}
    </fieldset>
  );
}

/** Severities, gravest first; none chosen means any. */
export function SeverityChips({
  value,
  disabled = false,
  onChange,
}: {
  value: readonly Severity[];
  disabled?: boolean;
  onChange: (value: Severity[]) => void;
}): ReactNode {
  return (
    <ChipChoices
      label={t('alerting.severitiesOrAny')}
      options={[...Severity.options].reverse().map((one) => ({ value: one, label: ofSeverity(one).word }))}
      value={value}
      disabled={disabled}
      onChange={(next) => onChange([...next])}
    />
  );
}

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
/** A Monday, for names of weekdays. */
const MONDAY_MS = Date.UTC(2024, 0, 1);

/** Days of the week, Monday first; none chosen means every day. */
export function WeekdayChips({
  value,
  disabled = false,
  onChange,
}: {
  value: readonly number[];
  disabled?: boolean;
  onChange: (value: number[]) => void;
}): ReactNode {
  return (
    <ChipChoices
      label={t('alerting.weekdaysOrAll')}
      options={DAYS.map((day) => ({ value: day, label: weekdayName(Number(day)) }))}
      value={DAYS.filter((day) => value.includes(Number(day)))}
      disabled={disabled}
      onChange={(next) => onChange(next.map(Number))}
    />
  );
}

/** `Mon`, `Mo`; 1 is Monday. */
export function weekdayName(day: number): string {
  return new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(MONDAY_MS + (day - 1) * 86_400_000);
}
