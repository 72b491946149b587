import type { ReactNode } from 'react';
import type { ForecastRecord } from '../../../shared/contract/forecasts';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useEngine } from '../../store/page';
import { useAsked } from '../../store/use-asked';
import { EmptyState } from '../empty-state';
import { formatNumber } from '../format';
import table from '../plain-table.module.css';
import { SkeletonRows } from '../skeleton-rows';
import classes from './forecast.module.css';

const EVERY_MS = 60_000;
const read = (client: ConsoleClient): Promise<ForecastRecord> => client.forecasts.record({});

/** How forecasts did, asked now and every minute. A rehearsal says that its executions are simulated: it never mixes with real ones. */
export function ForecastRecordCard(): ReactNode {
  const { value, problem } = useAsked(read, EVERY_MS);
  const simulated = useEngine()?.rehearsal != null;
  return (
    <section className={classes.card} aria-label={t('forecast.record')}>
      <h2 className={classes.cardTitle}>{t('forecast.record')}</h2>
      <p className={classes.dim}>{t(simulated ? 'forecast.recordOfSimulated' : 'forecast.recordOfReal')}</p>
      {value !== null ? <Figures record={value} /> : problem !== null ? <p role="alert">{problem}</p> : <SkeletonRows rows={3} />}
    </section>
  );
}

function Figures({ record }: { record: ForecastRecord }): ReactNode {
  const { finish, rto, byMoment, isSmall, executions } = record;
  if (finish.of === 0 && rto.of === 0) return <EmptyState text={t('forecast.recordNone')} next={t('forecast.recordNoneNext')} />;
  return (
    <>
      <p className={classes.note}>
        {t('forecast.recordExecutions', { count: executions })}
        {isSmall ? `. ${t('forecast.recordSmall')}` : null}
      </p>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('forecast.recordMeasure')}</th>
            <th scope="col">{t('forecast.recordMoment')}</th>
            <th scope="col" className={table.number}>
              {t('forecast.recordShare')}
            </th>
            <th scope="col" className={table.number}>
              {t('forecast.recordCount')}
            </th>
          </tr>
        </thead>
        <tbody>
          <Shares name={t('forecast.record50')} aim={50} hits={finish.within50} of={finish.of} />
          <Shares name={t('forecast.record90')} aim={90} hits={finish.within90} of={finish.of} />
          {byMoment
            .filter(({ of }) => of > 0)
            .map(({ moment, of, within90 }) => (
              <Shares
                key={moment}
                name={t('forecast.record90')}
                moment={t(`forecast.recordMoment:${moment}`)}
                aim={90}
                hits={within90}
                of={of}
              />
            ))}
          {rto.brier === null ? null : (
            <tr>
              <td title={t('forecast.recordBrierHelp')}>{t('forecast.recordBrier')}</td>
              <td className={classes.dim}>{t('forecast.recordBrierHelp')}</td>
              <td className={table.number}>{formatNumber(rto.brier, 2)}</td>
              <td className={table.number}>{t('forecast.recordBrierOf', { of: rto.of, missed: rto.missed })}</td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}

interface SharesProps {
  readonly name: string;
  readonly moment?: string;
  /** What a calibrated forecast reaches, percent. */
  readonly aim: number;
  readonly hits: number;
  readonly of: number;
}

function Shares({ name, moment, aim, hits, of }: SharesProps): ReactNode {
  if (of === 0) return null;
  return (
    <tr>
      <td>
        {name}{' '}
        <span className={classes.dim}>({t('forecast.recordAim', { percent: t('forecast.percent', { percent: aim }) })})</span>
      </td>
      <td>{moment ?? ''}</td>
      <td className={table.number}>{t('forecast.percent', { percent: Math.round((hits / of) * 100) })}</td>
      <td className={table.number}>{t('forecast.recordOf', { hits, of })}</td>
    </tr>
  );
}
