import { IconGauge } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Gauge } from '../charts/gauge';
import { valueWords } from '../charts/value-words';
import { useFigure } from '../store/use-metric';
import { Body } from './parts/body';
import { levelTone } from './parts/level-tone';
import { AnsweredMetric, aggregatedFields, metricSettings, questionOf } from './parts/metric-question';
import { metricWords } from './parts/metric-words';
import { aggregationSetting, badField, betterField, betterSetting, levelSetting, warnField } from './parts/settings';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  ...metricSettings('LongestLag'),
  aggregation: aggregationSetting.default('last'),
  lowest: z.number().default(0),
  highest: z.number().nullable().default(null),
  warnAt: levelSetting,
  badAt: levelSetting,
  better: betterSetting,
});

/** One value between the ends of a scale, with marks where it begins to worry. */
export const gauge = defineWidget({
  type: 'gauge',
  title: 'widgets.gauge',
  text: 'widgets.gaugeText',
  family: 'figures',
  icon: IconGauge,
  size: { w: 4, h: 5, minW: 3, minH: 4 },
  settings,
  nameOf: ({ metric }) => metricWords(metric),
  fields: [
    ...aggregatedFields,
    { name: 'lowest', kind: 'number', label: 'widgets.fieldLowest' },
    { name: 'highest', kind: 'number', label: 'widgets.fieldHighest', help: 'widgets.fieldHighestHelp' },
    warnField,
    badField,
    betterField,
  ],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const { aggregation } = chosen;
  const read = useFigure(questionOf({ ...chosen, aggregation: aggregation === 'usual' ? 'last' : aggregation }, frame));
  const unit = read.series[0]?.unit ?? 'Count';
  const highest = chosen.highest ?? Math.max(chosen.badAt ?? 0, chosen.warnAt ?? 0, read.value ?? 0) * 1.25;
  const span = highest - chosen.lowest || 1;
  const shareOf = (value: number): number => (value - chosen.lowest) / span;
  return (
    <AnsweredMetric frame={frame} metric={chosen.metric} read={read} has={read.value !== null}>
      <Body frame={frame}>
        <Gauge
          name={metricWords(chosen.metric)}
          share={read.value === null ? null : shareOf(read.value)}
          value={valueWords(read.value, unit)}
          ends={[valueWords(chosen.lowest, unit), valueWords(highest, unit)]}
          tone={levelTone(read.value, chosen)}
          marks={[chosen.warnAt, chosen.badAt].filter((level) => level !== null).map(shareOf)}
          width={frame.width}
          height={frame.height}
        />
      </Body>
    </AnsweredMetric>
  );
}
