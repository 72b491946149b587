import type { Participant } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { useView } from '../../store/page';
import { formatLag } from '../../ui/format';
import { MiddleCut } from '../../ui/middle-cut';
import { ShortId } from '../../ui/short-id';
import { StateMark } from '../../ui/state-mark';
import type { Column } from '../../ui/table/column';
import { ClockTime, Elapsed } from '../../ui/time';
import { ofPhase, sentenceCase, stateWord } from '../../ui/tone';
import classes from './server-table.module.css';

/**
 * Columns of an execution's servers. Lag comes from the source server, everything else from its part in this execution.
 * Shares of width are in the proportion of the least widths: otherwise the table would be wider than their sum.
 *
 * @param lagOf Seconds, as known now; asked when sorting. The cell itself follows the live value.
 * @param labels Wave labels by wave number.
 */
export function serverColumns(
  labels: ReadonlyMap<number, string>,
  lagOf: (serverId: string) => number | null,
): readonly Column<Participant>[] {
  const waveOf = (one: Participant): string => labels.get(one.waveNumber) ?? t('live.waveNumber', { n: one.waveNumber + 1 });
  return [
    {
      id: 'phase',
      title: t('live.colState'),
      width: '122px',
      cell: (one) => <StateMark spoken={ofPhase(one.phase)} />,
      sortBy: (one) => one.phase,
      text: (one) => one.phase,
    },
    { id: 'since', title: t('live.colInPhase'), width: '58px', align: 'right', cell: inPhase, sortBy: (one) => one.phaseSince },
    {
      id: 'name',
      title: t('live.colServer'),
      width: 'minmax(88px, 1.76fr)',
      cell: (one) => <MiddleCut text={one.serverName} />,
      sortBy: (one) => one.serverName,
      text: (one) => one.serverName,
    },
    {
      id: 'id',
      title: t('live.colId'),
      width: '88px',
      cell: (one) => <ShortId id={one.sourceServerId} head={5} tail={4} />,
      text: (one) => one.sourceServerId,
    },
    {
      id: 'wave',
      title: t('live.colWave'),
      width: 'minmax(92px, 1.84fr)',
      cell: (one) => <span title={waveOf(one)}>{waveOf(one).replace(/^Wave /, '')}</span>,
      sortBy: (one) => one.waveNumber,
      text: waveOf,
    },
    {
      id: 'status',
      title: t('live.colLaunchStatus'),
      width: '86px',
      cell: (one) => stateWord(one.launchStatus),
      sortBy: (one) => one.launchStatus,
      text: (one) => one.launchStatus,
    },
    {
      id: 'lag',
      title: t('live.colLag'),
      width: '66px',
      align: 'right',
      cell: (one) => <Lag serverId={one.sourceServerId} />,
      sortBy: (one) => lagOf(one.sourceServerId),
    },
    {
      id: 'instance',
      title: t('live.colInstance'),
      width: '94px',
      cell: (one) => <Instance of={one} />,
      text: (one) => one.recoveryInstanceId ?? '',
    },
    {
      id: 'ip',
      title: t('live.colIp'),
      width: '84px',
      cell: (one) => one.privateIp ?? <None />,
      sortBy: (one) => one.privateIp,
      text: (one) => one.privateIp ?? '',
    },
    {
      id: 'last',
      title: t('live.colLastEvent'),
      width: 'minmax(140px, 2.8fr)',
      cell: lastEvent,
      sortBy: (one) => one.lastEvent?.at ?? null,
      text: (one) => `${one.error ?? ''} ${one.lastEvent?.event ?? ''}`,
    },
  ];
}

function inPhase(one: Participant) {
  if (one.phaseSince === null || one.phase === 'LAUNCHED' || one.phase === 'TERMINATED') return <None />;
  return <Elapsed since={one.phaseSince} />;
}

function lastEvent(one: Participant) {
  if (one.error !== null) {
    return (
      <span className={classes.error} title={one.error}>
        {one.error}
      </span>
    );
  }
  if (one.lastEvent === null) return <None />;
  return (
    <span className={classes.since}>
      <span className={classes.dim}>
        <ClockTime at={one.lastEvent.at} />
      </span>
      <span title={sentenceCase(one.lastEvent.event)}>{sentenceCase(one.lastEvent.event)}</span>
    </span>
  );
}

function Lag({ serverId }: { serverId: string }) {
  const seconds = useView((view) => view.servers[serverId]?.lagSeconds ?? null, null);
  return seconds === null ? <span title={t('live.notMeasured')}>–</span> : formatLag(seconds);
}

/** How a launch ended stays true after the clean-up; that the instance is gone is said where it stands. */
function Instance({ of: one }: { of: Participant }) {
  const id = one.recoveryInstanceId;
  const exists = useView((view) => id !== null && view.instances[id] !== undefined, false);
  if (id === null) return <None />;
  if (exists || one.phase !== 'LAUNCHED') return <ShortId id={id} head={5} tail={4} />;
  return (
    <span className={classes.dim} title={t('live.instanceGone', { id })}>
      {t('live.notThereNow')}
    </span>
  );
}

function None() {
  return <span className={classes.dim}>–</span>;
}
