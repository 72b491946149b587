import { z } from 'zod';
import { Severity } from '../domain/notice';
import { CustomPage } from '../domain/notifications/custom-page';
import { NotificationSettings } from '../domain/notifications/defaults';
import { Carrier, DeliveryState } from '../domain/notifications/delivery';
import { NotificationEvent } from '../domain/notifications/event';
import { EventFamily, Lifecycle, NotificationEventType } from '../domain/notifications/event-types';
import { DeliveryRecord, DeliverySummary, ServiceLevel } from '../domain/notifications/record';
import { Rendered } from '../domain/notifications/rendered';
import { Format } from '../domain/notifications/rendered-format';
import { LimitUse, StoredTemplate, Template, TemplateProblem } from '../domain/notifications/template';
import { Instant } from '../domain/primitives';
import { ListInput, method, page } from './base';

/** One line of a channel's checklist: what is wrong, and what to do. */
export const ChannelCheck = z.object({
  id: z.string(),
  state: z.enum(['good', 'warning', 'bad']),
  message: z.string(),
  next: z.string().nullable(),
});
export type ChannelCheck = z.infer<typeof ChannelCheck>;

export const CatalogueEntry = z.object({
  type: NotificationEventType,
  family: EventFamily,
  title: z.string(),
  severity: Severity,
  lifecycle: Lifecycle,
  sample: NotificationEvent,
});
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

/** What a message would look like, and what is wrong with it. */
export const Preview = z.object({
  rendered: Rendered.nullable(),
  problems: z.array(TemplateProblem),
  limits: z.array(LimitUse),
});
export type Preview = z.infer<typeof Preview>;

const TemplateKey = z.object({ templateId: z.string(), locale: z.string().optional() });

/**
 * Whatever is sent as settings: its reader names what is wrong by its place in them. Described to others as `NotificationSettings`.
 */
export const SentSettings = z.unknown();

/** Settings travel with their validator, so that two editors cannot overwrite each other. */
const settings = {
  get: method
    .route({
      method: 'GET',
      path: '/notifications/settings',
      outputStructure: 'detailed',
      summary: 'Notification configurations and defaults, references in place of secrets; ETag for the next PUT',
    })
    .input(z.object({}))
    .output(z.object({ headers: z.object({ etag: z.string() }), body: NotificationSettings })),
  put: method
    .route({
      method: 'PUT',
      path: '/notifications/settings',
      inputStructure: 'detailed',
      outputStructure: 'detailed',
      summary: 'Replace notification configurations and defaults as a whole; If-Match with the ETag they were read with',
    })
    .input(z.object({ headers: z.looseObject({ 'if-match': z.string().optional() }).default({}), body: SentSettings }))
    .output(z.object({ headers: z.object({ etag: z.string() }), body: NotificationSettings })),
};

