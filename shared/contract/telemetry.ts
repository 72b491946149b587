import { z } from 'zod';
import { MetricInfo } from '../domain/capacity/metric-list';
import { QuotaView } from '../domain/capacity/quotas';
import { ContextId, Instant } from '../domain/primitives';
import { ListInput, method, page } from './base';

const list = ListInput.extend({ context: ContextId.optional() });

/** One metric of one thing over time, oldest point first. Values are in the metric's unit. */
export const MetricSeries = z.object({
  contextId: ContextId,
  name: z.string(),
  unit: MetricInfo.shape.unit,
  labels: z.record(z.string(), z.string()),
  points: z.array(z.object({ at: Instant, value: z.number() })),
});
export type MetricSeries = z.infer<typeof MetricSeries>;

export const telemetry = {
  quotas: method
    .route({
      method: 'GET',
      path: '/quotas',
      summary: 'Limits of DRS, Step Functions and SNS with their use, most pressing first',
    })
    .input(list)
    .output(page(QuotaView)),
  metricNames: method
    .route({ method: 'GET', path: '/metrics/names', summary: 'Every metric the console keeps, with its unit and labels' })
    .input(ListInput)
    .output(page(MetricInfo)),
  metrics: method
    .route({
      method: 'GET',
      path: '/metrics',
      summary:
        'Points of a metric; `labels` as `server=s-…,region=us-east-1`, the last three hours unless `from` and `to` say otherwise',
    })
    .input(
      list.extend({ name: z.string(), from: z.string().optional(), to: z.string().optional(), labels: z.string().optional() }),
    )
    .output(page(MetricSeries)),
};
