import type { ReactNode } from 'react';
import { instanceHours } from '../../../../shared/domain/metrics/derive/left-running';
import type { Execution, InstanceView, Participant } from '../../../../shared/domain/view';
import { moneyWords, plain } from '../../../charts/value-words';
import { t } from '../../../language/language';
import { useConsole, useNowMs, useView } from '../../../store/page';
import { EmptyState } from '../../../ui/empty-state';
import { MiddleCut } from '../../../ui/middle-cut';
import { ShortId } from '../../../ui/short-id';
import { StateMark } from '../../../ui/state-mark';
import type { Column } from '../../../ui/table/column';
import { DataTable } from '../../../ui/table/data-table';
import { ClockTime, Elapsed } from '../../../ui/time';
import { type Spoken, sentenceCase } from '../../../ui/tone';
import { instancesOf } from './by-execution';
import classes from './panels.module.css';

interface Row {
  readonly instance: InstanceView;
  readonly participant: Participant | null;
  /** End of its launch; null where nobody saw it. */
  readonly launchedAt: string | null;
}

const keyOf = (row: Row): string => row.instance.recoveryInstanceId;

/** The recovery instances that exist now, since when, and what their hours come to. */
export function InstancesPanel({
  execution,
  participants,
}: {
  execution: Execution;
  participants: readonly Participant[];
}): ReactNode {
  const instances = useView((view) => instancesOf(view, execution.executionId), []);
  const rows = instances.map((instance) => rowOf(instance, participants));
  const empty = <EmptyState text={t('live.noInstances')} next={t('live.noInstancesNext')} />;
  if (rows.length === 0) return empty;
  return (
    <>
      <Hours rows={rows} />
      <DataTable label={t('live.tabInstances')} rows={rows} columns={columnsOf()} keyOf={keyOf} empty={empty} />
    </>
  );
}

function columnsOf(): readonly Column<Row>[] {
  return [
    {
      id: 'state',
      title: t('live.colState'),
      width: '112px',
      cell: ({ instance }) => <StateMark spoken={spokenOf(instance.ec2State)} />,
      sortBy: ({ instance }) => instance.ec2State,
    },
    {
      id: 'server',
      title: t('live.colServer'),
      width: 'minmax(110px, 1.4fr)',
      cell: (row) => <MiddleCut text={nameOf(row)} />,
      sortBy: nameOf,
    },
    {
      id: 'id',
      title: t('live.colInstance'),
      width: '150px',
      cell: ({ instance }) => <ShortId id={instance.recoveryInstanceId} head={8} tail={6} />,
    },
    { id: 'type', title: t('live.colType'), width: '96px', cell: ({ participant }) => participant?.instanceType ?? '–' },
    { id: 'ip', title: t('live.colIp'), width: '112px', cell: ({ participant }) => participant?.privateIp ?? '–' },
    {
      id: 'launched',
      title: t('live.colLaunchedAt'),
      width: '88px',
      cell: ({ launchedAt }) => (launchedAt === null ? '–' : <ClockTime at={launchedAt} />),
      sortBy: ({ launchedAt }) => launchedAt,
    },
    {
      id: 'runs',
      title: t('live.colRunsFor'),
      width: '88px',
      align: 'right',
      cell: ({ launchedAt }) => (launchedAt === null ? '–' : <Elapsed since={launchedAt} />),
      sortBy: ({ launchedAt }) => launchedAt,
    },
  ];
}

/** Instance hours so far; their cost only where somebody said what an hour costs. */
function Hours({ rows }: { rows: readonly Row[] }): ReactNode {
  const nowMs = useNowMs();
  const price = useConsole((data) => data.settings?.instanceHour ?? null);
  const running = rows.filter(({ instance }) => isRunning(instance.ec2State));
  const { hours, counted, uncounted, cost } = instanceHours(
    running.map(({ launchedAt }) => ({ sinceMs: launchedAt === null ? null : Date.parse(launchedAt) })),
    price?.price ?? null,
    nowMs,
  );
  const isKnown = counted > 0 || running.length === 0;
  return (
    <div className={classes.figures}>
      <span>
        <b>{running.length}</b>
        {t('live.instancesRunning')}
      </span>
      <span>
        <b>{isKnown ? plain(hours, 1) : '–'}</b>
        {t('live.instanceHours')}
      </span>
      {price?.price == null || cost === null ? (
        <span>{t('live.noPrice')}</span>
      ) : (
        <span>
          <b>{isKnown ? moneyWords(cost, price.currency) : '–'}</b>
          {t('live.costSoFar', { price: moneyWords(price.price, price.currency) })}
        </span>
      )}
      {uncounted === 0 ? null : <span>{t('live.hoursUncounted', { count: uncounted })}</span>}
    </div>
  );
}

function rowOf(instance: InstanceView, participants: readonly Participant[]): Row {
  const participant = participants.find((one) => one.recoveryInstanceId === instance.recoveryInstanceId) ?? null;
  return { instance, participant, launchedAt: participant?.phases.at(-1)?.endedAt ?? participant?.phaseSince ?? null };
}

function nameOf({ instance, participant }: Row): string {
  return participant?.serverName ?? instance.serverName ?? instance.recoveryInstanceId;
}

function isRunning(state: string): boolean {
  return state.toUpperCase() === 'RUNNING';
}

function spokenOf(state: string): Spoken {
  const word = sentenceCase(state);
  if (isRunning(state)) return { tone: 'succeeded', word };
  return { tone: ['PENDING', 'STOPPING', 'SHUTTING-DOWN'].includes(state.toUpperCase()) ? 'running' : 'unknown', word };
}
