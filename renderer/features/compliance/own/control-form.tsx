import { Button, Fieldset, Group, MultiSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import classes from '../compliance.module.css';
import type { ControlDraft } from './framework-draft';
import type { KindWords } from './framework-form';

interface ControlFormProps {
  readonly control: ControlDraft;
  /** From 1. */
  readonly number: number;
  readonly kinds: readonly KindWords[];
  /** Null removes it. */
  readonly onChange: (control: ControlDraft | null) => void;
}

/** One control: what it asks, which evidence answers it, and what somebody must add. */
export function ControlForm({ control, number, kinds, onChange }: ControlFormProps): ReactNode {
  const { id, group, title, asks, evidence, elsewhere } = control;
  const chosen = evidence.map(({ kind }) => kind);
  const known = kinds.map(({ kind, title: label }) => ({ value: kind, label }));
  // A kind that nobody knows stays to be seen, and can be taken out.
  const unknown = chosen
    .filter((kind) => !known.some(({ value }) => value === kind))
    .map((kind) => ({ value: kind, label: kind }));
  const put = (index: number, change: { readonly what?: string; readonly who?: string } | null): void =>
    onChange({
      ...control,
      elsewhere: elsewhere.flatMap((one, at) => (at === index ? (change === null ? [] : [{ ...one, ...change }]) : [one])),
    });
  return (
    <Fieldset legend={t('compliance.controlNumber', { n: number })}>
      <Stack gap="xs">
        <Group gap="xs" grow align="flex-start">
          <TextInput
            size="xs"
            label={t('compliance.id')}
            value={id}
            onChange={(event) => onChange({ ...control, id: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={t('compliance.colTitle')}
            value={title}
            onChange={(event) => onChange({ ...control, title: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={t('compliance.colGroup')}
            value={group}
            onChange={(event) => onChange({ ...control, group: event.currentTarget.value })}
          />
        </Group>
        <Textarea
          size="xs"
          label={t('compliance.asks')}
          autosize
          value={asks}
          onChange={(event) => onChange({ ...control, asks: event.currentTarget.value })}
        />
        <MultiSelect
          size="xs"
          label={t('compliance.evidence')}
          description={t('compliance.evidenceHelp')}
          searchable
          data={[...known, ...[...new Map(unknown.map((one) => [one.value, one])).values()]]}
          value={[...new Set(chosen)]}
          onChange={(next) =>
            onChange({
              ...control,
              evidence: next.flatMap((kind) => {
                const there = evidence.filter((one) => one.kind === kind);
                return there.length === 0 ? [{ kind, parameters: {}, answers: '' }] : there;
              }),
            })
          }
        />
        {elsewhere.map(({ what, who }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is missing changes while it is typed
          <div key={index} className={classes.row}>
            <TextInput
              size="xs"
              style={{ flex: 2 }}
              label={t('compliance.missingWhat')}
              value={what}
              onChange={(event) => put(index, { what: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              style={{ flex: 1 }}
              label={t('compliance.missingWho')}
              value={who}
              onChange={(event) => put(index, { who: event.currentTarget.value })}
            />
            <Button
              size="compact-xs"
              variant="default"
              mt={22}
              onClick={() => put(index, null)}
              aria-label={t('compliance.removeMissing', { what })}
            >
              {t('compliance.remove')}
            </Button>
          </div>
        ))}
        <Group gap="xs">
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => onChange({ ...control, elsewhere: [...elsewhere, { what: '', who: '' }] })}
          >
            {t('compliance.addMissing')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => onChange(null)}>
            {t('compliance.removeControl', { n: number })}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
