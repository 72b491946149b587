import { z } from 'zod';
import { MetricInfo } from '../domain/capacity/metric-list';
import { QuotaView } from '../domain/capacity/quotas';
import { ContextId, Instant } from '../domain/primitives';
import { ListInput, method, page } from './base';

const list = ListInput.extend({ context: ContextId.optional() });

/** How the values of one step (and of several series put together) become one. */
export const Aggregation = z.enum(['avg', 'min', 'max', 'sum', 'count', 'last', 'p50', 'p90', 'p99']);
export type Aggregation = z.infer<typeof Aggregation>;

/** One metric of one thing over time, oldest point first. Values are in the metric's unit; `at` of a step is its beginning. */
export const MetricSeries = z.object({
  /** `console` for the console as a whole, `*` for what was put together from several contexts. */
  contextId: ContextId,
  name: z.string(),
  unit: MetricInfo.shape.unit,
  labels: z.record(z.string(), z.string()),
  points: z.array(z.object({ at: Instant, value: z.number() })),
  /** What one value stands for; absent where points are as they were measured. Longer than asked for where nothing finer is kept. */
  stepSeconds: z.number().optional(),
});
export type MetricSeries = z.infer<typeof MetricSeries>;

/** One figure of the console's own, as CloudWatch has it in the namespace `Tocsin`. */
export const OwnMetric = z.object({
  name: z.string(),
  unit: z.enum(['Count', 'Seconds', 'Count/Second']),
  dimensions: z.record(z.string(), z.string()),
  value: z.number(),
});
export type OwnMetric = z.infer<typeof OwnMetric>;

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
        'Points of a metric; `labels` as `server=s-…,region=us-east-1`, the last three hours unless `from` and `to` say otherwise; with `stepSeconds` one value for each step, with `by` (`plan,phase`) one series for each value of these labels',
    })
    .input(
      list.extend({
        name: z.string(),
        from: z.string().optional(),
        to: z.string().optional(),
        labels: z.string().optional(),
        stepSeconds: z.coerce.number().int().min(1).max(35_000_000).optional(),
        aggregation: Aggregation.optional(),
        /** Labels, `context` among them, separated by commas: series that agree in them are put together; empty puts all together. */
        by: z.string().optional(),
      }),
    )
    .output(page(MetricSeries)),
  ownMetrics: method
    .route({
      method: 'GET',
      path: '/metrics/own',
      summary: 'What the console publishes of itself to CloudWatch, and what that costs',
    })
    .input(z.object({ context: ContextId.optional() }))
    .output(
      z.object({
        enabled: z.boolean(),
        namespace: z.string(),
        cost: z.string(),
        published: z.array(z.object({ contextId: ContextId, at: Instant, items: z.array(OwnMetric) })),
      }),
    ),
};
