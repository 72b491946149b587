import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import type { Replay } from '../../store/replay';
import { EmptyState } from '../../ui/empty-state';

/** In place of a screen that only knows now. */
export function NoPast({ replay }: { replay: Replay }): ReactNode {
  const go = useGo();
  const executionId = replay.state.getState().recording?.executionId ?? null;
  return (
    <EmptyState
      heading={t('replay.bar')}
      text={t('replay.noPast')}
      next={t('replay.noPastNext')}
      action={
        <Group justify="center" gap="sm">
          <Button variant="default" onClick={() => go({ screen: 'live', executionId })}>
            {t('replay.noPastShow')}
          </Button>
          <Button onClick={replay.leave}>{t('replay.leave')}</Button>
        </Group>
      }
    />
  );
}
