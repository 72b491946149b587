import { IconChartLine } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { FoundSeries } from '../../shared/domain/detection/finding';
import { TimeSeries } from '../charts/time-series';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useMetric } from '../store/use-metric';
import { useExpectedSwitch, whyNotComparable } from '../ui/findings/use-expected-band';
import { Body } from './parts/body';
import { keyOfSeries, useLines } from './parts/metric-lines';
import { AnsweredMetric, groupedFields, groupedSettings, questionOf } from './parts/metric-question';
import { metricWords } from './parts/metric-words';
import parts from './parts/parts.module.css';
import { levelSetting, mostField, mostSetting } from './parts/settings';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  ...groupedSettings('ServerLag', 'server'),
  kind: z.enum(['line', 'area', 'bars', 'steps']).default('line'),
  level: levelSetting,
  most: mostSetting(8),
});

/** A metric over time, a line for each thing it is measured of. */
export const timeSeries = defineWidget({
  type: 'time-series',
  title: 'widgets.timeSeries',
  text: 'widgets.timeSeriesText',
  family: 'charts',
  icon: IconChartLine,
  size: { w: 12, h: 8, minW: 5, minH: 4 },
  settings,
  nameOf: ({ metric }) => metricWords(metric),
  fields: [
    ...groupedFields,
    {
      name: 'kind',
      kind: 'choice',
      label: 'widgets.fieldKind',
      options: [
        { value: 'line', label: 'widgets.kindLine' },
        { value: 'area', label: 'widgets.kindArea' },
        { value: 'bars', label: 'widgets.kindBars' },
        { value: 'steps', label: 'widgets.kindSteps' },
      ],
    },
    { name: 'level', kind: 'number', label: 'widgets.fieldLevel', help: 'widgets.fieldLevelHelp' },
    mostField,
  ],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const read = useMetric(questionOf(chosen, frame));
  const { lines, rest } = useLines(read.series, chosen.most);
  const unit = read.series[0]?.unit ?? 'Count';
  const large = frame.mode === 'wall';
  const seriesOf = (key: string): FoundSeries | null => {
    const one = read.series.find((each) => keyOfSeries(each) === key);
    return one === undefined ? null : { metric: one.name, contextId: one.contextId, labels: one.labels };
  };
  const why = whyNotComparable(chosen.metric, chosen.aggregation, read.stepSeconds);
  const { band, expected } = useExpectedSwitch(lines, seriesOf, frame.range, why);
  const note = rest > 0 && frame.height > 120 ? (large ? 40 : 22) : 0;
  return (
    <AnsweredMetric frame={frame} metric={chosen.metric} read={read} has={lines.length > 0}>
      <Body frame={frame}>
        <TimeSeries
          name={metricWords(chosen.metric)}
          lines={lines}
          unit={unit}
          fromMs={read.fromMs}
          toMs={read.toMs}
          stepMs={read.stepSeconds === null ? null : read.stepSeconds * 1000}
          width={frame.width}
          height={frame.height - note}
          large={large}
          kind={chosen.kind}
          band={band}
          expected={expected}
          levels={
            chosen.level === null
              ? []
              : [
                  {
                    value: chosen.level,
                    label: t('widgets.levelAt', { value: valueWords(chosen.level, unit) }),
                    colour: '--waiting',
                  },
                ]
          }
        />
        {note > 0 ? (
          <p className={parts.note}>{t('widgets.highestOf', { shown: lines.length, all: lines.length + rest })}</p>
        ) : null}
      </Body>
    </AnsweredMetric>
  );
}
