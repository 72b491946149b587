import type { ReactNode } from 'react';
import type { Execution, Participant } from '../../../../shared/domain/view';
import { plain } from '../../../charts/value-words';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import { EmptyState } from '../../../ui/empty-state';
import { formatDuration } from '../../../ui/format';
import { MiddleCut } from '../../../ui/middle-cut';
import { Scroll } from '../../../ui/scroll';
import { StateMark } from '../../../ui/state-mark';
import { ofPhase } from '../../../ui/tone';
import type { Expected, Usual } from '../expected';
import { phasesOf, type ServerTime, slowestOf, throughputOf } from '../performance';
import classes from './panels.module.css';

const SLOWEST = 8;

interface PerformancePanelProps {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  readonly expected: Expected | null;
  readonly onOpen: (participant: Participant) => void;
}

/** How fast it goes: servers a minute, time per phase against what is usual, and who is slowest. */
export function PerformancePanel({ execution, participants, expected, onOpen }: PerformancePanelProps): ReactNode {
  const nowMs = useNowMs();
  const slowest = slowestOf(participants, nowMs, SLOWEST);
  if (slowest.length === 0) return <EmptyState text={t('live.noPerformance')} next={t('live.noPerformanceNext')} />;
  const pace = throughputOf(participants, nowMs);
  return (
    <Scroll as="section" className={classes.scroll} aria-label={t('live.tabPerformance')}>
      <div className={classes.figures}>
        <span>
          <b>{pace === null ? '–' : plain(pace, 2)}</b>
          {t('live.serversPerMinute')}
        </span>
        <span>{expected === null ? t('live.noEarlierRun') : t('live.comparedTo', { count: expected.runs })}</span>
      </div>
      <Phases execution={execution} participants={participants} expected={expected} />
      <div className={classes.block}>
        <h2 className={classes.heading}>{t('live.slowestServers')}</h2>
        {slowest.map((one) => (
          <Slow key={one.participant.id} one={one} longestMs={slowest[0]?.tookMs ?? 1} onOpen={onOpen} />
        ))}
      </div>
    </Scroll>
  );
}

function Phases({ execution, participants, expected }: Omit<PerformancePanelProps, 'onOpen'>): ReactNode {
  return (
    <div className={classes.block}>
      <h2 className={classes.heading}>{t('live.timePerPhase')}</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('live.colWave')}</th>
            <th scope="col">{t('live.colPhase')}</th>
            <th scope="col" data-right>
              {t('live.colServers')}
            </th>
            <th scope="col" data-right>
              {t('live.colMiddle')}
            </th>
            <th scope="col" data-right>
              {t('live.colSlowest')}
            </th>
            <th scope="col">{t('live.colUsual')}</th>
            <th scope="col">{t('live.colDifference')}</th>
          </tr>
        </thead>
        <tbody>
          {execution.waves.flatMap((wave) =>
            phasesOf(participants.filter((one) => one.waveNumber === wave.waveNumber)).map((time) => {
              const usual = expected?.waves.get(wave.waveNumber)?.phases[time.phase] ?? null;
              return (
                <tr key={`${wave.waveNumber} ${time.phase}`}>
                  <td>{wave.label}</td>
                  <td>
                    <StateMark spoken={ofPhase(time.phase)} />
                  </td>
                  <td data-right>{time.servers}</td>
                  <td data-right>{formatDuration(time.medianMs)}</td>
                  <td data-right>{formatDuration(time.slowestMs)}</td>
                  <td>{usual === null ? '–' : usualWords(usual)}</td>
                  <td>{usual === null ? '–' : <Difference medianMs={time.medianMs} usual={usual} />}</td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Less than the usual spread, or than five seconds, is no difference worth a word. */
function Difference({ medianMs, usual }: { medianMs: number; usual: Usual }): ReactNode {
  const byMs = medianMs - usual.medianMs;
  if (Math.abs(byMs) <= Math.max(usual.spreadMs, 5_000)) return <span className={classes.dim}>{t('live.asUsual')}</span>;
  const time = formatDuration(Math.abs(byMs));
  return byMs > 0 ? (
    <span className={classes.slower}>↑ {t('live.slower', { time })}</span>
  ) : (
    <span className={classes.faster}>↓ {t('live.faster', { time })}</span>
  );
}

function Slow({
  one,
  longestMs,
  onOpen,
}: {
  one: ServerTime;
  longestMs: number;
  onOpen: (participant: Participant) => void;
}): ReactNode {
  return (
    <button type="button" className={classes.slow} onClick={() => onOpen(one.participant)}>
      <MiddleCut text={one.participant.serverName} />
      <span className={classes.right}>
        {formatDuration(one.tookMs)}
        {one.done ? '' : ' …'}
      </span>
      <span className={classes.slowBar} style={{ width: `${(one.tookMs / Math.max(1, longestMs)) * 100}%` }} aria-hidden="true" />
    </button>
  );
}

function usualWords({ medianMs, spreadMs }: Usual): string {
  return `${formatDuration(medianMs)} ± ${formatDuration(spreadMs)}`;
}
