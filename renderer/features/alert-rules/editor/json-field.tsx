import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';

interface JsonFieldProps {
  readonly label: string;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly optional?: boolean;
  readonly minRows?: number;
  readonly onChange: (value: unknown) => void;
}

/** JSON as it is written. What cannot be read yet stays in the field, and the last that could be read holds. */
export function JsonField({ label, value, error, disabled, optional = false, minRows = 4, onChange }: JsonFieldProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  const shown = typed ?? (value === undefined ? '' : JSON.stringify(value, null, 2));
  return (
    <Textarea
      size="xs"
      label={label}
      className={editing.code ?? ''}
      autosize
      minRows={minRows}
      maxRows={24}
      spellCheck={false}
      value={shown}
      disabled={disabled}
      error={broken ? t('alertRules.noJson') : error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (optional && text.trim() === '') {
          setBroken(false);
          return onChange(undefined);
        }
        const parsed = jsonOf(text);
        setBroken(parsed === undefined);
        if (parsed !== undefined) onChange(parsed);
      }}
      onBlur={() => {
        if (!broken) setTyped(null);
      }}
    />
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
