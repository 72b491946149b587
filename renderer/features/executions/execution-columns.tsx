import type { Context } from '../../../shared/domain/context';
import type { Execution } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { ContextTag } from '../../ui/context-tag';
import { FinishCell } from '../../ui/forecast/finish-cell';
import { MiddleCut } from '../../ui/middle-cut';
import { ShortId } from '../../ui/short-id';
import { StateMark } from '../../ui/state-mark';
import type { Column } from '../../ui/table/column';
import { Elapsed, Moment } from '../../ui/time';
import { detailWords, isRecovery, ofExecution } from '../../ui/tone';
import classes from './execution-columns.module.css';
import { Pick, RowTools } from './row-tools';

/** Which executions are chosen for the comparison. */
export interface Picking {
  readonly picked: readonly string[];
  readonly onPick: (execution: Execution) => void;
}

/** Columns of the list of executions; the context only where there is more than one, the finish only while one is `foreseen`. */
export function executionColumns(
  contexts: Readonly<Record<string, Context>>,
  { picked, onPick }: Picking,
  foreseen: boolean,
): readonly Column<Execution>[] {
  const context: Column<Execution> = {
    id: 'context',
    title: t('executions.colContext'),
    width: 'minmax(130px, 1fr)',
    cell: (one) => <ContextTag contextId={one.contextId} />,
    sortBy: (one) => contexts[one.contextId]?.name ?? one.contextId,
    text: (one) => contexts[one.contextId]?.name ?? one.contextId,
  };
  const finish: Column<Execution> = {
    id: 'finish',
    title: t('forecast.colFinish'),
    width: '84px',
    cell: (one) => <FinishCell execution={one} />,
  };
  return [
    {
      id: 'pick',
      title: '⇄',
      width: '20px',
      cell: (one) => <Pick execution={one} picked={picked.includes(one.executionId)} onPick={onPick} />,
    },
    {
      id: 'status',
      title: t('executions.colStatus'),
      width: '124px',
      cell: (one) => <StateMark spoken={ofExecution(one.status)} />,
      sortBy: (one) => one.status,
      text: (one) => one.status,
    },
    {
      id: 'plan',
      title: t('executions.colPlan'),
      width: 'minmax(120px, 1.4fr)',
      cell: (one) => <MiddleCut text={one.planName} />,
      sortBy: (one) => one.planName,
      text: (one) => one.planName,
    },
    {
      id: 'type',
      title: t('executions.colType'),
      width: '96px',
      cell: (one) => (
        <span className={classes.type} data-recovery={isRecovery(one.executionType) || undefined}>
          {one.executionType}
        </span>
      ),
      sortBy: (one) => one.executionType,
      text: (one) => one.executionType,
    },
    ...(Object.keys(contexts).length > 1 ? [context] : []),
    {
      id: 'servers',
      title: t('executions.colLaunched'),
      width: '80px',
      align: 'right',
      cell: (one) => `${one.counts.launched}/${one.counts.total}`,
      sortBy: (one) => one.counts.launched,
    },
    {
      id: 'failed',
      title: t('executions.colFailed'),
      width: '60px',
      align: 'right',
      cell: (one) =>
        one.counts.failed === 0 ? <span className={classes.dim}>0</span> : <b className={classes.failed}>{one.counts.failed}</b>,
      sortBy: (one) => one.counts.failed,
    },
    {
      id: 'took',
      title: t('executions.colTook'),
      width: '96px',
      align: 'right',
      cell: (one) => (one.startedAt === null ? '–' : <Elapsed since={one.startedAt} until={one.endedAt} />),
      sortBy: (one) => one.durationSeconds,
    },
    {
      id: 'started',
      title: t('executions.colStarted'),
      width: '112px',
      cell: (one) => (one.startedAt === null ? '–' : <Moment at={one.startedAt} />),
      sortBy: (one) => one.startedAt,
    },
    ...(foreseen ? [finish] : []),
    {
      id: 'by',
      title: t('executions.colBy'),
      width: 'minmax(90px, 1fr)',
      cell: (one) => <span title={one.initiatedBy ?? ''}>{one.initiatedBy ?? '–'}</span>,
      sortBy: (one) => one.initiatedBy,
      text: (one) => one.initiatedBy ?? '',
    },
    {
      id: 'summary',
      title: t('executions.colSummary'),
      width: 'minmax(140px, 2.4fr)',
      cell: whatHappened,
      text: (one) => one.summary,
    },
    {
      id: 'id',
      title: t('executions.colId'),
      width: '92px',
      cell: (one) => <ShortId id={one.executionId} />,
      text: (one) => one.executionId,
    },
    { id: 'tools', title: t('executions.colTools'), width: '116px', cell: (one) => <RowTools execution={one} /> },
  ];
}

function whatHappened(one: Execution) {
  const details = one.detail.map(detailWords).join(', ');
  return (
    <span title={`${one.summary}${details === '' ? '' : ` (${details})`}`}>
      {one.summary}
      {details === '' ? null : <span className={classes.dim}> · {details}</span>}
    </span>
  );
}
