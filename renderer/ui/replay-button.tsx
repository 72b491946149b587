import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Execution } from '../../shared/domain/view';
import { t } from '../language/language';
import { useReplay } from '../store/replay';
import { useEnterReplay } from '../store/use-recordings';
import { formatMoment } from './format';
import { inSentence } from './sentence';
import { ofExecution } from './tone';

/** Plays an execution back, one that goes on as well as one that has ended. Absent where the page shows a replay already. */
export function ReplayButton({ execution }: { execution: Execution }): ReactNode {
  const enter = useEnterReplay();
  const { executionId } = execution;
  if (useReplay() !== null) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      flex="none"
      leftSection={<IconHistory size={16} aria-hidden="true" />}
      aria-label={nameOf(execution)}
      onClick={(event) => {
        event.stopPropagation(); // a row opens its execution
        enter(executionId, executionId);
      }}
    >
      {t('replay.button')}
    </Button>
  );
}

/** One plan runs many times: status and start tell its executions apart for who hears them. */
function nameOf({ planName, status, startedAt }: Execution): string {
  const told = { plan: planName, status: inSentence(ofExecution(status).word) };
  return startedAt === null
    ? t('replay.replayOfPending', told)
    : t('replay.replayOfRun', { ...told, started: formatMoment(Date.parse(startedAt)) });
}
