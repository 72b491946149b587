import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Execution } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { formatRoute } from '../../store/route';
import { ReplayButton } from '../../ui/replay-button';
import classes from './execution-columns.module.css';

interface PickProps {
  readonly execution: Execution;
  readonly picked: boolean;
  readonly onPick: (execution: Execution) => void;
}

/** Chosen for the comparison. A click here does not open the row. Plain on purpose, since the list holds hundreds of them. */
export function Pick({ execution, picked, onPick }: PickProps): ReactNode {
  return (
    <input
      type="checkbox"
      className={classes.pick}
      checked={picked}
      aria-label={t('executions.pick', { plan: execution.planName, id: execution.executionId })}
      onClick={(event) => event.stopPropagation()}
      onChange={() => onPick(execution)}
    />
  );
}

/** What can be done with an execution of the list without opening it. */
export function RowTools({ execution }: { execution: Execution }): ReactNode {
  return (
    <span className={classes.tools}>
      <ReplayButton execution={execution} />
      <CopyLink executionId={execution.executionId} />
    </span>
  );
}

/** A link that opens this execution for whoever may look at this console; it holds no access token. In the window, the id alone. */
function CopyLink({ executionId }: { executionId: string }): ReactNode {
  const clipboard = useClipboard({ timeout: 1500 });
  const { protocol, origin, pathname } = window.location;
  const served = protocol.startsWith('http');
  const label = served ? t('executions.copyLink') : t('executions.copyId');
  const text = served ? `${origin}${pathname}${formatRoute({ screen: 'live', executionId })}` : executionId;
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={label}
      title={clipboard.copied ? t('executions.copied') : label}
      onClick={(event) => {
        event.stopPropagation();
        clipboard.copy(text);
      }}
    >
      {clipboard.copied ? <IconCheck size={15} /> : <IconLink size={15} />}
    </button>
  );
}
