import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { Finding } from '../../../shared/domain/detection/finding';
import type { Execution, Participant } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { Rich } from '../../language/rich';
import { findingsAbout, openFindings } from '../../store/findings';
import { useGo, useView } from '../../store/page';
import { participantsOf } from '../../store/selectors';
import { ContextTag } from '../../ui/context-tag';
import { FindingsChip } from '../../ui/findings/findings-chip';
import { MiddleCut } from '../../ui/middle-cut';
import { ShortId } from '../../ui/short-id';
import { StateMark } from '../../ui/state-mark';
import { Elapsed, Moment } from '../../ui/time';
import { detailWords, isRecovery, ofExecution, sentenceCase } from '../../ui/tone';
import { ExecutionActions } from './actions/execution-actions';
import classes from './execution-header.module.css';
import { ExecutionTools } from './execution-tools';

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
    <header className={classes.header} data-tour="live-header">
      <div className={classes.line}>
        <h1 className={classes.plan} title={execution.planName}>
          <MiddleCut text={execution.planName} />
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
          <span className={classes.elapsed} title={execution.endedAt === null ? t('live.elapsed') : t('live.colTook')}>
            <Elapsed since={execution.startedAt} until={execution.endedAt} />
          </span>
        )}
        <span className={classes.figure}>
          <Rich text={t('live.launchedFigure', { launched: counts.launched, total: counts.total })} parts={{ b: bold }} />
        </span>
        {counts.failed === 0 ? null : (
          <span className={classes.figure} data-trouble>
            <Rich text={t('live.failedFigure', { failed: counts.failed })} parts={{ b: bold }} />
          </span>
        )}
        <span className={classes.figure}>
          <Rich text={t('live.wavesFigure', { done: wavesDone, total: execution.totalWaves })} parts={{ b: bold }} />
        </span>
        <Unusual executionId={execution.executionId} />
        <span className={classes.space} />
        <Others others={others} />
        <ExecutionTools execution={execution} />
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
        <span className={classes.by}>
          <ShortId id={execution.executionId} />
        </span>
        <ContextTag contextId={execution.contextId} />
        {execution.startedAt === null ? null : (
          <span className={classes.aside}>
            {t('live.startedAt')} <Moment at={execution.startedAt} />
          </span>
        )}
        {execution.initiatedBy === null ? null : (
          <span className={`${classes.aside} ${classes.by}`}>{t('live.startedBy', { person: execution.initiatedBy })}</span>
        )}
      </div>
    </header>
  );
}

const bold = (words: string): ReactNode => <b>{words}</b>;

const nothing: readonly Finding[] = [];
const nobody: readonly Participant[] = [];

/** What deviates about this execution and its servers: a number, and where it is told. */
function Unusual({ executionId }: { executionId: string }): ReactNode {
  const open = useView((view) => openFindings(view.findings), nothing);
  const participants = useView((view) => participantsOf(view, executionId), nobody);
  const about = useMemo(
    () => findingsAbout(open, executionId, new Set(participants.map(({ sourceServerId }) => sourceServerId))),
    [open, participants, executionId],
  );
  return <FindingsChip findings={about} />;
}

function Others({ others }: { others: readonly Execution[] }): ReactNode {
  const go = useGo();
  if (others.length === 0) return null;
  return (
    <Menu position="bottom-end" width={340} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" flex="none" rightSection={<IconChevronDown size={14} />}>
          {t('live.moreRunning', { n: others.length })}
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
