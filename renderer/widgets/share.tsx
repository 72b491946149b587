import { IconChartDonut } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Donut } from '../charts/donut';
import { plain, valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { Body } from './parts/body';
import { routeOfMetric } from './parts/follow';
import { AnsweredMetric, groupedFields, groupedSettings } from './parts/metric-question';
import { metricWords } from './parts/metric-words';
import { aggregationSetting } from './parts/settings';
import { useTotals } from './parts/use-totals';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  ...groupedSettings('ApiCalls', 'service'),
  aggregation: aggregationSetting.default('sum'),
});

/** More slices than this are one called the rest. */
const MOST_SLICES = 7;

/** How a sum is made up. */
export const share = defineWidget({
  type: 'share',
  title: 'widgets.share',
  text: 'widgets.shareText',
  family: 'charts',
  icon: IconChartDonut,
  size: { w: 7, h: 6, minW: 5, minH: 4 },
  settings,
  nameOf: ({ metric }) => metricWords(metric),
  fields: [...groupedFields],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const { read, unit, totals } = useTotals(chosen, frame);
  const positive = totals.filter(({ value }) => value > 0);
  const sum = positive.reduce((all, { value }) => all + value, 0);
  const rest = positive.slice(MOST_SLICES).reduce((all, { value }) => all + value, 0);
  const words = (value: number): string => `${valueWords(value, unit)} · ${plain((value / sum) * 100, 0)} %`;
  const slices = positive.slice(0, MOST_SLICES).map(({ key, label, value }) => ({
    key,
    label,
    value,
    words: words(value),
    onOpen: () => go(routeOfMetric(chosen.metric)),
  }));
  return (
    <AnsweredMetric frame={frame} metric={chosen.metric} read={read} has={sum > 0}>
      <Body frame={frame}>
        <Donut
          name={metricWords(chosen.metric)}
          slices={
            rest > 0
              ? [
                  ...slices,
                  {
                    key: 'the rest',
                    label: t('widgets.theRest', { count: positive.length - MOST_SLICES }),
                    value: rest,
                    words: words(rest),
                    colour: 'var(--unknown)',
                  },
                ]
              : slices
          }
          total={valueWords(sum, unit)}
          width={frame.width}
          height={frame.height}
        />
      </Body>
    </AnsweredMetric>
  );
}
