import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { useReplay } from '../store/replay';
import { useEnterReplay } from '../store/use-recordings';

/** Plays an execution back, one that goes on as well as one that has ended. Absent where the page shows a replay already. */
export function ReplayButton({ executionId, planName }: { executionId: string; planName: string }): ReactNode {
  const enter = useEnterReplay();
  if (useReplay() !== null) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      flex="none"
      leftSection={<IconHistory size={16} aria-hidden="true" />}
      aria-label={t('replay.replayOf', { plan: planName })}
      onClick={(event) => {
        event.stopPropagation(); // a row opens its execution
        enter(executionId, executionId);
      }}
    >
      {t('replay.button')}
    </Button>
  );
}
