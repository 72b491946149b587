import { IconChartHistogram } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { binsOf, medianOf } from '../../shared/domain/metrics/derive/statistics';
import { Columns } from '../charts/columns';
import { plain, valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useMetric } from '../store/use-metric';
import { Body } from './parts/body';
import { routeOfMetric } from './parts/follow';
import { AnsweredMetric, metricFields, metricSettings, questionOf } from './parts/metric-question';
import { metricWords } from './parts/metric-words';
import parts from './parts/parts.module.css';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  ...metricSettings('ServerRecoveryDuration'),
  bins: z.number().int().min(3).max(60).default(16),
});

/** How often a duration was how long: whether there is one usual or several. */
export const histogram = defineWidget({
  type: 'histogram',
  title: 'widgets.histogram',
  text: 'widgets.histogramText',
  family: 'charts',
  icon: IconChartHistogram,
  size: { w: 9, h: 7, minW: 5, minH: 4 },
  settings,
  nameOf: ({ metric }) => t('widgets.distributionOf', { metric: metricWords(metric) }),
  fields: [...metricFields, { name: 'bins', kind: 'number', label: 'widgets.fieldBins', min: 3, max: 60 }],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const read = useMetric({
    ...questionOf(chosen, frame),
    stepSeconds: 'raw',
  });
  const values = useMemo(() => read.series.flatMap(({ points }) => points.map(({ value }) => value)), [read.series]);
  const bins = useMemo(() => binsOf(values, chosen.bins), [values, chosen.bins]);
  const unit = read.series[0]?.unit ?? 'Count';
  const large = frame.mode === 'wall';
  return (
    <AnsweredMetric frame={frame} metric={chosen.metric} read={read} has={bins.length > 0}>
      <Body frame={frame}>
        <Columns
          name={metricWords(chosen.metric)}
          width={frame.width}
          height={frame.height - (large ? 40 : 22)}
          large={large}
          words={(value) => plain(value, 1)}
          stacks={bins.map(({ from, to, count }) => ({
            key: String(from),
            label: valueWords(from, unit),
            words: `${valueWords(from, unit)} – ${valueWords(to, unit)}: ${plain(count, 0)}`,
            parts: [{ key: 'count', value: count, colour: 'var(--series-1)' }],
            onOpen: () => go(routeOfMetric(chosen.metric)),
          }))}
        />
        <p className={parts.note}>
          {t('widgets.histogramNote', {
            n: values.length,
            median: valueWords(medianOf(values), unit),
          })}
        </p>
      </Body>
    </AnsweredMetric>
  );
}
