import { TextInput, type TextInputProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../language/language';
import { timeOfDay } from './time-of-day';

interface TimeFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'type'> {
  /** `22:00`; empty for none. */
  readonly value: string;
  /** Empty while what stands there is no time. */
  readonly onChange: (value: string) => void;
}

/** A time of the day in 24 hours, whatever the machine's own habit is: a war room agrees on one. */
export function TimeField({ value, onChange, error, ...others }: TimeFieldProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const isWrong = typed !== null && timeOfDay(typed) === null;
  return (
    <TextInput
      {...others}
      miw={92}
      inputMode="numeric"
      maxLength={5}
      placeholder="22:00"
      value={typed ?? value}
      error={isLeft && isWrong ? t('alerting.timeWanted') : error}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(timeOfDay(event.currentTarget.value) ?? '');
      }}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true);
        if (!isWrong) setTyped(null);
      }}
    />
  );
}
