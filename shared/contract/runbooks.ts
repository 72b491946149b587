import { z } from 'zod';
import { Incident } from '../domain/alerting/incident';
import { Runbook, RunbookRun } from '../domain/alerting/runbooks/runbook';
import { ListInput, method, page } from './base';

const ofIncident = z.object({ incidentId: z.string() });

/** A runbook in a list; whole with its own address. */
export const RunbookListing = Runbook.pick({
  runbookId: true,
  title: true,
  causes: true,
  rules: true,
  notices: true,
  logEvents: true,
  errors: true,
}).extend({
  origin: z.enum(['shipped', 'own']),
  steps: z.number().int(),
});
export type RunbookListing = z.infer<typeof RunbookListing>;

/** What is wrong with a runbook of one's own; `line` counts from 1, and is null where the file itself cannot be read. */
export const RunbookProblem = z.object({ file: z.string(), line: z.number().int().nullable(), message: z.string() });
export type RunbookProblem = z.infer<typeof RunbookProblem>;

/** What to do about one incident: the runbook that was begun, or else the one that fits best; and the others that fit. */
export const IncidentRunbook = z.object({
  run: RunbookRun.nullable(),
  suggested: z.array(z.object({ runbookId: z.string(), title: z.string(), why: z.string() })),
  /** A runbook was begun that is not here any more. */
  missing: z.string().nullable(),
});
export type IncidentRunbook = z.infer<typeof IncidentRunbook>;

/** Runbooks: shipped ones, those of `<data>/runbooks`, and how far an incident's got. Steps count from 0. */
export const runbooks = {
  list: method
    .route({ method: 'GET', path: '/runbooks', summary: 'Runbooks, and what is wrong with own ones that cannot be read' })
    .input(ListInput)
    .output(page(RunbookListing).extend({ problems: z.array(RunbookProblem), folder: z.string() })),
  get: method
    .route({ method: 'GET', path: '/runbooks/{runbookId}', summary: 'One runbook with its steps, as it was written' })
    .input(z.object({ runbookId: z.string() }))
    .output(Runbook.extend({ origin: z.enum(['shipped', 'own']), source: z.string() })),
  ofIncident: method
    .route({
      method: 'GET',
      path: '/incidents/{incidentId}/runbook',
      summary: 'The runbook of an incident: filled with its values, its checks answered now',
    })
    .input(ofIncident.extend({ runbookId: z.string().optional() }))
    .output(IncidentRunbook),
  begin: method
    .route({ method: 'POST', path: '/incidents/{incidentId}/runbook', summary: 'Begin a runbook on an incident' })
    .input(ofIncident.extend({ runbookId: z.string() }))
    .output(Incident),
  step: method
    .route({
      method: 'POST',
      path: '/incidents/{incidentId}/runbook/steps/{step}',
      summary: 'Say what came of a step, counted from 0',
    })
    .input(
      ofIncident.extend({
        step: z.coerce.number().int().min(0).max(1_000),
        outcome: z.enum(['done', 'skipped', 'failed']),
        note: z.string().trim().min(1).max(2_000).optional(),
      }),
    )
    .output(Incident),
};
