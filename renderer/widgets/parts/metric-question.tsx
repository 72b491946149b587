import type { ReactNode } from 'react';
import { t } from '../../language/language';
import type { MetricAsked, MetricRead } from '../../store/use-metric';
import type { Field, Frame } from '../widget';
import { Answered } from './body';
import { contextOf, metricWords } from './metric-words';
import {
  aggregationField,
  aggregationIn,
  aggregationSetting,
  type aggregations,
  byField,
  byIn,
  bySetting,
  labelsField,
  labelsIn,
  labelsSetting,
  metricField,
  metricSetting,
} from './settings';

/** What every widget of one metric can be told, how the customiser asks for it, and the question that comes of it. */
export const metricSettings = (metric: string) => ({ metric: metricSetting(metric), labels: labelsSetting });
export const metricFields: readonly Field[] = [metricField, labelsField];

/** The same with how values are put together. */
export const aggregatedSettings = (metric: string) => ({ ...metricSettings(metric), aggregation: aggregationSetting });
export const aggregatedFields: readonly Field[] = [...metricFields, aggregationField];

/** The same for each value of some labels. */
export const groupedSettings = (metric: string, by: string) => ({ ...aggregatedSettings(metric), by: bySetting(by) });
export const groupedFields: readonly Field[] = [...aggregatedFields, byField];

interface Chosen {
  readonly metric: string;
  readonly labels: string;
  readonly aggregation?: (typeof aggregations)[number];
  readonly by?: string;
}

/** What to ask for these settings, over the range and context of the frame. */
export function questionOf({ metric, labels, aggregation = 'usual', by }: Chosen, frame: Frame): MetricAsked {
  return {
    name: metric,
    labels: labelsIn(labels),
    range: frame.range,
    contextId: contextOf(metric, frame.contextId),
    ...(by === undefined ? {} : { by: byIn(by) }),
    ...aggregationIn(aggregation),
  };
}

interface AnsweredMetricProps {
  readonly frame: Frame;
  readonly metric: string;
  readonly read: Pick<MetricRead, 'loading' | 'problem'>;
  readonly has: boolean;
  readonly children: ReactNode;
}

/** What was answered of a metric; empty, it says that the metric was not measured. */
export function AnsweredMetric({ frame, metric, read, has, children }: AnsweredMetricProps): ReactNode {
  return (
    <Answered frame={frame} read={read} has={has} empty={t('widgets.metricEmpty', { metric: metricWords(metric) })}>
      {children}
    </Answered>
  );
}
