import type { ReactNode } from 'react';
import type { MetricSeries } from '../../../../shared/contract/telemetry';
import type { Forecast } from '../../../../shared/domain/prediction/forecast';
import { instantOf } from '../../../../shared/domain/primitives';
import type { Execution, Participant } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useView } from '../../../store/page';
import { useMetric } from '../../../store/use-metric';
import { EmptyState } from '../../../ui/empty-state';
import { formatLag } from '../../../ui/format';
import { MiddleCut } from '../../../ui/middle-cut';
import { StateIcon } from '../../../ui/state-mark';
import type { Column } from '../../../ui/table/column';
import { DataTable } from '../../../ui/table/data-table';
import { useObjective } from '../use-objective';
import classes from './panels.module.css';

interface Row {
  readonly participant: Participant;
  readonly wave: string;
  /** Lag when its launch began, seconds; null where it was not measured. */
  readonly atStartSeconds: number | null;
  readonly targetSeconds: number | null;
}

interface RecoveryPointPanelProps {
  readonly execution: Execution;
  readonly forecast: Forecast | null;
  readonly participants: readonly Participant[];
  readonly onOpen: (participant: Participant) => void;
}

const keyOf = (row: Row): string => row.participant.id;
const toneOf = (row: Row): 'failed' | null => (isOver(row) ? 'failed' : null);
/** Points are written soon after a launch began; nothing of this execution lies later than this after its end. */
const LATE_MS = 600_000;
const LONGEST_MS = 7 * 86_400_000;

/** How far behind each replica was when its launch began, against what was promised. The lag now is another thing, and says so. */
export function RecoveryPointPanel({ execution, forecast, participants, onOpen }: RecoveryPointPanelProps): ReactNode {
  const targetMinutes = useObjective(execution)?.rpoMinutes ?? null;
  const atStart = useLagAtStart(execution);
  const labels = new Map(execution.waves.map((wave) => [wave.waveNumber, wave.label]));
  const rows = participants.map(
    (participant): Row => ({
      participant,
      wave: labels.get(participant.waveNumber) ?? '',
      atStartSeconds: atStart.get(participant.sourceServerId) ?? atStart.get(participant.serverName) ?? null,
      targetSeconds: targetMinutes === null ? null : targetMinutes * 60,
    }),
  );
  const known = rows.flatMap((row) => row.atStartSeconds ?? []);
  const over = rows.filter(isOver).length;
  return (
    <>
      <div className={classes.figures}>
        <span>
          <b>{known.length === 0 ? '–' : formatLag(Math.max(...known))}</b>
          {t('live.longestLagAtStart')}
        </span>
        <span>
          <b>{targetMinutes === null ? '–' : formatLag(targetMinutes * 60)}</b>
          {targetMinutes === null ? t('live.rpoUnset') : t('live.rpoTarget')}
        </span>
        <Foreseen rpo={forecast?.rpo ?? null} />
        {over === 0 ? null : <span className={classes.failed}>{t('live.rpoOver', { count: over })}</span>}
      </div>
      <DataTable
        label={t('live.tabRecoveryPoint')}
        rows={rows}
        columns={columnsOf()}
        keyOf={keyOf}
        toneOf={toneOf}
        onOpen={(row) => onOpen(row.participant)}
        empty={<EmptyState text={t('live.noServersYet')} />}
      />
    </>
  );
}

/** The largest lag now of the servers whose launch is still to come. */
function Foreseen({ rpo }: { rpo: Forecast['rpo'] }): ReactNode {
  if (rpo === null || (rpo.expectedSeconds === null && rpo.unknown === 0)) return null;
  const lag = rpo.expectedSeconds === null ? t('forecast.rpoNotKnown') : formatLag(rpo.expectedSeconds);
  const isOver = rpo.expectedSeconds !== null && rpo.objectiveMinutes !== null && rpo.expectedSeconds > rpo.objectiveMinutes * 60;
  return (
    <span title={t('forecast.rpoHelp')} className={isOver ? classes.failed : undefined}>
      <b>{lag}</b>
      {t('forecast.rpoExpected')}
      {rpo.serverName === null ? null : ` ${t('forecast.rpoOf', { server: rpo.serverName })}`}
      {rpo.unknown === 0 ? null : `, ${t('forecast.rpoUnknown', { count: rpo.unknown })}`}
    </span>
  );
}

function useLagAtStart(execution: Execution): ReadonlyMap<string, number> {
  const from = execution.startedAt ?? execution.observedAt;
  const startMs = Date.parse(from);
  const endMs = execution.endedAt === null ? startMs + LONGEST_MS : Date.parse(execution.endedAt) + LATE_MS;
  const { series } = useMetric({
    name: 'RecoveryPoint',
    labels: { plan: execution.planName },
    range: { kind: 'between', from, to: instantOf(endMs) },
    contextId: execution.contextId,
    stepSeconds: 'raw',
  });
  return firstByServer(series);
}

/** The first point of each server: later ones belong to a launch that was tried again. */
function firstByServer(series: readonly MetricSeries[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { labels, points } of series) {
    const [first] = points;
    if (labels.server !== undefined && first !== undefined) found.set(labels.server, first.value);
  }
  return found;
}

function columnsOf(): readonly Column<Row>[] {
  return [
    {
      id: 'server',
      title: t('live.colServer'),
      width: 'minmax(120px, 1.4fr)',
      cell: ({ participant }) => <MiddleCut text={participant.serverName} />,
      sortBy: ({ participant }) => participant.serverName,
    },
    {
      id: 'wave',
      title: t('live.colWave'),
      width: 'minmax(120px, 1fr)',
      cell: ({ wave }) => wave,
      sortBy: ({ participant }) => participant.waveNumber,
    },
    {
      id: 'start',
      title: t('live.colLagAtStart'),
      width: '150px',
      align: 'right',
      cell: ({ atStartSeconds }) =>
        atStartSeconds === null ? <span className={classes.dim}>{t('live.notMeasured')}</span> : formatLag(atStartSeconds),
      sortBy: ({ atStartSeconds }) => atStartSeconds,
    },
    { id: 'met', title: t('live.colRpo'), width: '110px', cell: (row) => <Verdict row={row} /> },
    {
      id: 'now',
      title: t('live.colLagNow'),
      width: '90px',
      align: 'right',
      cell: ({ participant }) => <LagNow serverId={participant.sourceServerId} />,
    },
  ];
}

function Verdict({ row }: { row: Row }): ReactNode {
  if (row.atStartSeconds === null || row.targetSeconds === null) return '–';
  const over = isOver(row);
  return (
    <span className={classes.verdict} data-over={over || undefined}>
      <StateIcon tone={over ? 'failed' : 'succeeded'} size={12} /> {over ? t('live.over') : t('live.met')}
    </span>
  );
}

function LagNow({ serverId }: { serverId: string }): ReactNode {
  const seconds = useView((view) => view.servers[serverId]?.lagSeconds ?? null, null);
  return <span className={classes.dim}>{formatLag(seconds)}</span>;
}

function isOver({ atStartSeconds, targetSeconds }: Row): boolean {
  return atStartSeconds !== null && targetSeconds !== null && atStartSeconds > targetSeconds;
}
