import { Button, FileButton, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import { t } from '../../../language/language';
import { tell } from '../../../store/use-command';
import type { DocumentStore } from '../../../store/use-document';
import { download } from '../../../ui/download';
import editing from '../../../ui/editing/editing.module.css';
import type { Rules } from '../rules-document';
import { mergeRules } from './merge-rules';

interface ExchangeProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly store: DocumentStore<Rules>;
  readonly selected: AlertConfiguration | null;
  readonly readOnly: boolean;
}

/** Rules as files, exactly as they are written. */
export function Exchange({ opened, onClose, store, selected, readOnly }: ExchangeProps): ReactNode {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const rules = store.held?.value ?? [];
  const take = async (): Promise<void> => {
    const base = await store.again();
    if (base === null) return setProblem(t('notificationSettings.theConsoleIsNotConnectedTry'));
    const merged = mergeRules(base.value, text);
    if (!merged.ok) return setProblem(merged.error);
    const why = await store.save(base, merged.value.rules);
    if (why !== null) return setProblem(why.conflict ? t('alerting.somebodySavedMeanwhile') : why.message);
    tell(t('alertRules.imported', { count: merged.value.count }));
    setText('');
    setProblem(null);
    onClose();
  };
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setText(await file.text());
    setProblem(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('alertRules.importAndExport')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('alertRules.close') }}
    >
      <Stack gap="sm">
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => save('alert-rules.json', { Rules: rules })}>
            {t('alertRules.exportAll')}
          </Button>
          {selected === null ? null : (
            <Button size="xs" variant="default" title={selected.Name} onClick={() => save(`${selected.AlertId}.json`, selected)}>
              {t('alertRules.exportOne')}
            </Button>
          )}
        </Group>
        <Textarea
          size="xs"
          label={t('alertRules.import')}
          description={t('alertRules.importText')}
          autosize
          minRows={8}
          maxRows={18}
          spellCheck={false}
          className={editing.code ?? ''}
          value={text}
          error={problem}
          disabled={readOnly}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Group justify="flex-end" gap="xs">
          <FileButton onChange={(file) => void read(file)} accept="application/json">
            {(props) => (
              <Button size="xs" variant="default" disabled={readOnly} {...props}>
                {t('alertRules.openFile')}
              </Button>
            )}
          </FileButton>
          <Button size="xs" disabled={readOnly || text.trim() === ''} onClick={() => void take()}>
            {t('alertRules.import')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function save(name: string, value: unknown): void {
  download(name, 'application/json', `${JSON.stringify(value, null, 2)}\n`);
}
