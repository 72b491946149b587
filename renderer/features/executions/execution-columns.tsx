import type { Context } from '../../../shared/domain/context';
import type { Execution } from '../../../shared/domain/view';
import { ContextTag } from '../../ui/context-tag';
import { ShortId } from '../../ui/short-id';
import { StateMark } from '../../ui/state-mark';
import type { Column } from '../../ui/table/column';
import { Elapsed, Moment } from '../../ui/time';
import { detailWords, isRecovery, ofExecution } from '../../ui/tone';
import classes from './execution-columns.module.css';

/** Columns of the list of executions; the context only where there is more than one. */
export function executionColumns(contexts: Readonly<Record<string, Context>>): readonly Column<Execution>[] {
  const context: Column<Execution> = {
    id: 'context',
    title: 'Context',
    width: 'minmax(130px, 1fr)',
    cell: (one) => <ContextTag contextId={one.contextId} />,
    sortBy: (one) => contexts[one.contextId]?.name ?? one.contextId,
    text: (one) => contexts[one.contextId]?.name ?? one.contextId,
  };
  return [
    {
      id: 'status',
      title: 'Status',
      width: '124px',
      cell: (one) => <StateMark spoken={ofExecution(one.status)} />,
      sortBy: (one) => one.status,
      text: (one) => one.status,
    },
    {
      id: 'plan',
      title: 'Plan',
      width: 'minmax(140px, 1.4fr)',
      cell: (one) => <span title={one.planName}>{one.planName}</span>,
      sortBy: (one) => one.planName,
      text: (one) => one.planName,
    },
    {
      id: 'type',
      title: 'Type',
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
      title: 'Launched',
      width: '80px',
      align: 'right',
      cell: (one) => `${one.counts.launched}/${one.counts.total}`,
      sortBy: (one) => one.counts.launched,
    },
    {
      id: 'failed',
      title: 'Failed',
      width: '60px',
      align: 'right',
      cell: (one) =>
        one.counts.failed === 0 ? <span className={classes.dim}>0</span> : <b className={classes.failed}>{one.counts.failed}</b>,
      sortBy: (one) => one.counts.failed,
    },
    {
      id: 'took',
      title: 'Took',
      width: '96px',
      align: 'right',
      cell: (one) => (one.startedAt === null ? '–' : <Elapsed since={one.startedAt} until={one.endedAt} />),
      sortBy: (one) => one.durationSeconds,
    },
    {
      id: 'started',
      title: 'Started',
      width: '112px',
      cell: (one) => (one.startedAt === null ? '–' : <Moment at={one.startedAt} />),
      sortBy: (one) => one.startedAt,
    },
    {
      id: 'by',
      title: 'By',
      width: 'minmax(110px, 1fr)',
      cell: (one) => <span title={one.initiatedBy ?? ''}>{one.initiatedBy ?? '–'}</span>,
      sortBy: (one) => one.initiatedBy,
      text: (one) => one.initiatedBy ?? '',
    },
    { id: 'summary', title: 'What happened', width: 'minmax(200px, 2.4fr)', cell: whatHappened, text: (one) => one.summary },
    { id: 'id', title: 'Id', width: '112px', cell: (one) => <ShortId id={one.executionId} />, text: (one) => one.executionId },
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
