import type { ReactNode } from 'react';
import type { Forecast, WaveForecast } from '../../../../shared/domain/prediction/forecast';
import type { Participant } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { EmptyState } from '../../../ui/empty-state';
import { ForecastSwatch } from '../../../ui/forecast/forecast-swatch';
import { foreseenClock, momentsOf } from '../../../ui/forecast/forecast-words';
import table from '../../../ui/plain-table.module.css';
import classes from './forecast-panel.module.css';
import { WarningList } from './warning-list';

interface ForecastPanelProps {
  readonly forecast: Forecast | null;
  readonly participants: readonly Participant[];
  readonly onServer: (participant: Participant) => void;
  readonly onWave: (waveNumber: number) => void;
}

/** What speaks for trouble, with its evidence and the next step, and when each wave and the whole will end. */
export function ForecastPanel({ forecast, participants, onServer, onWave }: ForecastPanelProps): ReactNode {
  if (forecast === null) return <EmptyState text={t('forecast.partEmpty')} next={t('forecast.partEmptyNext')} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.scroll} aria-label={t('forecast.partWaves')} tabIndex={0}>
      <h2 className={classes.heading}>{t('forecast.partWarnings')}</h2>
      <WarningList warnings={forecast.warnings} participants={participants} onServer={onServer} onWave={onWave} />
      <h2 className={classes.heading}>
        <ForecastSwatch /> {t('forecast.partWaves')}
      </h2>
      <p className={classes.why}>{forecast.why}</p>
      {forecast.finish === null ? null : <Waves forecast={forecast} onWave={onWave} />}
    </section>
  );
}

function Waves({ forecast, onWave }: { forecast: Forecast; onWave: (waveNumber: number) => void }): ReactNode {
  const fromMs = Date.parse(forecast.at);
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('forecast.colWhat')}</th>
          <th scope="col">{t('forecast.colStarts')}</th>
          <th scope="col">{t('forecast.colMiddle')}</th>
          <th scope="col">{t('forecast.colHalf')}</th>
          <th scope="col">{t('forecast.colMost')}</th>
        </tr>
      </thead>
      <tbody>
        {forecast.waves.map((wave) => (
          <tr key={wave.waveNumber}>
            <th scope="row">
              <button type="button" className={classes.link} onClick={() => onWave(wave.waveNumber)}>
                {wave.label}
              </button>
            </th>
            <td>{startWords(wave, fromMs)}</td>
            <Range finish={wave.finish} endedAt={wave.endedAt} fromMs={fromMs} />
          </tr>
        ))}
        <tr>
          <th scope="row">{t('forecast.wholeRun')}</th>
          <td />
          <Range finish={forecast.finish} endedAt={null} fromMs={fromMs} />
        </tr>
      </tbody>
    </table>
  );
}

function startWords({ startsAt, endedAt, finish }: WaveForecast, fromMs: number): string {
  if (startsAt !== null) return `≈ ${foreseenClock(startsAt.middle, fromMs)}`;
  return endedAt !== null || finish !== null ? t('forecast.began') : '–';
}

function Range({ finish, endedAt, fromMs }: Pick<WaveForecast, 'finish' | 'endedAt'> & { fromMs: number }): ReactNode {
  if (endedAt !== null) return <td colSpan={3}>{t('forecast.ended', { at: foreseenClock(endedAt, fromMs) })}</td>;
  if (finish === null) return <td colSpan={3}>–</td>;
  const { earliest, early, middle, late, latest } = momentsOf(finish, fromMs);
  return (
    <>
      <td className={classes.middle}>{middle}</td>
      <td>
        {early}–{late}
      </td>
      <td>
        {earliest}–{latest}
      </td>
    </>
  );
}
