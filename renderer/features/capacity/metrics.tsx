import { Select } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { MetricSeries } from '../../../shared/contract/telemetry';
import { metricList } from '../../../shared/domain/capacity/metric-list';
import type { ConsoleClient } from '../../bridge/client';
import { locale, t } from '../../language/language';
import { useUi, useView } from '../../store/page';
import { useAsked } from '../../store/use-asked';
import { EmptyState } from '../../ui/empty-state';
import { SeriesDialog } from '../../ui/findings/series-dialog';
import { formatBytes, formatClock, formatDuration } from '../../ui/format';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { metricWords } from '../../widgets/parts/metric-words';
import classes from './capacity-screen.module.css';
import { contextAsked } from './context-id';
import { OwnMetrics } from './own-metrics';

const everyMs = 30_000;
/** More lines than this tell nobody anything; the highest come first. */
const mostShown = 60;

/** One metric over the last three hours, a small chart for each thing that has it; the highest newest value comes first. */
export function Metrics(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const [name, setName] = useState('ReplicationLag');
  const read = useCallback(
    (client: ConsoleClient) => client.telemetry.metrics({ name, limit: 1000, ...contextAsked(contextId) }),
    [name, contextId],
  );
  const { value, problem } = useAsked(read, everyMs);
  const info = metricList.find((one) => one.name === name);
  const series = [...(value?.items ?? [])].sort((one, other) => newestOf(other) - newestOf(one));
  return (
    <div className={classes.page}>
      <div className={classes.choice}>
        <Select
          size="xs"
          w={260}
          label={t('capacity.metric')}
          searchable
          allowDeselect={false}
          data={metricList.map((one) => one.name)}
          value={name}
          onChange={(chosen) => setName(chosen ?? name)}
        />
        <p className={classes.dim}>
          {info === undefined
            ? null
            : `${info.text} ${t('capacity.fromInUnit', { from: info.from, unit: info.unit.toLowerCase() })}`}
        </p>
      </div>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      {value === null && problem === null ? <SkeletonRows label={t('capacity.reading')} /> : null}
      {value !== null && series.length === 0 ? (
        <EmptyState text={t('capacity.nothingWasMeasuredInTheLast')} next={t('capacity.metricsAreReadEveryFiveMinutes')} />
      ) : null}
      <ul className={classes.charts}>
        {series.slice(0, mostShown).map((one) => (
          <li key={`${one.contextId} ${JSON.stringify(one.labels)}`} className={classes.chart}>
            <Chart series={one} />
          </li>
        ))}
      </ul>
      {series.length > mostShown ? (
        <p className={classes.dim}>{t('capacity.theMostShownHighestOfSeriesAre', { mostShown, series: series.length })}</p>
      ) : null}
      <OwnMetrics />
    </div>
  );
}

function Chart({ series }: { series: MetricSeries }): ReactNode {
  const serverName = useView((view) => view.servers[series.labels.server ?? '']?.name ?? null, null);
  const { points, unit, labels } = series;
  const { account, region, ...own } = labels;
  const title = serverName ?? (Object.values(own).join(' ') || t('capacity.theWholeAccount'));
  const highest = Math.max(...points.map(({ value }) => value));
  const newest = points.at(-1);
  const [open, setOpen] = useState(false);
  return (
    <>
      {open ? (
        <SeriesDialog
          title={t('findings.seriesName', { name: title, metric: metricWords(series.name) })}
          series={{ metric: series.name, contextId: series.contextId, labels }}
          onClose={() => setOpen(false)}
        />
      ) : null}
      <div className={classes.head}>
        <button
          type="button"
          className={classes.open}
          title={title}
          aria-label={t('findings.openChart', { title })}
          onClick={() => setOpen(true)}
        >
          {title}
        </button>
        <span>{wordsOf(newest?.value ?? 0, unit)}</span>
      </div>
      <svg
        viewBox="0 0 240 48"
        preserveAspectRatio="none"
        role="img"
        aria-label={t('capacity.seriesInWords', {
          title,
          newest: wordsOf(newest?.value ?? 0, unit),
          highest: wordsOf(highest, unit),
          count: points.length,
        })}
      >
        <polyline points={lineOf(points)} />
      </svg>
      <div className={classes.dim}>
        {account} {region} · {t('capacity.highestValue', { value: wordsOf(highest, unit) })} ·{' '}
        {newest === undefined ? '' : formatClock(Date.parse(newest.at))}
      </div>
    </>
  );
}

function lineOf(points: MetricSeries['points']): string {
  const times = points.map(({ at }) => Date.parse(at));
  const [first = 0] = times;
  const span = Math.max(1, (times.at(-1) ?? first) - first);
  const top = Math.max(1e-9, ...points.map(({ value }) => value));
  const spots = points.map(({ value }, index) => [(((times[index] ?? first) - first) / span) * 240, 46 - (value / top) * 44]);
  // A single point is a line across, or nobody would see it.
  const [only] = spots;
  const drawn =
    spots.length === 1 && only !== undefined
      ? [
          [0, only[1]],
          [240, only[1]],
        ]
      : spots;
  return drawn.map(([x = 0, y = 0]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}

function newestOf({ points }: MetricSeries): number {
  return points.at(-1)?.value ?? 0;
}

function wordsOf(value: number, unit: MetricSeries['unit']): string {
  switch (unit) {
    case 'Bytes':
      return formatBytes(value);
    case 'Seconds':
      return value === 0 ? '0 s' : value < 1 ? `${Math.round(value * 1000)} ms` : formatDuration(value * 1000);
    case 'Count':
      return value.toLocaleString(locale(), { maximumFractionDigits: 1 });
    case 'Percent':
      return `${value.toLocaleString(locale(), { maximumFractionDigits: 1 })} %`;
  }
}
