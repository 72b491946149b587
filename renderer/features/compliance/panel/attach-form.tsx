import { Button, FileInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { t } from '../../../language/language';
import { tell, useCommand } from '../../../store/use-command';
import classes from '../compliance.module.css';

interface AttachFormProps {
  readonly frameworkId: string;
  readonly controlId: string;
  /** What of the control it answers. */
  readonly answers: string;
  readonly onDone: (attached: boolean) => void;
}

const MOST_BYTES = 20 * 1024 * 1024;

/** A statement, with a file and an end where there are any. */
export function AttachForm({ frameworkId, controlId, answers, onDone }: AttachFormProps): ReactNode {
  const command = useCommand();
  const [statement, setStatement] = useState('');
  const [validUntil, setValidUntil] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [isSending, setIsSending] = useState(false);
  const isTooLarge = file !== null && file.size > MOST_BYTES;
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsSending(true);
    const attached = await command(t('compliance.doAttach', { id: controlId }), async (client) =>
      client.frameworks.attach({
        frameworkId,
        controlId,
        answers,
        statement,
        validUntil: validUntil === '' ? null : new Date(`${validUntil}T23:59:59`).toISOString(),
        file: file === null ? null : { name: file.name, base64: await base64Of(file) },
      }),
    );
    setIsSending(false);
    if (!attached.ok) return;
    tell(t('compliance.attachedTo', { id: controlId }));
    onDone(true);
  };
  return (
    <form className={classes.form} onSubmit={(event) => void send(event)}>
      <Textarea
        size="xs"
        label={t('compliance.statement')}
        description={t('compliance.statementHelp')}
        autosize
        minRows={2}
        maxLength={4_000}
        required
        data-autofocus
        value={statement}
        onChange={(event) => setStatement(event.currentTarget.value)}
      />
      <FileInput
        size="xs"
        label={t('compliance.file')}
        description={t('compliance.fileHelp')}
        clearable
        clearButtonProps={{ 'aria-label': t('compliance.noFile') }}
        placeholder={t('compliance.chooseFile')}
        value={file}
        error={isTooLarge ? t('compliance.fileTooLarge') : null}
        onChange={setFile}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('compliance.validUntil')}
        description={t('compliance.validUntilHelp')}
        value={validUntil}
        onChange={(event) => setValidUntil(event.currentTarget.value)}
      />
      <div className={classes.row}>
        <Button size="xs" type="submit" loading={isSending} disabled={statement.trim() === '' || isTooLarge}>
          {t('compliance.attach')}
        </Button>
        <Button size="xs" variant="default" onClick={() => onDone(false)}>
          {t('compliance.cancel')}
        </Button>
      </div>
    </form>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  // In slices that a call can take as arguments; a multiple of three, so that none but the last ends with padding.
  for (let at = 0; at < bytes.length; at += SLICE) parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + SLICE))));
  return parts.join('');
}

const SLICE = 30_000;
