import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { statePredicates } from '../../../../shared/domain/alerting/rules/states/registry';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { NumberField } from '../../../ui/editing/number-field';
import { withField } from '../rule-mode';
import { conditionText, conditionTitle } from '../state-words';
import type { ConditionsFieldsProps } from './conditions-fields';

/** As much of JSON Schema as parameters of states use. */
const Schema = z.looseObject({
  properties: z
    .record(
      z.string(),
      z.looseObject({
        type: z.string().optional(),
        enum: z.array(z.string()).optional(),
        minimum: z.number().optional(),
        maximum: z.number().optional(),
        default: z.unknown().optional(),
      }),
    )
    .default({}),
});
type Field = z.infer<typeof Schema>['properties'][string];

/** A condition on the live view, by name, with its parameters. */
export function StateFields({ conditions, errorOf, disabled, onChange }: ConditionsFieldsProps): ReactNode {
  const state = conditions.State ?? { Name: '' };
  const predicate = statePredicates.find(({ name }) => name === state.Name);
  const fields = Object.entries(Schema.safeParse(predicate?.parameters).data?.properties ?? {});
  const held = state.Parameters ?? {};
  const set = (name: string, value: unknown): void =>
    onChange({ ...conditions, State: { ...state, Parameters: withField(held, name, value) } });
  return (
    <>
      <div className={editing.fields}>
        <Select
          size="xs"
          label={t('alertRules.condition')}
          searchable
          allowDeselect={false}
          data={statePredicates.map((one) => ({ value: one.name, label: conditionTitle(one) }))}
          value={state.Name}
          disabled={disabled}
          error={errorOf('Conditions.State.Name')}
          onChange={(name) => {
            if (name !== null && name !== state.Name) onChange({ ...conditions, State: { Name: name, Parameters: {} } });
          }}
        />
        {fields.map(([name, field]) => (
          <ParameterInput
            key={name}
            name={name}
            field={field}
            value={held[name] ?? field.default}
            error={errorOf(`Conditions.State.Parameters.${name}`)}
            disabled={disabled}
            onChange={(value) => set(name, value)}
          />
        ))}
      </div>
      {predicate === undefined ? null : <p className={editing.sentence}>{conditionText(predicate)}</p>}
    </>
  );
}

interface ParameterInputProps {
  readonly name: string;
  readonly field: Field;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
}

function ParameterInput({ name, field, value, error, disabled, onChange }: ParameterInputProps): ReactNode {
  if (field.enum !== undefined)
    return (
      <Select
        size="xs"
        label={name}
        clearable
        placeholder={t('alertRules.any')}
        data={field.enum}
        value={typeof value === 'string' ? value : null}
        disabled={disabled}
        error={error}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  if (field.type === 'number' || field.type === 'integer')
    return (
      <NumberField
        size="xs"
        label={name}
        value={typeof value === 'number' ? value : undefined}
        disabled={disabled}
        error={error}
        {...(field.minimum === undefined ? {} : { min: field.minimum })}
        {...(field.maximum === undefined ? {} : { max: field.maximum })}
        onChange={onChange}
      />
    );
  return (
    <TextInput
      size="xs"
      label={name}
      value={Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : ''}
      disabled={disabled}
      error={error}
      onChange={(event) => onChange(textOrList(field, event.currentTarget.value))}
    />
  );
}

function textOrList({ type }: Field, text: string): unknown {
  if (text.trim() === '') return undefined;
  return type === 'array' ? text.split(',').map((word) => word.trim()) : text;
}
