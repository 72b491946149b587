import type { ReactNode } from 'react';
import type { Forecast } from '../../../shared/domain/prediction/forecast';
import { t } from '../../language/language';
import { Rich } from '../../language/rich';
import { formatDuration } from '../format';
import classes from './forecast.module.css';
import { chanceTone, chanceWords, foreseenClock } from './forecast-words';
import { WarnIcon } from './warn-icon';

/** `Misses its objective: 12 %`, with a colour and an icon from one in four on; nothing where that is not known. */
export function Chance({ rto, fromMs }: { rto: Forecast['rto']; fromMs: number }): ReactNode {
  if (rto === null || rto.missProbability === null) return null;
  const tone = chanceTone(rto.missProbability);
  const objective = formatDuration(rto.objectiveMinutes * 60_000);
  return (
    <span
      className={classes.chance}
      data-tone={tone ?? undefined}
      title={t('forecast.deadlineHelp', { objective, at: foreseenClock(rto.deadline, fromMs) })}
    >
      <Rich
        text={t('forecast.misses', { chance: chanceWords(rto.missProbability) })}
        parts={{
          b: (words) => (
            <b>
              {tone === null ? null : <WarnIcon size={13} />} {words}
            </b>
          ),
        }}
      />
    </span>
  );
}
