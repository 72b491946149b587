import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Execution } from '../../../../shared/domain/view';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { tell, useCommand } from '../../../store/use-command';
import { isRecovery } from '../../../ui/tone';
import { type ActionName, actionWords } from './action-words';

interface ActionDialogProps {
  readonly execution: Execution;
  /** Null keeps it closed. */
  readonly action: ActionName | null;
  readonly onClose: () => void;
}

/** Says what will happen, takes a note for the record, and asks once more. */
export function ActionDialog({ execution, action, onClose }: ActionDialogProps): ReactNode {
  return (
    <Modal
      opened={action !== null}
      onClose={onClose}
      title={action === null ? '' : `${actionWords(action, execution).label}: ${execution.planName}`}
      centered
    >
      {action === null ? null : <ActionForm execution={execution} action={action} onClose={onClose} />}
    </Modal>
  );
}

function ActionForm({
  execution,
  action,
  onClose,
}: {
  execution: Execution;
  action: ActionName;
  onClose: () => void;
}): ReactNode {
  const words = actionWords(action, execution);
  const command = useCommand();
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const mustType = execution.executionType.toUpperCase() !== 'DRILL';
  const mayAct = !mustType || typed.trim() === execution.planName;

  const confirm = async (): Promise<void> => {
    setBusy(true);
    const input = {
      executionId: execution.executionId,
      context: execution.contextId,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(mustType ? { confirm: typed.trim() } : {}),
    };
    const done = await command(t('live.doAction', { action: words.label, plan: execution.planName }), (client: ConsoleClient) =>
      client.executions[action](input),
    );
    setBusy(false);
    if (!done.ok) return;
    tell(done.value.message);
    onClose();
  };

  return (
    <Stack>
      {isRecovery(execution.executionType) ? (
        <Text fw={600} c="var(--recovery)">
          {t('live.realRecovery')}
        </Text>
      ) : null}
      <Text>{words.effect}</Text>
      <Textarea
        label={t('live.noteOptional')}
        maxLength={500}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        {...(mustType ? {} : { 'data-autofocus': true })}
      />
      {mustType ? (
        <TextInput
          label={t('live.typePlan', { plan: execution.planName })}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
      ) : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('live.back')}
        </Button>
        <Button color={words.danger ? 'red' : 'blue'} loading={busy} disabled={!mayAct} onClick={() => void confirm()}>
          {words.label}
        </Button>
      </Group>
    </Stack>
  );
}
