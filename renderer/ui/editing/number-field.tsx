import { NumberInput, type NumberInputProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface NumberFieldProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'onBlur'> {
  readonly value: number | undefined;
  /** Undefined while what stands there is no number. */
  readonly onChange: (value: number | undefined) => void;
}

/** A number that may be missing. What is no number yet, such as a minus sign alone, stays where it was typed. */
export function NumberField({ value, onChange, ...others }: NumberFieldProps): ReactNode {
  const [unfinished, setUnfinished] = useState<string | null>(null);
  return (
    <NumberInput
      {...others}
      value={unfinished ?? value ?? ''}
      onChange={(next) => {
        const isNumber = typeof next === 'number';
        setUnfinished(isNumber ? null : next);
        onChange(isNumber ? next : undefined);
      }}
      onBlur={() => setUnfinished(null)}
    />
  );
}
