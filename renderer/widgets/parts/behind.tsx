import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Execution } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { formatDuration } from '../../ui/format';
import { StateMark } from '../../ui/state-mark';
import { Moment } from '../../ui/time';
import { ofExecution } from '../../ui/tone';
import classes from './parts.module.css';

export interface BehindGroup {
  readonly title: string;
  readonly executions: readonly Execution[];
}

/** The executions behind a figure, by what they count as; each leads to itself. `open` shows them over the board. */
export function useBehind(
  title: string,
  groups: readonly BehindGroup[],
): { readonly open: () => void; readonly list: ReactNode } {
  const [opened, setOpened] = useState(false);
  return {
    open: () => setOpened(true),
    list: (
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={title}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {opened ? <Groups groups={groups} /> : null}
      </Modal>
    ),
  };
}

function Groups({ groups }: { groups: readonly BehindGroup[] }): ReactNode {
  const go = useGo();
  const shown = groups.filter(({ executions }) => executions.length > 0);
  if (shown.length === 0) return <p className={classes.dim}>{t('widgets.behindNothing')}</p>;
  return shown.map((group) => (
    <section key={group.title}>
      <h3>
        {group.title} ({group.executions.length})
      </h3>
      <ul className={classes.rows}>
        {group.executions.map((one) => (
          <li key={one.executionId}>
            <button type="button" className={classes.row} onClick={() => go({ screen: 'live', executionId: one.executionId })}>
              <StateMark spoken={ofExecution(one.status)} />
              <span className={classes.grow}>{one.planName}</span>
              <span className={classes.dim}>{one.executionType}</span>
              {one.startedAt === null ? null : <Moment at={one.startedAt} />}
              <span>{one.durationSeconds === null ? '—' : formatDuration(one.durationSeconds * 1000)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  ));
}