export const notifications = {
  settings,
  /** What is wrong with each channel of each configuration, by `notificationId/step/channelIndex`. */
  checks: method
    .route({ method: 'GET', path: '/notifications/checks', summary: 'What is wrong with each channel, and what to do' })
    .input(z.object({}))
    .output(z.object({ channels: z.record(z.string(), z.array(ChannelCheck)), general: z.array(ChannelCheck) })),
  catalogue: method
    .route({ method: 'GET', path: '/notifications/events', summary: 'Every event people may be notified of, with a sample' })
    .input(z.object({}))
    .output(z.object({ version: z.number().int(), items: z.array(CatalogueEntry) })),
  test: method
    .route({
      method: 'POST',
      path: '/notifications/test',
      summary: 'Send a test through one channel, or all of a configuration; answers when it has ended, or after 30 s',
    })
    .input(
      z.object({
        notificationId: z.string(),
        channelIndex: z.number().int().min(0).optional(),
        /** Event type of the catalogue; `execution.failed` where absent. */
        event: NotificationEventType.optional(),
        /** Test a channel of the escalation instead. */
        escalation: z.boolean().optional(),
      }),
    )
    .output(DeliveryRecord.extend({ deliveries: z.array(DeliverySummary) })),
  history: method
    .route({ method: 'GET', path: '/notifications/history', summary: 'Every notification and what became of it, newest first' })
    .input(
      ListInput.extend({
        state: DeliveryState.optional(),
        channel: z.string().optional(),
        event: z.string().optional(),
        execution: z.string().optional(),
        from: Instant.optional(),
        to: Instant.optional(),
        text: z.string().max(200).optional(),
      }),
    )
    .output(page(DeliverySummary)),
  delivery: method
    .route({
      method: 'GET',
      path: '/notifications/history/{deliveryId}',
      summary: 'One notification: event, why it matched, content, every attempt',
    })
    .input(z.object({ deliveryId: z.string() }))
    .output(DeliveryRecord),
  redeliver: method
    .route({
      method: 'POST',
      path: '/notifications/history/{deliveryId}/redeliver',
      summary: 'Send again what failed, expired or was suppressed',
    })
    .input(z.object({ deliveryId: z.string(), template: z.enum(['as-it-was', 'with-todays-template']).default('as-it-was') }))
    .output(DeliverySummary),
  serviceLevel: method
    .route({
      method: 'GET',
      path: '/notifications/service-level',
      summary: 'Share delivered, latency, escalations that reached a person',
    })
    .input(z.object({ from: Instant.optional(), to: Instant.optional() }))
    .output(ServiceLevel),
  carriers: method
    .route({
      method: 'GET',
      path: '/notifications/carriers',
      summary: 'Ways for a message to travel, and what their success proves',
    })
    .input(z.object({}))
    .output(
      z.object({
        items: z.array(
          z.object({ carrier: Carrier, title: z.string(), deduplicates: z.boolean(), proves: z.enum(['accepted', 'delivered']) }),
        ),
      }),
    ),
  emit: method
    .route({
      method: 'POST',
      path: '/alerts/events',
      summary: 'Tell of 1 to 1,000 events of your own; each is recorded and notified of like ours',
    })
    .input(
      z.object({
        events: z
          .array(
            z.object({
              /** Telling the same id twice is telling it once. */
              id: z.string().min(1).max(200).optional(),
              source: z.string().min(1).max(100),
              name: z.string().min(1).max(100),
              severity: Severity.default('INFO'),
              title: z.string().min(1).max(300),
              summary: z.string().max(4000).default(''),
              contextId: z.string().optional(),
              executionId: z.string().optional(),
              /** What it is about: opens an alert by this key, which the same key with `resolved` closes. Without it, it is news. */
              alertKey: CustomPage.shape.alertKey.optional(),
              resolved: z.boolean().optional(),
              /** Of the alert: for grouping, silences and correlation. */
              labels: z.record(z.string().min(1).max(100), z.string().max(1_000)).optional(),
              data: z.record(z.string(), z.unknown()).default({}),
            }),
          )
          .min(1)
          .max(1000),
      }),
    )
    .output(z.object({ accepted: z.number().int(), known: z.number().int() })),
  templates: {
    list: method
      .route({ method: 'GET', path: '/notifications/templates', summary: 'Templates, shipped and own' })
      .input(ListInput.extend({ format: Format.optional(), locale: z.string().optional() }))
      .output(page(StoredTemplate)),
    get: method
      .route({ method: 'GET', path: '/notifications/templates/{templateId}', summary: 'One template' })
      .input(TemplateKey)
      .output(StoredTemplate),
    put: method
      .route({ method: 'PUT', path: '/notifications/templates/{templateId}', summary: 'Save a template as its next version' })
      .input(
        z.object({
          templateId: z.string(),
          /** Channel type (`EMAIL`), or form of message (`mail`). */
          channel: z.string(),
          event: z.string().default('any'),
          locale: z.string().default('en'),
          name: z.string().max(200).optional(),
          subject: z.string().max(2000).nullish(),
          body: z.string().max(100_000),
          text: z.string().max(100_000).nullish(),
        }),
      )
      .output(StoredTemplate),
    remove: method
      .route({
        method: 'DELETE',
        path: '/notifications/templates/{templateId}',
        summary: 'Delete an own template; the shipped one behind it, if any, holds again',
      })
      .input(TemplateKey)
      .output(z.object({ templateId: z.string(), remaining: StoredTemplate.nullable() })),
    versions: method
      .route({ method: 'GET', path: '/notifications/templates/{templateId}/versions', summary: 'Former versions, newest first' })
      .input(TemplateKey)
      .output(z.object({ items: z.array(StoredTemplate) })),
    restore: method
      .route({
        method: 'POST',
        path: '/notifications/templates/{templateId}/restore',
        summary: 'Make a former version the newest one',
      })
      .input(TemplateKey.extend({ version: z.number().int() }))
      .output(StoredTemplate),
    preview: method
      .route({
        method: 'POST',
        path: '/notifications/templates/preview',
        summary: 'Render a draft with a sample or a past event',
      })
      .input(
        z.object({
          template: Template,
          /** Sample of this type, or the event of this past delivery. */
          event: NotificationEventType.optional(),
          deliveryId: z.string().optional(),
          locale: z.string().optional(),
        }),
      )
      .output(Preview),
    test: method
      .route({ method: 'POST', path: '/notifications/templates/test', summary: 'Send a draft to myself' })
      .input(
        z.object({
          template: Template,
          event: NotificationEventType.optional(),
          notificationId: z.string(),
          channelIndex: z.number().int().min(0),
        }),
      )
      .output(DeliveryRecord),
    variables: method
      .route({ method: 'GET', path: '/notifications/variables', summary: 'Variables and filters of templates, for completion' })
      .input(z.object({}))
      .output(
        z.object({
          variables: z.array(z.object({ name: z.string(), alias: z.string().nullable(), type: z.string(), text: z.string() })),
          filters: z.array(z.object({ name: z.string(), text: z.string(), example: z.string() })),
        }),
      ),
  },
};
