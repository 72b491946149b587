import { z } from 'zod';
import { Forecast } from '../domain/prediction/forecast';
import { ContextId, ExecutionId } from '../domain/primitives';
import { method } from './base';

/** How forecasts that were noted did, once the execution had ended. Few say little: `of` is the number it rests on. */
export const ForecastRecord = z.object({
  executions: z.number().int(),
  /** Forecasts of the finish of executions that completed, and how many of them had the true finish within their interval. */
  finish: z.object({ of: z.number().int(), within50: z.number().int(), within90: z.number().int() }),
  /** By the moment at which they were noted. */
  byMoment: z.array(
    z.object({
      moment: z.enum(['start', 'wave', 'warning']),
      of: z.number().int(),
      within50: z.number().int(),
      within90: z.number().int(),
    }),
  ),
  /** Chances to miss the RTO, held against what came: the Brier score is 0 at best, 0.25 for a coin; null without any. */
  rto: z.object({ of: z.number().int(), missed: z.number().int(), brier: z.number().nullable() }),
  /** Too few for the shares to mean much. */
  isSmall: z.boolean(),
});
export type ForecastRecord = z.infer<typeof ForecastRecord>;

export const forecasts = {
  get: method
    .route({
      method: 'GET',
      path: '/executions/{executionId}/forecast',
      summary: 'What is foreseen of one execution: finish, objectives, warnings',
    })
    .input(z.object({ executionId: ExecutionId, context: ContextId.optional() }))
    .output(Forecast),
  record: method
    .route({ method: 'GET', path: '/forecasts/record', summary: 'How forecasts did lately' })
    .input(z.object({}))
    .output(ForecastRecord),
};
