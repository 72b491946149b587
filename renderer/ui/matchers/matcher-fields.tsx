import { ActionIcon, Autocomplete, Button, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { compileMatchers, type Matcher } from '../../../shared/domain/alerting/labels';
import { t } from '../../language/language';
import type { Problems } from '../../store/refusal';
import editing from '../editing/editing.module.css';
import { opWords } from './matcher-words';
import classes from './matchers.module.css';
import { labelNames, useKnownLabels } from './use-known-labels';

interface MatcherFieldsProps {
  readonly legend: string;
  readonly matchers: readonly Matcher[];
  /** What holds where there is none. */
  readonly empty: string;
  /** Problems by field, and where this list is in them: `matchers`. */
  readonly problems?: Problems;
  readonly field?: string;
  readonly disabled?: boolean;
  readonly onChange: (matchers: Matcher[]) => void;
}

const OPS = ['=', '!=', '=~', '!~'] as const;

/** Which alerts are meant: all of the lines must hold. Labels and values are completed from what is live now. */
export function MatcherFields(props: MatcherFieldsProps): ReactNode {
  const { legend, matchers, empty, problems = {}, field = 'matchers', disabled = false, onChange } = props;
  const known = useKnownLabels();
  const compiled = compileMatchers(matchers);
  const set = (index: number, change: Partial<Matcher>): void =>
    onChange(matchers.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const unreadable = (index: number): string | undefined =>
    !compiled.ok && compiled.error.index === index ? t('alerting.noRegularExpression') : undefined;
  return (
    <fieldset className={classes.fieldset}>
      <legend className={editing.chipsLabel}>{legend}</legend>
      {matchers.length === 0 ? <p className={editing.dim}>{empty}</p> : null}
      {matchers.map((matcher, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a matcher is known by its place
        <div key={index} className={classes.matcher}>
          <Autocomplete
            size="xs"
            aria-label={t('alerting.labelOf', { number: index + 1 })}
            placeholder="plan"
            data={[...labelNames]}
            value={matcher.label}
            disabled={disabled}
            error={problems[`${field}[${index}].label`]}
            onChange={(label) => set(index, { label })}
          />
          <Select
            size="xs"
            aria-label={t('alerting.operatorOf', { number: index + 1 })}
            data={OPS.map((op) => ({ value: op, label: opWords(op) }))}
            allowDeselect={false}
            value={matcher.op}
            disabled={disabled}
            onChange={(op) => set(index, { op: OPS.find((one) => one === op) ?? '=' })}
          />
          <Autocomplete
            size="xs"
            aria-label={t('alerting.valueOf', { number: index + 1 })}
            placeholder={matcher.op === '=~' || matcher.op === '!~' ? 'app-.*|web-.*' : t('alerting.value')}
            data={[...(known[matcher.label] ?? [])]}
            value={matcher.value}
            disabled={disabled}
            error={problems[`${field}[${index}].value`] ?? unreadable(index)}
            onChange={(value) => set(index, { value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={disabled}
            aria-label={t('alerting.removeCondition', { number: index + 1 })}
            onClick={() => onChange(matchers.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {problems[field] === undefined ? null : <p className={editing.failed}>{problems[field]}</p>}
      <Button
        size="compact-xs"
        variant="default"
        className={classes.add ?? ''}
        disabled={disabled}
        onClick={() => onChange([...matchers, { label: nextLabel(matchers), op: '=', value: '' }])}
      >
        {t('alerting.addCondition')}
      </Button>
    </fieldset>
  );
}

function nextLabel(matchers: readonly Matcher[]): string {
  return labelNames.find((name) => matchers.every(({ label }) => label !== name)) ?? 'plan';
}
