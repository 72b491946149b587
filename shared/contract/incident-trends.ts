import { z } from 'zod';
import { IncidentTrends } from '../domain/alerting/trends/trends';
import { method } from './base';

const Moment = z.iso.datetime({ offset: true });

/** How alerts and incidents went over time. */
export const incidentTrends = {
  get: method
    .route({
      method: 'GET',
      path: '/incidents/trends',
      summary: 'Alerts and incidents over time: by kind, cause, plan, person and hour, and what drills mended',
    })
    .input(
      z.object({
        /** The last 30 days where absent. */
        from: Moment.optional(),
        to: Moment.optional(),
        /** A day where absent; at most 1,000 steps. */
        stepSeconds: z.coerce.number().int().min(60).max(31_536_000).optional(),
      }),
    )
    .output(IncidentTrends),
};
