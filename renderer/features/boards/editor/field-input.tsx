import { Autocomplete, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { PlacedWidget } from '../../../../shared/domain/boards/board';
import { unreachable } from '../../../../shared/lib/unreachable';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useView } from '../../../store/page';
import { allPlans } from '../../../store/selectors';
import { useAsked } from '../../../store/use-asked';
import { localOf } from '../../../ui/local-moment';
import type { Field } from '../../../widgets/widget';

type Value = PlacedWidget['settings'][string];

interface FieldInputProps {
  readonly field: Field;
  readonly value: unknown;
  /** What the widget says is wrong with it. */
  readonly problem: string | null;
  readonly onChange: (value: Value) => void;
}

/** One setting of a widget, asked for as its kind wants. */
export function FieldInput({ field, value, problem, onChange }: FieldInputProps): ReactNode {
  const common = {
    size: 'xs' as const,
    label: t(field.label),
    ...(field.help === undefined ? {} : { description: t(field.help) }),
    error: problem,
  };
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'text':
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'labels':
      return (
        <TextInput
          {...common}
          placeholder="plan=Payroll DR"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'markdown':
      return (
        <Textarea
          {...common}
          autosize
          minRows={4}
          maxRows={16}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'metric':
      return <MetricInput common={common} value={text} onChange={onChange} />;
    case 'plan':
      return <PlanInput common={common} value={text} onChange={onChange} />;
    case 'switch':
      return <Switch {...common} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case 'moment':
      return <MomentInput common={common} value={text} onChange={onChange} />;
    case 'colour':
      return (
        <Select
          {...common}
          data={['', ...tones].map((tone) => ({ value: tone, label: tone === '' ? t('boards.colourNone') : tone }))}
          value={text}
          allowDeselect={false}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          {...(field.min === undefined ? {} : { min: field.min })}
          {...(field.max === undefined ? {} : { max: field.max })}
          {...(field.unit === undefined ? {} : { suffix: ` ${t(field.unit)}` })}
          onChange={(next) => onChange(typeof next === 'number' ? next : null)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={field.options.map((option) => ({ value: option.value, label: t(option.label) }))}
          value={text}
          allowDeselect={false}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    default:
      return unreachable(field);
  }
}

/** Colours by meaning, as `tokens.css` names them. */
const tones = ['running', 'waiting', 'succeeded', 'failed', 'cancelled', 'unknown', 'snapshot', 'conversion', 'launch'];

interface Common {
  readonly size: 'xs';
  readonly label: string;
  readonly description?: string;
  readonly error: string | null;
}

interface TypedProps {
  readonly common: Common;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function MetricInput({ common, value, onChange }: TypedProps): ReactNode {
  const read = useCallback(async (client: ConsoleClient) => {
    const { items } = await client.telemetry.metricNames({ limit: 1_000 });
    return [...new Set(items.map(({ name }) => name))].sort();
  }, []);
  const names = useAsked(read, 300_000).value ?? [];
  return <Autocomplete {...common} data={names} value={value} limit={60} maxDropdownHeight={260} onChange={onChange} />;
}

function PlanInput({ common, value, onChange }: TypedProps): ReactNode {
  const plans = useView((view) => allPlans(view.plans), []);
  const names = [...new Set(plans.map(({ planName }) => planName))];
  return <Autocomplete {...common} data={names} value={value} placeholder={t('boards.everyPlan')} onChange={onChange} />;
}

/** A moment of the operator's zone; kept as ISO 8601. */
function MomentInput({ common, value, onChange }: TypedProps): ReactNode {
  return (
    <TextInput
      {...common}
      type="datetime-local"
      value={localOf(Date.parse(value))}
      onChange={(event) => {
        const next = Date.parse(event.currentTarget.value);
        onChange(Number.isNaN(next) ? '' : new Date(next).toISOString());
      }}
    />
  );
}
