import { IconGridDots } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import type { MetricSeries } from '../../shared/contract/telemetry';
import { HeatGrid } from '../charts/heat-grid';
import { valueWords } from '../charts/value-words';
import { language, localeOf, t } from '../language/language';
import { useGo } from '../store/page';
import { useMetric } from '../store/use-metric';
import { Body } from './parts/body';
import { byMoment, byWeekHour } from './parts/heat';
import { useLines } from './parts/metric-lines';
import { AnsweredMetric, aggregatedFields, aggregatedSettings, questionOf } from './parts/metric-question';
import { metricWords } from './parts/metric-words';
import parts from './parts/parts.module.css';
import { byField, bySetting } from './parts/settings';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  ...aggregatedSettings('ServerLag'),
  grid: z.enum(['time', 'week']).default('time'),
  by: bySetting('server'),
});

/** When and where a metric was high: by thing and moment, or by weekday and hour. */
export const heatMap = defineWidget({
  type: 'heat-map',
  title: 'widgets.heatMap',
  text: 'widgets.heatMapText',
  family: 'charts',
  icon: IconGridDots,
  size: { w: 12, h: 8, minW: 6, minH: 4 },
  settings,
  nameOf: ({ metric }) => metricWords(metric),
  fields: [
    ...aggregatedFields,
    {
      name: 'grid',
      kind: 'choice',
      label: 'widgets.fieldGrid',
      options: [
        { value: 'time', label: 'widgets.gridTime' },
        { value: 'week', label: 'widgets.gridWeek' },
      ],
    },
    byField,
  ],
  Draw,
});

const HOUR_SECONDS = 3600;

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const isWeek = chosen.grid === 'week';
  const read = useMetric({
    ...questionOf(chosen, frame),
    ...(isWeek ? { by: [], stepSeconds: HOUR_SECONDS } : {}),
  });
  const unit: MetricSeries['unit'] = read.series[0]?.unit ?? 'Count';
  const large = frame.mode === 'wall';
  const most = Math.max(2, Math.floor((frame.height - 44) / (large ? 24 : 13)));
  const { lines, rest } = useLines(read.series, isWeek ? 1 : most);
  const grid = useMemo(() => {
    if (isWeek) return byWeekHour(lines[0]?.points ?? [], weekdays());
    return byMoment(lines, read.fromMs, read.toMs, Math.max(6, Math.floor(frame.width / (large ? 40 : 18))), clock);
  }, [lines, isWeek, read.fromMs, read.toMs, frame.width, large]);
  return (
    <AnsweredMetric frame={frame} metric={chosen.metric} read={read} has={lines.length > 0}>
      <Body frame={frame}>
        <HeatGrid
          name={metricWords(chosen.metric)}
          columns={grid.columns}
          rows={grid.rows.map((row, index) => {
            const server = isWeek ? undefined : serverOf(lines[index]?.key, read.series);
            return { ...row, ...(server === undefined ? {} : { onOpen: () => go({ screen: 'servers', serverId: server }) }) };
          })}
          words={(value) => valueWords(value, unit)}
          width={frame.width}
          height={frame.height - (rest > 0 ? (large ? 40 : 22) : 0)}
          large={large}
        />
        {rest > 0 && !isWeek ? (
          <p className={parts.note}>{t('widgets.highestOf', { shown: lines.length, all: lines.length + rest })}</p>
        ) : null}
      </Body>
    </AnsweredMetric>
  );
}

function serverOf(key: string | undefined, series: readonly MetricSeries[]): string | undefined {
  return series.find((one) => `${one.contextId} ${one.name} ${JSON.stringify(one.labels)}` === key)?.labels.server;
}

/** Monday first. 5 January 2026 was one. */
function weekdays(): string[] {
  const format = new Intl.DateTimeFormat(localeOf(language()), { weekday: 'short', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 0, 5 + day)));
}

function clock(atMs: number, spanMs: number): string {
  const parts: Intl.DateTimeFormatOptions =
    spanMs > 3 * 86_400_000 ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return new Date(atMs).toLocaleString(localeOf(language()), parts);
}
