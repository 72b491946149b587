import { Button, Group, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { Framework } from '../../../../shared/domain/frameworks/framework';
import { readFramework } from '../../../../shared/domain/frameworks/read-framework';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useAsked } from '../../../store/use-asked';
import { tell, useCommand } from '../../../store/use-command';
import classes from '../compliance.module.css';
import { FrameworkDraft } from './framework-draft';
import { FrameworkForm } from './framework-form';

interface FrameworkEditorProps {
  /** As JSON. */
  readonly text: string;
  readonly isNew: boolean;
  /** Ids that it may not have: another's. What is imported may take the place of an own one. */
  readonly taken: readonly string[];
  readonly onDone: (saved: boolean) => void;
}

interface Problem {
  readonly field: string;
  readonly message: string;
}

/** A framework as a form, or as the JSON that it is. What is wrong is said by its field while it is written; nothing half is saved. */
export function FrameworkEditor({ text: first, isNew, taken, onDone }: FrameworkEditorProps): ReactNode {
  const command = useCommand();
  const [text, setText] = useState(first);
  const [wanted, setWanted] = useState<'form' | 'json'>('form');
  const [isSaving, setIsSaving] = useState(false);
  const kinds = useAsked(
    useCallback(async (client: ConsoleClient) => (await client.frameworks.evidence({})).items, []),
    EVERY_MS,
  ).value;
  const { framework, problems } = readText(text, isNew ? taken : []);
  const form = wanted === 'form' ? draftOf(text) : null;
  const save = async (read: Framework): Promise<void> => {
    setIsSaving(true);
    const { frameworkId, name } = read;
    const saved = await command(t('compliance.doSave', { name }), (client) =>
      client.frameworks.put({ params: { frameworkId }, body: JSON.parse(text) }),
    );
    setIsSaving(false);
    if (!saved.ok) return;
    tell(t('compliance.saved', { name }));
    onDone(true);
  };
  return (
    <Modal
      opened
      onClose={() => onDone(false)}
      title={t(isNew ? 'compliance.newFramework' : 'compliance.editFramework')}
      size="xl"
      centered
      closeOnClickOutside={text === first}
      closeButtonProps={{ 'aria-label': t('compliance.cancel') }}
    >
      <Stack gap="sm">
        <SegmentedControl
          size="xs"
          value={wanted}
          onChange={(value) => setWanted(value === 'json' ? 'json' : 'form')}
          aria-label={t('compliance.editAs')}
          data={[
            { value: 'form', label: t('compliance.asForm') },
            { value: 'json', label: t('compliance.asJson') },
          ]}
        />
        {form === null ? (
          <Textarea
            size="xs"
            label={t('compliance.asJson')}
            description={wanted === 'form' ? t('compliance.noForm') : t('compliance.jsonHelp')}
            autosize
            minRows={14}
            maxRows={24}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ) : (
          <FrameworkForm
            draft={form}
            isNew={isNew}
            kinds={kinds ?? []}
            onChange={(next) => setText(`${JSON.stringify(next, null, 2)}\n`)}
          />
        )}
        {problems.length === 0 ? null : (
          <ul className={classes.list} aria-label={t('compliance.problems')}>
            {problems.slice(0, MOST_SAID).map(({ field, message }) => (
              <li key={`${field} ${message}`}>{field === '' ? message : `${field}: ${message}`}</li>
            ))}
          </ul>
        )}
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={() => onDone(false)}>
            {t('compliance.cancel')}
          </Button>
          <Button
            size="xs"
            loading={isSaving}
            disabled={framework === null}
            onClick={() => (framework === null ? undefined : void save(framework))}
          >
            {t('compliance.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const EVERY_MS = 3_600_000;
const MOST_SAID = 12;

function readText(
  text: string,
  taken: readonly string[],
): { readonly framework: Framework | null; readonly problems: readonly Problem[] } {
  const value = jsonOf(text);
  if (value === undefined) return { framework: null, problems: [{ field: '', message: t('compliance.noJson') }] };
  const read = readFramework(value);
  if (!read.ok) return { framework: null, problems: read.error };
  if (taken.includes(read.value.frameworkId))
    return {
      framework: null,
      problems: [{ field: 'frameworkId', message: t('compliance.idTaken', { id: read.value.frameworkId }) }],
    };
  return { framework: read.value, problems: [] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The framework as a form can show it; null where its shape is another. */
function draftOf(text: string) {
  return FrameworkDraft.safeParse(jsonOf(text)).data ?? null;
}
