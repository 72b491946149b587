import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { DetectionReport } from '../../../../shared/contract/findings';
import { Columns } from '../../../charts/columns';
import { t } from '../../../language/language';
import { formatNumber } from '../../../ui/format';
import classes from './detector.module.css';

const HEIGHT = 130;
const FOUND = 'var(--running)';
const ALERTED = 'var(--waiting)';

/** Findings of each of the last thirty days, and how many of them became alerts. */
export function Days({ days }: { days: DetectionReport['days'] }): ReactNode {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return (
    <section aria-label={t('findings.byDay')}>
      <h2 className={classes.title}>{t('findings.byDay')}</h2>
      <div className={classes.legend}>
        <span>
          <i className={classes.swatch} style={{ background: ALERTED }} />
          {t('findings.becameAlerts')}
        </span>
        <span>
          <i className={classes.swatch} style={{ background: FOUND }} />
          {t('findings.onlyListed')}
        </span>
      </div>
      <div ref={ref} style={{ height: HEIGHT }}>
        {width === 0 ? null : (
          <Columns
            name={t('findings.byDay')}
            width={width}
            height={HEIGHT}
            words={(value) => formatNumber(value, Number.isInteger(value) ? 0 : 1)}
            stacks={days.map(({ day, found, alerted, notUseful }) => ({
              key: day,
              label: day.slice(5),
              words: t('findings.dayWords', { day, found, alerted, notUseful }),
              parts: [
                { key: 'alerted', value: alerted, colour: ALERTED },
                { key: 'found', value: Math.max(0, found - alerted), colour: FOUND },
              ],
            }))}
          />
        )}
      </div>
    </section>
  );
}
