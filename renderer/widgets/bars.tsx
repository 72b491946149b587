import { IconChartBar } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Bars } from '../charts/bars';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { Body } from './parts/body';
import { routeOfMetric } from './parts/follow';
import { AnsweredMetric, groupedFields, groupedSettings } from './parts/metric-question';
import { metricWords } from './parts/metric-words';
import parts from './parts/parts.module.css';
import { mostField, mostSetting } from './parts/settings';
import { useTotals } from './parts/use-totals';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  ...groupedSettings('ServerRecoveryDuration', 'server'),
  most: mostSetting(12),
});

/** A metric as bars, the longest first: the slowest servers, the busiest services. */
export const bars = defineWidget({
  type: 'bars',
  title: 'widgets.bars',
  text: 'widgets.barsText',
  family: 'charts',
  icon: IconChartBar,
  size: { w: 8, h: 7, minW: 4, minH: 3 },
  settings,
  nameOf: ({ metric }) => metricWords(metric),
  fields: [...groupedFields, mostField],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const { read, unit, totals } = useTotals(chosen, frame);
  const shown = totals.slice(0, chosen.most);
  return (
    <AnsweredMetric frame={frame} metric={chosen.metric} read={read} has={shown.length > 0}>
      <Body frame={frame} scroll>
        <Bars
          plain
          bars={shown.map(({ key, label, value, server }) => ({
            key,
            label,
            value,
            words: valueWords(value, unit),
            onOpen: () => go(server === null ? routeOfMetric(chosen.metric) : { screen: 'servers', serverId: server }),
          }))}
        />
        {totals.length > shown.length ? (
          <p className={parts.note}>{t('widgets.highestOf', { shown: shown.length, all: totals.length })}</p>
        ) : null}
      </Body>
    </AnsweredMetric>
  );
}
