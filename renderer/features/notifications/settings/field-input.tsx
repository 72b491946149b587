import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import type { FormField } from './channel-forms';
import { isReference } from './draft';
import own from './settings.module.css';

/** Inputs stand in line with their neighbours: what explains one comes below it. */
export const fieldOrder = ['label', 'input', 'description', 'error'] as const;

interface FieldInputProps {
  readonly field: FormField;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly disabled: boolean;
  /** `undefined` takes the field away. */
  readonly onChange: (value: unknown) => void;
}

/** The input that fits a field. What is empty is absent. */
export function FieldInput(props: FieldInputProps): ReactNode {
  const { field, value, error, disabled, onChange } = props;
  const common = {
    size: 'xs' as const,
    label: field.label,
    description: field.help,
    inputWrapperOrder: [...fieldOrder],
    error,
    disabled,
  };
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...common}
          placeholder={field.placeholder}
          value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
          onChange={(event) => onChange(presentText(event.currentTarget.value))}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          clearable
          placeholder={field.placeholder}
          data={[...(field.choices ?? [])]}
          value={typeof value === 'string' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case 'list':
      return <ListInput {...props} />;
    case 'secret':
      return <SecretInput {...props} />;
    case 'headers':
      return <HeadersInput {...props} />;
  }
}

function presentText(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** Kept as typed until the field is left, so that an empty last line can be written. */
function ListInput({ field, value, error, disabled, onChange }: FieldInputProps): ReactNode {
  const lines = Array.isArray(value) ? value.map(String) : [];
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Textarea
      size="xs"
      label={field.label}
      description={field.help}
      inputWrapperOrder={[...fieldOrder]}
      placeholder={field.placeholder}
      error={error}
      disabled={disabled}
      autosize
      minRows={2}
      maxRows={8}
      value={typed ?? lines.join('\n')}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const next = linesOf(text);
        onChange(next.length === 0 ? undefined : next);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A secret is written once: afterwards only its place is known here, and it can be replaced. */
function SecretInput({ field, value, error, disabled, onChange }: FieldInputProps): ReactNode {
  const [former, setFormer] = useState<unknown>(null);
  if (isReference(value)) {
    return (
      <div className={own.kept}>
        <span className={own.keptLabel}>{field.label}</span>
        <span className={classes.dim}>{t('notificationSettings.keptInTheKeyStore')}</span>
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled}
          aria-label={t('notificationSettings.replaceLabel', { label: field.label })}
          onClick={() => {
            setFormer(value);
            onChange(undefined);
          }}
        >
          {t('notificationSettings.replace')}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={disabled}
          aria-label={t('notificationSettings.removeLabel', { label: field.label })}
          onClick={() => onChange(undefined)}
        >
          {t('notificationSettings.remove')}
        </Button>
        {error === undefined ? null : <span className={classes.failed}>{error}</span>}
      </div>
    );
  }
  return (
    <TextInput
      size="xs"
      type="password"
      autoComplete="off"
      label={field.label}
      description={field.help}
      inputWrapperOrder={[...fieldOrder]}
      placeholder={field.placeholder}
      error={error}
      disabled={disabled}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(presentText(event.currentTarget.value))}
      rightSectionWidth={84}
      rightSection={
        former === null ? null : (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t('notificationSettings.keepTheFormerLabel', { label: field.label })}
            onClick={() => onChange(former)}
          >
            {t('notificationSettings.keepFormer')}
          </Button>
        )
      }
    />
  );
}

/** `Name: value`, one a line. Values that are kept already stay as they are while their line says `(kept)`. */
function HeadersInput({ field, value, error, disabled, onChange }: FieldInputProps): ReactNode {
  const held = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const [typed, setTyped] = useState<string | null>(null);
  const shown = held.map(([name, one]) => `${name}: ${typeof one === 'string' ? one : '(kept)'}`).join('\n');
  return (
    <Textarea
      size="xs"
      label={field.label}
      description={field.help}
      inputWrapperOrder={[...fieldOrder]}
      placeholder="X-Team: recovery"
      error={error}
      disabled={disabled}
      autosize
      minRows={1}
      maxRows={6}
      value={typed ?? shown}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const next = headersOf(text, new Map(held));
        onChange(Object.keys(next).length === 0 ? undefined : next);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

/** What is typed as `(kept)` stays the reference that it was. */
export function headersOf(text: string, held: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const pairs = text.split('\n').flatMap((line): [string, unknown][] => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (colon < 1 || name === '' || value === '') return [];
    return [[name, value === '(kept)' ? (held.get(name) ?? value) : value]];
  });
  return Object.fromEntries(pairs);
}
