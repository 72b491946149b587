import { z } from 'zod';
import { Secret } from '../../notifications/configuration';
import { Person } from './person';
import { EscalationPolicy } from './policy';
import { Schedule } from './schedule';

const HttpUrl = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s]+$/, 'an https address');

/**
 * A sign of life to a dead-man's switch elsewhere, which raises the alarm (in PagerDuty, by mail) when none comes: a request to an address
 * every so many minutes, for as long as the console really works.
 */
export const Heartbeat = z.object({
  enabled: z.boolean().default(false),
  everyMinutes: z
    .number()
    .min(1)
    .max(24 * 60)
    .default(5),
  secretUrl: z
    .union([HttpUrl, z.object({ SecretRef: z.string().min(1) })])
    .nullable()
    .default(null),
  /** Told when the console is stopped on purpose; null where the receiver takes no such word. */
  stopSecretUrl: z
    .union([HttpUrl, z.object({ SecretRef: z.string().min(1) })])
    .nullable()
    .default(null),
  /** `Authorization` of both; null where they take none. */
  authorization: Secret.nullable().default(null),
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** `GET /api/on-call/settings`, and the file `on-call.json`: people, when they are on call, and who is asked after whom. */
export const OnCallSettings = z
  .object({
    people: z.array(Person).max(1000).default([]),
    schedules: z.array(Schedule).max(200).default([]),
    policies: z.array(EscalationPolicy).max(200).default([]),
    heartbeat: Heartbeat.prefault({}),
  })
  .superRefine(({ people, schedules, policies }, context) => {
    const named = { people, schedules, policies };
    for (const list of ['people', 'schedules', 'policies'] as const) {
      const seen = new Set<string>();
      for (const [index, { id }] of named[list].entries()) {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [list, index, 'id'], message: 'an id that no other has' });
        seen.add(id);
      }
    }
  });
export type OnCallSettings = z.infer<typeof OnCallSettings>;

export const noOnCall: OnCallSettings = OnCallSettings.parse({});
