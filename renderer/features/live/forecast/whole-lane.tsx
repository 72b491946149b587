import type { ReactNode } from 'react';
import type { Forecast } from '../../../../shared/domain/prediction/forecast';
import { t } from '../../../language/language';
import { ForecastSwatch, HatchDefs } from '../../../ui/forecast/forecast-swatch';
import { foreseenClock, spokenRange } from '../../../ui/forecast/forecast-words';
import { isInSight, type Scale, xOf } from '../timeline/scale';
import classes from './foreseen.module.css';
import { ForeseenBar } from './foreseen-bar';
import { markOf } from './foreseen-mark';

const HEIGHT = 26;
const LABEL_PX = 74;

/** Under the waves: when the whole is foreseen to end. */
export function WholeLane({ forecast, scale, nowMs }: { forecast: Forecast; scale: Scale; nowMs: number }): ReactNode {
  const { finish } = forecast;
  if (finish === null) return null;
  const fromMs = Date.parse(forecast.at);
  const label = foreseenClock(finish.middle, fromMs);
  const words = spokenRange(t('forecast.wholeRun'), finish, fromMs);
  const mark = markOf(finish, nowMs, scale, nowMs, { label, words });
  return (
    <div className={classes.whole}>
      <div className={classes.name} title={words}>
        <ForecastSwatch /> {t('forecast.wholeRun')}
        <span className={classes.time}>≈ {label}</span>
      </div>
      <svg className={classes.lane} width={scale.widthPx} height={HEIGHT} role="img" aria-label={words}>
        <HatchDefs id="foreseen" />
        {mark === null ? null : <ForeseenBar mark={mark} height={HEIGHT} widthPx={scale.widthPx} />}
      </svg>
    </div>
  );
}

/** The end of the recovery time objective, through all lanes. */
export function DeadlineLine({ forecast, scale }: { forecast: Forecast; scale: Scale }): ReactNode {
  const { rto } = forecast;
  if (rto === null || !isInSight(scale, Date.parse(rto.deadline))) return null;
  const x = xOf(scale, Date.parse(rto.deadline));
  return (
    <div
      className={classes.deadline}
      style={{ '--x': `${x}px` }}
      data-before={x > scale.widthPx - LABEL_PX || undefined}
      aria-hidden="true"
    >
      <span>{t('forecast.deadline', { at: foreseenClock(rto.deadline, Date.parse(forecast.at)) })}</span>
    </div>
  );
}
