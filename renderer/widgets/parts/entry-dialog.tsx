import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JournalEntry } from '../../../shared/domain/events';
import { t } from '../../language/language';
import { wordsOf } from '../../ui/event-words';
import { JsonView } from '../../ui/json-view';

interface EntryDialogProps {
  readonly entry: JournalEntry | null;
  readonly onClose: () => void;
  readonly onFollow: (executionId: string) => void;
}

/** One entry of the journal as it was recorded, with the way to its execution. */
export function EntryDialog({ entry, onClose, onFollow }: EntryDialogProps): ReactNode {
  const event = entry?.event ?? null;
  const executionId =
    event !== null && 'executionId' in event && typeof event.executionId === 'string' ? event.executionId : null;
  return (
    <Modal
      opened={event !== null}
      onClose={onClose}
      title={event === null ? '' : wordsOf(event).text}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {event === null ? null : <JsonView value={event} label={t('widgets.eventBehind')} open />}
      {executionId === null ? null : (
        <Button mt="md" size="xs" variant="default" onClick={() => onFollow(executionId)}>
          {t('widgets.openExecution')}
        </Button>
      )}
    </Modal>
  );
}
