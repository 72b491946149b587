import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { successOf } from '../../shared/domain/metrics/derive/outcomes';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useBehind } from './parts/behind';
import { BigFigure } from './parts/big-figure';
import { Teach } from './parts/body';
import { planField, planSetting, typeField, typeSetting } from './parts/settings';
import { useEnded } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting, type: typeSetting('all') });

/** Share of executions that recovered every server. */
export const successRate = defineWidget({
  type: 'success-rate',
  title: 'widgets.successRate',
  text: 'widgets.successRateText',
  family: 'figures',
  icon: IconCircleCheck,
  size: { w: 4, h: 3, minW: 3, minH: 2 },
  settings,
  fields: [planField, typeField],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const success = successOf(useEnded(frame, chosen));
  const { rate, succeeded, withLosses, failed, cancelled } = success;
  const behind = useBehind(t('widgets.successRate'), [
    { title: t('widgets.outcomeFailed'), executions: failed },
    { title: t('widgets.outcomeLosses'), executions: withLosses },
    { title: t('widgets.outcomeSucceeded'), executions: succeeded },
    { title: t('widgets.outcomeCancelled'), executions: cancelled },
  ]);
  if (rate === null) return <Teach frame={frame} text={t('widgets.successEmpty')} next={t('widgets.successEmptyNext')} />;
  return (
    <>
      <BigFigure
        frame={frame}
        value={valueWords(rate, 'Share')}
        tone={rate === 1 ? 'succeeded' : rate >= 0.8 ? 'waiting' : 'failed'}
        under={t('widgets.successOf', { good: succeeded.length, all: succeeded.length + withLosses.length + failed.length })}
        more={cancelled.length === 0 ? undefined : t('widgets.cancelledBeside', { n: cancelled.length })}
        onOpen={behind.open}
      />
      {behind.list}
    </>
  );
}
