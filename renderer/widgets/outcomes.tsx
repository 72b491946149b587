import { IconChartPie } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { successOf } from '../../shared/domain/metrics/derive/outcomes';
import { Donut } from '../charts/donut';
import { plain } from '../charts/value-words';
import { t } from '../language/language';
import { useBehind } from './parts/behind';
import { Body, Teach } from './parts/body';
import { planField, planSetting, typeField, typeSetting } from './parts/settings';
import { useEnded } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting, type: typeSetting('all') });

/** How executions came out: recovered, with losses, failed, cancelled. */
export const outcomes = defineWidget({
  type: 'outcomes',
  title: 'widgets.outcomes',
  text: 'widgets.outcomesText',
  family: 'charts',
  icon: IconChartPie,
  size: { w: 7, h: 5, minW: 5, minH: 4 },
  settings,
  fields: [planField, typeField],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const ended = useEnded(frame, chosen);
  const { succeeded, withLosses, failed, cancelled } = successOf(ended);
  const groups = [
    { key: 'succeeded', title: t('widgets.outcomeSucceeded'), executions: succeeded, colour: 'var(--succeeded)' },
    { key: 'losses', title: t('widgets.outcomeLosses'), executions: withLosses, colour: 'var(--waiting)' },
    { key: 'failed', title: t('widgets.outcomeFailed'), executions: failed, colour: 'var(--failed)' },
    { key: 'cancelled', title: t('widgets.outcomeCancelled'), executions: cancelled, colour: 'var(--cancelled)' },
  ];
  const behind = useBehind(t('widgets.outcomes'), groups);
  const counted = groups.filter(({ executions }) => executions.length > 0);
  if (counted.length === 0) return <Teach frame={frame} text={t('widgets.successEmpty')} next={t('widgets.successEmptyNext')} />;
  return (
    <Body frame={frame}>
      <Donut
        name={t('widgets.outcomes')}
        slices={counted.map(({ key, title, executions, colour }) => ({
          key,
          label: title,
          value: executions.length,
          words: plain(executions.length, 0),
          colour,
          onOpen: behind.open,
        }))}
        total={plain(
          counted.reduce((sum, { executions }) => sum + executions.length, 0),
          0,
        )}
        width={frame.width}
        height={frame.height}
      />
      {behind.list}
    </Body>
  );
}
