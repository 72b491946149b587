import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AlertItem } from '../../../shared/contract/alerts';
import { t } from '../../language/language';
import { useReplay } from '../../store/replay';
import { tell, useCommand } from '../../store/use-command';
import { isUnanswered } from './is-firing';

interface Props {
  /** Those that were picked. */
  readonly alerts: readonly AlertItem[];
  readonly onDone: () => void;
  readonly again: () => void;
}

/** What can be done with several alerts at once. */
export function Bulk({ alerts, onDone, again }: Props): ReactNode {
  const command = useCommand();
  const isPast = useReplay() !== null;
  const unanswered = alerts.filter(isUnanswered);
  const acknowledge = async (): Promise<void> => {
    const done = await command(t('alerts.doAcknowledge', { count: unanswered.length }), (client) =>
      Promise.all(unanswered.map(({ noticeId }) => client.alerts.acknowledge({ noticeId }))),
    );
    again();
    if (!done.ok) return;
    tell(t('alerts.acknowledgedMany', { count: done.value.length }));
    onDone();
  };
  if (isPast || alerts.length === 0) return null;
  return (
    <>
      <Button size="compact-sm" disabled={unanswered.length === 0} onClick={() => void acknowledge()}>
        {t('alerts.acknowledgeMany', { count: unanswered.length })}
      </Button>
      <Button size="compact-sm" variant="default" onClick={onDone}>
        {t('alerts.pickNone')}
      </Button>
    </>
  );
}
