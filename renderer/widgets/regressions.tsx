import { IconTrendingUp } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { FEWEST_BEFORE, phaseTrends } from '../../shared/domain/metrics/derive/regressions';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { StateMark } from '../ui/state-mark';
import { ofPhase } from '../ui/tone';
import { Body, Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { planField, planSetting } from './parts/settings';
import { useExecutions, useServersOf } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting });

/** Phases of the newest drill against those before: what got slower since. */
export const regressions = defineWidget({
  type: 'regressions',
  title: 'widgets.regressions',
  text: 'widgets.regressionsText',
  family: 'tables',
  icon: IconTrendingUp,
  size: { w: 14, h: 6, minW: 8, minH: 3 },
  settings,
  fields: [planField],
  Draw,
});

function Draw({ settings: { plan }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const executions = useExecutions(frame, { plan, type: 'drill' });
  const serversOf = useServersOf();
  const trends = useMemo(() => phaseTrends(executions, serversOf), [executions, serversOf]);
  if (trends.length === 0)
    return <Teach frame={frame} text={t('widgets.regressionsNone', { n: FEWEST_BEFORE + 1 })} next={t('widgets.moreDrills')} />;
  return (
    <Body frame={frame} scroll>
      <table className={parts.table}>
        <thead>
          <tr>
            <th scope="col">{t('widgets.columnPhase')}</th>
            <th scope="col">{t('widgets.columnState')}</th>
            <th scope="col" className={parts.number}>
              {t('widgets.columnLast')}
            </th>
            <th scope="col" className={parts.number}>
              {t('widgets.columnUsual')}
            </th>
          </tr>
        </thead>
        <tbody>
          {trends.map((trend) => {
            const name = `${trend.planName} · ${trend.waveLabel} · ${ofPhase(trend.phase).word}`;
            return (
              <tr key={`${trend.executionId} ${trend.waveNumber} ${trend.phase}`}>
                <td className={parts.name} title={name}>
                  <button
                    type="button"
                    className={parts.link}
                    onClick={() => go({ screen: 'live', executionId: trend.executionId })}
                  >
                    {name}
                  </button>
                </td>
                <td>
                  <StateMark
                    spoken={
                      trend.worse
                        ? { tone: 'failed', word: t('widgets.slower') }
                        : { tone: 'succeeded', word: t('widgets.asUsual') }
                    }
                  />
                </td>
                <td className={parts.number}>{valueWords(trend.lastSeconds, 'Seconds')}</td>
                <td className={parts.number}>
                  {valueWords(trend.usualSeconds, 'Seconds')} ± {valueWords(trend.spreadSeconds, 'Seconds')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Body>
  );
}
