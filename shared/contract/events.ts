import { z } from 'zod';
import { JournalEntry } from '../domain/events';
import { Severity } from '../domain/notice';
import { ContextId, Instant } from '../domain/primitives';
import { SecurityCategory } from '../domain/security/security-event';
import { Accepted, ListInput, method, page } from './base';

const inContext = z.object({ context: ContextId.optional() });

export const BusRule = z.object({
  contextId: ContextId,
  observedAt: Instant,
  source: z.literal('eventbridge'),
  name: z.string(),
  ruleArn: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  /** Sees read-only calls of CloudTrail too, denied ones among them. */
  seesReads: z.boolean(),
  pattern: z.unknown(),
  schedule: z.string().nullable(),
  targets: z.array(z.object({ id: z.string(), arn: z.string() })),
  /** False where EventBridge did not tell them; whether the rule feeds us is then not known. */
  targetsRead: z.boolean(),
  /** Whose it is: this installation's, another console's, the platform's, or somebody else's. */
  whose: z.enum(['ours', 'another-console', 'platform', 'other']),
  /** Whether a target of it is our queue, a console's bus, or a topic that we hear. */
  feedsUs: z.boolean(),
});
export type BusRule = z.infer<typeof BusRule>;

export const SampleEvent = z.object({ id: z.string(), title: z.string(), event: z.record(z.string(), z.unknown()) });
export type SampleEvent = z.infer<typeof SampleEvent>;

export const PatternTest = z.object({
  /** What EventBridge itself answers; null where it was not asked or could not be. */
  matches: z.boolean().nullable(),
  /** What the console makes of it, which is asked of nobody. */
  expected: z.boolean().nullable(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
  /** Names of the pattern that the event does not satisfy. */
  missed: z.array(z.string()),
  /** Why EventBridge was not asked. */
  notAsked: z.string().nullable(),
});
export type PatternTest = z.infer<typeof PatternTest>;

export const bus = {
  rules: method
    .route({
      method: 'GET',
      path: '/bus/rules',
      summary: 'EventBridge rules of the default bus; `feeding=true` for those the console hears',
    })
    .input(ListInput.extend(inContext.shape).extend({ feeding: z.enum(['true', 'false']).optional() }))
    .output(page(BusRule)),
  samples: method
    .route({ method: 'GET', path: '/bus/samples', summary: 'Events as AWS sends them, to try patterns on' })
    .input(z.object({}))
    .output(z.object({ items: z.array(SampleEvent), nextToken: z.null() })),
  testPattern: method
    .route({
      method: 'POST',
      path: '/bus/patterns/test',
      summary: 'Whether an event matches a pattern; `sample` names one of the samples',
    })
    .input(
      inContext.extend({
        pattern: z.unknown(),
        sample: z.string().optional(),
        event: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .output(PatternTest),
  send: method
    .route({ method: 'POST', path: '/bus/events', summary: 'Put an event of our own (`source: tocsin`) on the default bus' })
    .input(
      inContext.extend({
        detailType: z.string().min(1).max(128),
        detail: z.record(z.string(), z.unknown()),
        resources: z.array(z.string().max(2048)).max(20).default([]),
      }),
    )
    .output(Accepted.extend({ eventId: z.string() })),
};

export const SecuritySummary = z.object({
  /** Of the newest 500 events that were recorded. */
  bySeverity: z.record(Severity, z.number().int()),
  byCategory: z.record(SecurityCategory, z.number().int()),
  failedSignIns: z.array(
    z.object({ account: z.string(), lastHour: z.number().int(), lastDay: z.number().int(), newestAt: Instant }),
  ),
  newestAt: Instant.nullable(),
});
export type SecuritySummary = z.infer<typeof SecuritySummary>;

export const security = {
  events: method
    .route({ method: 'GET', path: '/security/events', summary: 'Security events of the trail, newest first' })
    .input(ListInput.extend(inContext.shape).extend({ category: SecurityCategory.optional() }))
    .output(page(JournalEntry)),
  summary: method
    .route({ method: 'GET', path: '/security/summary', summary: 'Security events counted, failed sign-ins by account' })
    .input(inContext)
    .output(SecuritySummary),
};
