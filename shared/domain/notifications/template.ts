import { z } from 'zod';
import { Instant } from '../primitives';
import { EventFamily } from './event-types';
import { Locale } from './locale';
import { Format } from './rendered-format';

/** A message's words in Liquid, for one form of message, one family of events and one language. */
export const Template = z.object({
  templateId: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens'),
  name: z.string().max(200),
  /** Form of message: `mail`, `slack`, `sms` … */
  format: Format,
  /** Family of events; `any` for all. */
  event: z.union([EventFamily, z.literal('any')]),
  locale: Locale,
  /** Mail, text and SNS subject, title of native alerts. */
  subject: z.string().max(2000).nullable(),
  body: z.string().max(100_000),
  /** Text part of a mail; made from the HTML where null. */
  text: z.string().max(100_000).nullable(),
});
export type Template = z.infer<typeof Template>;

/** A template as the console holds it. Shipped ones cannot be changed, only copied under the same id and put back. */
export const StoredTemplate = Template.extend({
  version: z.number().int(),
  origin: z.enum(['shipped', 'own']),
  /** A shipped one stands behind it and can be restored. */
  overrides: z.boolean(),
  changedAt: Instant.nullable(),
  changedBy: z.string().nullable(),
});
export type StoredTemplate = z.infer<typeof StoredTemplate>;

/** What is wrong in a template, with its place, for the editor. Lines and columns from 1. */
export const TemplateProblem = z.object({
  field: z.enum(['subject', 'body', 'text']),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
});
export type TemplateProblem = z.infer<typeof TemplateProblem>;

/** How much of a channel's limit a message uses. */
export const LimitUse = z.object({ what: z.string(), used: z.number(), limit: z.number(), unit: z.string() });
export type LimitUse = z.infer<typeof LimitUse>;
