import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Execution } from '../../../shared/domain/view';
import { useGo } from '../../store/page';
import { ContextTag } from '../../ui/context-tag';
import { StateMark } from '../../ui/state-mark';
import { Elapsed, Moment } from '../../ui/time';
import { detailWords, isRecovery, ofExecution, sentenceCase } from '../../ui/tone';
import { ExecutionActions } from './actions/execution-actions';
import classes from './execution-header.module.css';

interface ExecutionHeaderProps {
  readonly execution: Execution;
  /** Other executions that run or wait. */
  readonly others: readonly Execution[];
}

/** One line of truth: what runs, what kind, how it stands, how long, how far. */
export function ExecutionHeader({ execution, others }: ExecutionHeaderProps): ReactNode {
  const { counts } = execution;
  const wavesDone = execution.waves.filter((wave) => wave.status === 'COMPLETED').length;
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <h1 className={classes.plan} title={execution.planName}>
          {execution.planName}
        </h1>
        {execution.executionType === '' ? null : (
          <span className={classes.type} data-recovery={isRecovery(execution.executionType) || undefined}>
            {execution.executionType}
          </span>
        )}
        <span className={classes.status}>
          <StateMark spoken={ofExecution(execution.status)} strong />
        </span>
        {execution.startedAt === null ? null : (
          <span className={classes.elapsed} title={execution.endedAt === null ? 'Elapsed' : 'Took'}>
            <Elapsed since={execution.startedAt} until={execution.endedAt} />
          </span>
        )}
        <span className={classes.figure}>
          <b>
            {counts.launched}/{counts.total}
          </b>{' '}
          servers launched
        </span>
        {counts.failed === 0 ? null : (
          <span className={classes.figure} data-trouble>
            <b>{counts.failed}</b> failed
          </span>
        )}
        <span className={classes.figure}>
          <b>
            {wavesDone}/{execution.totalWaves}
          </b>{' '}
          waves
        </span>
        <span className={classes.space} />
        <Others others={others} />
        <ExecutionActions execution={execution} />
      </div>
      <div className={classes.second}>
        <span className={classes.summary} title={execution.summary}>
          {execution.summary}
        </span>
        {execution.detail.map((detail) => (
          <span key={detail} className={classes.detail}>
            {detailWords(detail)}
          </span>
        ))}
        <span className={classes.space} />
        <ContextTag contextId={execution.contextId} />
        {execution.startedAt === null ? null : (
          <span className={classes.aside}>
            started <Moment at={execution.startedAt} />
          </span>
        )}
        {execution.initiatedBy === null ? null : (
          <span className={`${classes.aside} ${classes.by}`}>by {execution.initiatedBy}</span>
        )}
      </div>
    </header>
  );
}

function Others({ others }: { others: readonly Execution[] }): ReactNode {
  const go = useGo();
  if (others.length === 0) return null;
  return (
    <Menu position="bottom-end" width={340} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" flex="none" rightSection={<IconChevronDown size={14} />}>
          {others.length} more running
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {others.map((one) => (
          <Menu.Item
            key={one.executionId}
            onClick={() => go({ screen: 'live', executionId: one.executionId })}
            leftSection={<StateMark spoken={ofExecution(one.status)} />}
          >
            {one.planName} · {sentenceCase(one.executionType)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
