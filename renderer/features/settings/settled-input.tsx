import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

interface SettledInputProps {
  readonly label: string;
  /** As it is kept. */
  readonly value: string;
  readonly placeholder: string;
  readonly inputMode: 'text' | 'decimal';
  /** Answers what is wrong with it, or null where it was taken. */
  readonly onSettle: (typed: string) => string | null;
}

/** A field whose value is taken when it is left or Enter is pressed; Escape brings back what is kept. */
export function SettledInput({ label, value, placeholder, inputMode, onSettle }: SettledInputProps): ReactNode {
  const [typed, setTyped] = useState(value);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setTyped(value);
    setProblem(null);
  }, [value]);
  const settle = (): void => {
    if (typed.trim() === value) setProblem(null);
    else setProblem(onSettle(typed));
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={placeholder}
      inputMode={inputMode}
      value={typed}
      error={problem}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
        if (event.key === 'Escape') {
          setTyped(value);
          setProblem(null);
        }
      }}
    />
  );
}
