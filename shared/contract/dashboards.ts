import { z } from 'zod';
import { ContextId, Instant, PlanId } from '../domain/primitives';
import { Accepted, ListInput, method, page } from './base';

const where = z.object({ context: ContextId.optional() });
const ofPlan = where.extend({ plan: PlanId });

/** A CloudWatch dashboard that a console made for a recovery plan. */
export const PlanDashboard = z.object({
  contextId: ContextId,
  /** `tocsin-` and the plan's name. */
  name: z.string(),
  arn: z.string(),
  /** Null where its body names no plan that is known here. */
  planId: PlanId.nullable(),
  planName: z.string().nullable(),
  modifiedAt: Instant.nullable(),
  sizeBytes: z.number().nullable(),
  /** Where to see it in the AWS console. */
  url: z.string(),
});
export type PlanDashboard = z.infer<typeof PlanDashboard>;

export const DashboardPreview = z.object({
  name: z.string(),
  url: z.string(),
  /** What making it would do. `foreign`: a dashboard of that name is there and not ours, so it stays as it is. */
  change: z.enum(['create', 'update', 'none', 'foreign']),
  widgets: z.array(z.object({ title: z.string(), kind: z.string(), metrics: z.number().int() })),
  /** What an operator should know before: costs, and what will stay empty. */
  notes: z.array(z.string()),
  /** Exactly what would be sent, as JSON. */
  body: z.string(),
});
export type DashboardPreview = z.infer<typeof DashboardPreview>;

/** CloudWatch dashboards for recovery plans; only those a console made are changed or removed. */
export const dashboards = {
  list: method
    .route({ method: 'GET', path: '/cloudwatch/dashboards', summary: 'CloudWatch dashboards that consoles made' })
    .input(ListInput.extend(where.shape))
    .output(page(PlanDashboard)),
  preview: method
    .route({ method: 'GET', path: '/cloudwatch/dashboards/preview', summary: 'What the dashboard of a plan would hold' })
    .input(ofPlan)
    .output(DashboardPreview),
  put: method
    .route({ method: 'PUT', path: '/cloudwatch/dashboards', summary: 'Make the dashboard of a plan, or bring it up to date' })
    .input(ofPlan)
    .output(PlanDashboard),
  remove: method
    .route({ method: 'DELETE', path: '/cloudwatch/dashboards/{name}', summary: 'Remove a dashboard that a console made' })
    .input(where.extend({ name: z.string().min(1).max(255) }))
    .output(Accepted),
};
