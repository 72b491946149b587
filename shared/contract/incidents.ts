import { z } from 'zod';
import { Alert } from '../domain/alerting/alert';
import { Incident, IncidentEntry, IncidentStatus } from '../domain/alerting/incident';
import { Severity } from '../domain/notice';
import { ListInput, method, page } from './base';

const one = z.object({ incidentId: z.string() });
/** Of people's words: letters and digits of any language, and what stands between them. */
const Role = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/&-]{0,59}$/u, 'letters and digits, at most 60');
const Text = z.string().trim().min(1).max(2_000);

/** An incident with everything that belongs to it; alerts newest first and at most 1,000, entries oldest first. */
export const WholeIncident = z.object({
  incident: Incident,
  alerts: z.array(Alert),
  entries: z.array(IncidentEntry),
  /** Ended ones of the same leading cause, or the same execution or plan, newest first; at most 10. */
  similar: z.array(
    Incident.pick({ incidentId: true, number: true, title: true, severity: true, openedAt: true, resolvedAt: true }),
  ),
});
export type WholeIncident = z.infer<typeof WholeIncident>;

export const incidents = {
  list: method
    .route({ method: 'GET', path: '/incidents', summary: 'Incidents, newest first' })
    .input(
      ListInput.extend({
        /** `open` is open or acknowledged. Every one where absent. */
        status: z.union([IncidentStatus, z.literal('open')]).optional(),
        execution: z.string().optional(),
        from: z.iso.datetime({ offset: true }).optional(),
        to: z.iso.datetime({ offset: true }).optional(),
      }),
    )
    .output(page(Incident)),
  get: method
    .route({ method: 'GET', path: '/incidents/{incidentId}', summary: 'One incident with its alerts and its timeline' })
    .input(one)
    .output(WholeIncident),
  acknowledge: method
    .route({ method: 'POST', path: '/incidents/{incidentId}/acknowledge', summary: 'Take it: it is escalated no further' })
    .input(one.extend({ note: Text.optional() }))
    .output(Incident),
  unacknowledge: method
    .route({ method: 'POST', path: '/incidents/{incidentId}/unacknowledge', summary: 'Give it back: it is escalated again' })
    .input(one.extend({ reason: Text.optional() }))
    .output(Incident),
  resolve: method
    .route({ method: 'POST', path: '/incidents/{incidentId}/resolve', summary: 'Say that it is over, and why' })
    .input(one.extend({ because: Text }))
    .output(Incident),
  note: method
    .route({ method: 'POST', path: '/incidents/{incidentId}/notes', summary: 'Write something down about it' })
    .input(one.extend({ text: Text }))
    .output(Incident),
  role: method
    .route({ method: 'PUT', path: '/incidents/{incidentId}/roles/{role}', summary: 'Say who has a role; null is nobody' })
    .input(one.extend({ role: Role, person: z.string().trim().min(1).max(120).nullable() }))
    .output(Incident),
  severity: method
    .route({
      method: 'PUT',
      path: '/incidents/{incidentId}/severity',
      summary: 'Set how grave it is; null lets the console judge again',
    })
    .input(one.extend({ severity: Severity.nullable(), note: Text.optional() }))
    .output(Incident),
  merge: method
    .route({ method: 'POST', path: '/incidents/{incidentId}/merge', summary: 'Merge others into this one' })
    .input(one.extend({ incidentIds: z.array(z.string()).min(1).max(100) }))
    .output(Incident),
  split: method
    .route({ method: 'POST', path: '/incidents/{incidentId}/split', summary: 'Make some of its alerts an incident of their own' })
    .input(one.extend({ alertIds: z.array(z.string()).min(1).max(1_000) }))
    .output(Incident),
  handOver: method
    .route({
      method: 'GET',
      path: '/incidents/{incidentId}/hand-over',
      summary: 'What whoever takes over must know, as Markdown',
    })
    .input(one)
    .output(z.object({ markdown: z.string() })),
  report: method
    .route({ method: 'GET', path: '/incidents/{incidentId}/report', summary: 'A draft of the post-incident report, as Markdown' })
    .input(one)
    .output(z.object({ markdown: z.string() })),
};
