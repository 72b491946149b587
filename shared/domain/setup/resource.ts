import { z } from 'zod';

/** Where a resource stands, and what it is called there. `settings` are compared as text, or as JSON where they are JSON. */
const common = {
  /** Unlike that of any other resource: its ARN, or what stands in for one. */
  id: z.string(),
  title: z.string(),
  name: z.string(),
  accountId: z.string(),
  region: z.string(),
};

/** By SQS's own names of attributes. */
const Queue = z.object({ ...common, kind: z.literal('queue'), arn: z.string(), settings: z.record(z.string(), z.string()) });
const Rule = z.object({
  ...common,
  kind: z.literal('rule'),
  arn: z.string(),
  settings: z.object({ pattern: z.string(), state: z.string(), target: z.string(), targetRole: z.string() }),
});
const Subscription = z.object({
  ...common,
  kind: z.literal('subscription'),
  topicArn: z.string(),
  queueArn: z.string(),
  /** `filterPolicy` is empty where every message passes. */
  settings: z.object({ filterPolicy: z.string(), rawDelivery: z.string() }),
});
/** Leave for another account to put events on our bus. */
const BusPermission = z.object({
  ...common,
  kind: z.literal('bus-permission'),
  settings: z.object({ principal: z.string() }),
});
/** What forwarding rules put events with. */
const Role = z.object({
  ...common,
  kind: z.literal('role'),
  arn: z.string(),
  settings: z.object({ trust: z.string(), policy: z.string() }),
});

/** One thing in AWS that belongs to the console. */
export const Resource = z.discriminatedUnion('kind', [Queue, Rule, Subscription, BusPermission, Role]);
export type Resource = z.infer<typeof Resource>;
export type ResourceKind = Resource['kind'];
export type ResourceOf<K extends ResourceKind> = Extract<Resource, { kind: K }>;

export const INSTALLATION_TAG = 'tocsin:installation';
export const LAST_USE_TAG = 'tocsin:last-use';

/** What was found in a resource's place. `ours` says that it carries this installation's mark. */
export type Seen =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly ours: boolean; readonly settings: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown'; readonly why: string; readonly action: string | null; readonly resource: string | null };
