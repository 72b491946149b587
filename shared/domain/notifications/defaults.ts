import { z } from 'zod';
import { Severity } from '../notice';
import { MailAddress, NotificationConfiguration, Secret } from './configuration';
import { Carrier } from './delivery';
import { Locale } from './locale';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00');
const Colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as #1f6feb');

/** How mail leaves: `NONE` until somebody says so. */
export const MailDefaults = z.looseObject({
  Transport: z.enum(['NONE', 'SES', 'SMTP']).default('NONE'),
  From: MailAddress.optional(),
  ReplyTo: MailAddress.optional(),
  Smtp: z
    .looseObject({
      Host: z.string().min(1),
      Port: z.number().int().min(1).max(65535).default(587),
      /** TLS from the first byte (465); else STARTTLS, which is required unless the server is on loopback. */
      Secure: z.boolean().default(false),
      User: z.string().optional(),
      Password: Secret.optional(),
    })
    .optional(),
  Ses: z.looseObject({ ContextId: z.string().optional(), ConfigurationSetName: z.string().optional() }).optional(),
});
export type MailDefaults = z.infer<typeof MailDefaults>;

export const Branding = z.looseObject({
  OrganizationName: z.string().max(100).default(''),
  /** `data:image/png;base64,…` (or jpeg, gif), at most 64 KB. */
  Logo: z.string().max(100_000).optional(),
  PrimaryColor: Colour.default('#1f6feb'),
  FooterText: z.string().max(500).default(''),
});
export type Branding = z.infer<typeof Branding>;

/** While they last, only severities in `Except` are sent; the rest waits for their end. CRITICAL is never held back. */
export const QuietHours = z.looseObject({
  Enabled: z.boolean().default(false),
  From: TimeOfDay.default('22:00'),
  To: TimeOfDay.default('07:00'),
  /** IANA name. */
  TimeZone: z.string().default('UTC'),
  Except: z.array(Severity).default(['CRITICAL']),
});

/** More than `Threshold` of a kind to one destination within the window become one message with a table. CRITICAL never waits. */
export const Digest = z.looseObject({
  Enabled: z.boolean().default(true),
  Threshold: z.number().int().min(1).default(10),
  WindowSeconds: z.number().int().min(5).max(3600).default(60),
});

/** In the long run, and at once. */
export const RateLimit = z.looseObject({ PerSecond: z.number().gt(0).max(10_000), Burst: z.number().int().min(1).max(10_000) });
export type RateLimit = z.infer<typeof RateLimit>;

/** What holds for every configuration. */
export const NotificationDefaults = z.looseObject({
  Locale: Locale.default('en'),
  /** IANA name: the zone in which times are written. */
  TimeZone: z.string().default('UTC'),
  /** Language by recipient address or number. */
  RecipientLocales: z.record(z.string(), Locale).default({}),
  Mail: MailDefaults.prefault({}),
  Branding: Branding.prefault({}),
  /** Where links lead; without it messages carry none. */
  ConsoleUrl: z.url().optional(),
  QuietHours: QuietHours.prefault({}),
  Digest: Digest.prefault({}),
  /** Minutes after which an unsent message is worse than none: pages (PAGERDUTY SMS DESKTOP), and the rest. */
  ExpiryMinutes: z
    .looseObject({
      Page: z.number().min(1).default(60),
      Other: z
        .number()
        .min(1)
        .default(24 * 60),
    })
    .prefault({}),
  RetentionDays: z.number().int().min(1).default(400),
  /** Messages to one destination, by carrier (`slack-webhook`, `teams` …), where another rate than the channel's own is allowed. */
  RateLimits: z.partialRecord(Carrier, RateLimit).optional(),
  /** Hosts with private addresses that webhooks may call: a name, `*.corp.example` for every name below, or a literal address. */
  AllowedPrivateHosts: z.array(z.string().min(1).max(253)).max(100).default([]),
});
export type NotificationDefaults = z.infer<typeof NotificationDefaults>;

/** `GET /api/notifications/settings`, and the file `notifications.json`. */
export const NotificationSettings = z.looseObject({
  Notifications: z.array(NotificationConfiguration).default([]),
  Defaults: NotificationDefaults.prefault({}),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;
