import { z } from 'zod';
import { AlertingSettings, Inhibition, MaintenanceWindow } from '../domain/alerting/settings';
import { Instant } from '../domain/primitives';
import { method } from './base';

const Conditions = z.looseObject({ 'if-match': z.string().optional() }).default({});
const whole = z.object({ headers: z.object({ etag: z.string() }), body: AlertingSettings });

/** Whatever is sent as settings: its reader names what is wrong by its place in them. Described to others as `AlertingSettings`. */
export const SentAlertingSettings = z.unknown();

/** A window and when it holds next; `occurrence` is null where it never comes again. */
export const WindowNext = z.object({
  window: MaintenanceWindow,
  isOpen: z.boolean(),
  occurrence: z.object({ from: Instant, to: Instant.nullable() }).nullable(),
});
export type WindowNext = z.infer<typeof WindowNext>;

/** How alerts are put together, kept quiet and weighed: one document, with its validator. */
export const alerting = {
  settings: {
    get: method
      .route({
        method: 'GET',
        path: '/alerts/settings',
        outputStructure: 'detailed',
        summary: 'Grouping, inhibitions, maintenance windows, flapping, severity; ETag for the next PUT',
      })
      .input(z.object({}))
      .output(whole),
    put: method
      .route({
        method: 'PUT',
        path: '/alerts/settings',
        inputStructure: 'detailed',
        outputStructure: 'detailed',
        summary: 'Replace them as a whole; If-Match with the ETag they were read with',
      })
      .input(z.object({ headers: Conditions, body: SentAlertingSettings }))
      .output(whole),
  },
  windows: method
    .route({
      method: 'GET',
      path: '/alerts/windows/next',
      summary: 'Maintenance windows: which hold now, and when each holds next',
    })
    .input(z.object({}))
    .output(z.object({ items: z.array(WindowNext) })),
  /** The inhibitions that hold where the operator has none of their own. */
  shippedInhibitions: method
    .route({ method: 'GET', path: '/alerts/inhibitions/shipped', summary: 'Inhibitions as the program ships them' })
    .input(z.object({}))
    .output(z.object({ items: z.array(Inhibition) })),
};
