import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { ControlForm } from './control-form';
import type { ControlDraft, FrameworkDraft } from './framework-draft';

export interface KindWords {
  readonly kind: string;
  readonly title: string;
  readonly how: string;
}

interface FrameworkFormProps {
  readonly draft: FrameworkDraft;
  readonly isNew: boolean;
  readonly kinds: readonly KindWords[];
  readonly onChange: (draft: FrameworkDraft) => void;
}

/** The framework’s own fields, then its controls. */
export function FrameworkForm({ draft, isNew, kinds, onChange }: FrameworkFormProps): ReactNode {
  const { frameworkId, name, version, about, controls } = draft;
  const put = (index: number, control: ControlDraft | null): void =>
    onChange({ ...draft, controls: controls.flatMap((one, at) => (at === index ? (control === null ? [] : [control]) : [one])) });
  return (
    <Stack gap="xs">
      <Group gap="xs" grow align="flex-start">
        <TextInput
          size="xs"
          label={t('compliance.id')}
          description={t('compliance.idHelp')}
          disabled={!isNew}
          value={frameworkId}
          onChange={(event) => onChange({ ...draft, frameworkId: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={t('compliance.name')}
          description={t('compliance.nameHelp')}
          value={name}
          onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={t('compliance.version')}
          description={t('compliance.versionHelp')}
          value={version}
          onChange={(event) => onChange({ ...draft, version: event.currentTarget.value })}
        />
      </Group>
      <Textarea
        size="xs"
        label={t('compliance.about')}
        autosize
        minRows={2}
        value={about}
        onChange={(event) => onChange({ ...draft, about: event.currentTarget.value })}
      />
      {controls.map((control, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the id of a control changes while it is typed
        <ControlForm key={index} control={control} number={index + 1} kinds={kinds} onChange={(next) => put(index, next)} />
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange({ ...draft, controls: [...controls, emptyControl(controls.length + 1)] })}
      >
        {t('compliance.addControl')}
      </Button>
    </Stack>
  );
}

function emptyControl(number: number): ControlDraft {
  return { id: `${number}`, group: '', title: '', asks: '', evidence: [], elsewhere: [] };
}
