import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { ForecastSwatch } from '../../../ui/forecast/forecast-swatch';
import { fillOf } from './patterns';
import classes from './timeline.module.css';

/** What the patterns mean; `usual` adds the band of past runs, `forecast` what is foreseen. */
export function Legend({ usual, forecast = false }: { usual: boolean; forecast?: boolean }): ReactNode {
  const entries = [
    ['SNAPSHOT', t('live.phaseSnapshot')],
    ['CONVERSION', t('live.phaseConversion')],
    ['LAUNCH', t('live.phaseLaunch')],
    ['LAUNCHED', t('live.phaseLaunched')],
  ] as const;
  return (
    <div className={classes.legend}>
      {entries.map(([kind, word]) => (
        <span key={kind} className={classes.key}>
          <svg width="14" height="10" aria-hidden="true" focusable="false">
            <rect width="14" height="10" rx="1" fill={fillOf(kind)} />
          </svg>
          {word}
        </span>
      ))}
      {usual ? (
        <span className={classes.key}>
          <svg width="18" height="10" aria-hidden="true" focusable="false">
            <rect width="13" height="10" className={classes.usualGround} />
            <rect y="7" width="13" height="3" className={classes.usualEdge} />
            <path d="M13 1v8M10 9.5h6" className={classes.usualEnd} />
          </svg>
          {t('live.phaseUsual')}
        </span>
      ) : null}
      {forecast ? (
        <span className={classes.key} title={t('forecast.isForeseen')}>
          <ForecastSwatch />
          {t('forecast.legend')}
        </span>
      ) : null}
    </div>
  );
}
