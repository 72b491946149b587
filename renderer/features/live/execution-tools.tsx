import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconArrowsDiff, IconCheck, IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Execution } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { formatRoute } from '../../store/route';
import { ReplayButton } from '../../ui/replay-button';

/** What can be done with any execution, running or past, without touching it. */
export function ExecutionTools({ execution }: { execution: Execution }): ReactNode {
  const { executionId } = execution;
  return (
    <>
      <ReplayButton execution={execution} />
      <CompareTool executionId={executionId} />
      <CopyLink executionId={executionId} />
    </>
  );
}

function CompareTool({ executionId }: { executionId: string }): ReactNode {
  const go = useGo();
  return (
    <Tooltip label={t('live.compareWith')}>
      <ActionIcon
        variant="default"
        size={26}
        aria-label={t('live.compare')}
        onClick={() => go({ screen: 'live', executionId: null, compare: [executionId] })}
      >
        <IconArrowsDiff size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

/** A link that opens this execution for whoever may look at this console; it holds no access token. In the window, the id alone. */
function CopyLink({ executionId }: { executionId: string }): ReactNode {
  const clipboard = useClipboard({ timeout: 1500 });
  const { protocol, origin, pathname } = window.location;
  const served = protocol.startsWith('http');
  const label = served ? t('live.copyLink') : t('live.copyId');
  const text = served ? `${origin}${pathname}${formatRoute({ screen: 'live', executionId })}` : executionId;
  return (
    <Tooltip label={clipboard.copied ? t('live.copied') : label}>
      <ActionIcon variant="default" size={26} aria-label={label} onClick={() => clipboard.copy(text)}>
        {clipboard.copied ? <IconCheck size={16} /> : <IconLink size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}
