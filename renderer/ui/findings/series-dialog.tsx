import { Modal, SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import type { Range } from '../../../shared/domain/boards/range';
import { metricList } from '../../../shared/domain/capacity/metric-list';
import type { FoundSeries } from '../../../shared/domain/detection/finding';
import { labelsKey } from '../../../shared/domain/metrics/labels';
import { ContextId } from '../../../shared/domain/primitives';
import type { Line } from '../../charts/align';
import { TimeSeries } from '../../charts/time-series';
import { t } from '../../language/language';
import { useMetric } from '../../store/use-metric';
import { EmptyState } from '../empty-state';
import { SkeletonRows } from '../skeleton-rows';
import classes from './findings.module.css';
import { useExpectedBand } from './use-expected-band';

const HEIGHT = 320;
const hours = ['1', '6', '24'] as const;

interface SeriesDialogProps {
  /** What people call it: a server, a service, and what is measured of it. */
  readonly title: string;
  readonly series: FoundSeries;
  readonly onClose: () => void;
}

/** One series over the last hours with where its values were expected. Of one that is not watched, its values and why not. */
export function SeriesDialog({ title, series, onClose }: SeriesDialogProps): ReactNode {
  const [span, setSpan] = useState<(typeof hours)[number]>('6');
  const range: Range = { kind: 'last', seconds: Number(span) * 3_600 };
  return (
    <Modal opened onClose={onClose} size={980} title={title} closeButtonProps={{ 'aria-label': t('findings.close') }}>
      <div className={classes.dialog}>
        <div className={classes.head}>
          <p className={classes.note}>{metricList.find(({ name }) => name === series.metric)?.text ?? series.metric}</p>
          <SegmentedControl
            size="xs"
            data={hours.map((value) => ({ value, label: t('findings.hours', { count: Number(value) }) }))}
            value={span}
            onChange={(value) => setSpan(hours.find((one) => one === value) ?? '6')}
            aria-label={t('findings.howLong')}
          />
        </div>
        <Chart key={span} title={title} series={series} range={range} />
      </div>
    </Modal>
  );
}

function Chart({ title, series, range }: { title: string; series: FoundSeries; range: Range }): ReactNode {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [isOn, onTurn] = useState(true);
  const { band, why, loading } = useExpectedBand(series, range);
  const context = ContextId.safeParse(series.contextId);
  const read = useMetric({
    name: series.metric,
    labels: series.labels,
    range,
    contextId: context.success && series.contextId !== 'console' ? context.data : null,
    stepSeconds: 'raw',
  });
  const lines = useMemo((): readonly Line[] => {
    const own =
      read.series.find(({ labels }) => labelsKey(labels) === labelsKey(series.labels)) ??
      (read.series.length === 1 ? read.series[0] : undefined);
    const measured = (own?.points ?? []).map(({ at, value }) => ({ atMs: Date.parse(at), value }));
    // What was judged is what is held against the band: counts per minute, means of a minute.
    const points = band === null ? measured : band.points.map(({ atMs, value }) => ({ atMs, value }));
    return points.length === 0 ? [] : [{ key: 'series', label: title, points }];
  }, [read.series, series.labels, band, title]);
  const unit = read.series[0]?.unit ?? metricList.find(({ name }) => name === series.metric)?.unit ?? 'Count';
  return (
    <div ref={ref}>
      {lines.length === 0 && (read.loading || loading) ? <SkeletonRows rows={8} label={t('findings.readingSeries')} /> : null}
      {lines.length === 0 && !read.loading && !loading ? (
        <EmptyState text={read.problem ?? t('findings.nothingMeasured')} next={t('findings.nothingMeasuredNext')} />
      ) : null}
      {lines.length > 0 && width > 0 && read.toMs > 0 ? (
        <TimeSeries
          name={title}
          lines={lines}
          unit={unit}
          fromMs={read.fromMs}
          toMs={read.toMs}
          stepMs={null}
          width={width}
          height={HEIGHT}
          band={band}
          expected={{ isOn, onTurn, of: 'series', onOf: () => undefined, note: why }}
        />
      ) : null}
      {lines.length > 0 && read.problem !== null ? <p className={classes.note}>{read.problem}</p> : null}
    </div>
  );
}
