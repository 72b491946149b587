import { Button, FileButton, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../language/language';
import { download } from '../download';
import classes from './editing.module.css';

interface ExchangeDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** All of them as one file. */
  readonly whole: { readonly file: string; readonly value: unknown };
  /** The one that is open, if any is. */
  readonly one: { readonly file: string; readonly name: string; readonly value: unknown } | null;
  /** What is left out of the files. */
  readonly note?: string;
  /** What may be imported, and what becomes of what is there. */
  readonly description: string;
  readonly readOnly: boolean;
  /** Takes what was written; the answer is why not, or null. */
  readonly onTake: (text: string) => Promise<string | null>;
}

/** Items of a document as files, exactly as they are written. */
export function ExchangeDialog(props: ExchangeDialogProps): ReactNode {
  const { opened, onClose, whole, one, note, description, readOnly, onTake } = props;
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const write = (next: string): void => {
    setText(next);
    setProblem(null);
  };
  const take = async (): Promise<void> => {
    const why = await onTake(text);
    if (why !== null) return setProblem(why);
    write('');
    onClose();
  };
  const read = async (file: File | null): Promise<void> => {
    if (file !== null) write(await file.text());
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('notificationSettings.importAndExport')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('notificationSettings.close') }}
    >
      <Stack gap="sm">
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => save(whole.file, whole.value)}>
            {t('notificationSettings.exportAll')}
          </Button>
          {one === null ? null : (
            <Button size="xs" variant="default" title={one.name} onClick={() => save(one.file, one.value)}>
              {t('notificationSettings.exportTheOpenOne')}
            </Button>
          )}
          {note === undefined ? null : <span className={classes.dim}>{note}</span>}
        </Group>
        <Textarea
          size="xs"
          label={t('notificationSettings.import')}
          description={description}
          autosize
          minRows={8}
          maxRows={18}
          spellCheck={false}
          className={classes.code ?? ''}
          value={text}
          error={problem}
          disabled={readOnly}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <FileButton onChange={(file) => void read(file)} accept="application/json">
            {(button) => (
              <Button size="xs" variant="default" disabled={readOnly} {...button}>
                {t('notificationSettings.openAFile')}
              </Button>
            )}
          </FileButton>
          <Button size="xs" disabled={readOnly || text.trim() === ''} onClick={() => void take()}>
            {t('notificationSettings.import')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function save(name: string, value: unknown): void {
  download(name, 'application/json', `${JSON.stringify(value, null, 2)}\n`);
}
