import { z } from 'zod';
import { Incident } from '../domain/alerting/incident';
import { Person, PersonId } from '../domain/alerting/on-call/person';
import { Override, Schedule } from '../domain/alerting/on-call/schedule';
import { OnCallSettings } from '../domain/alerting/on-call/settings';
import { Shift } from '../domain/alerting/on-call/shifts';
import { Instant } from '../domain/primitives';
import { ListInput, method, page } from './base';

const Period = z.object({ from: Instant, to: Instant });
const Moment = z.iso.datetime({ offset: true });
const ofSchedule = z.object({ scheduleId: PersonId });
const ofIncident = z.object({ incidentId: z.string() });

/** How what feeds a schedule is: when its copy was read, and why the newest reading failed. Wall clock. */
export const OnCallFeed = z.object({
  fetchedAt: Instant.nullable(),
  checkedAt: Instant.nullable(),
  problem: z.string().nullable(),
  troubles: z.array(z.string()),
});

/** Who is on call in one schedule now. `until` and `from` null lie beyond the days that are looked at. */
export const OnCallNow = z.object({
  scheduleId: z.string(),
  name: z.string(),
  timeZone: z.string(),
  onCall: z.array(
    z.object({ personId: z.string(), personName: z.string(), since: Instant.nullable(), until: Instant.nullable() }),
  ),
  next: z.object({ personId: z.string(), personName: z.string(), from: Instant }).nullable(),
  /** Null where the shifts are our own. */
  feed: OnCallFeed.nullable(),
});
export type OnCallNow = z.infer<typeof OnCallNow>;

/** Something that would be found out at three in the morning. */
export const OnCallCheck = z.object({
  severity: z.enum(['error', 'warning']),
  about: z.object({ kind: z.enum(['person', 'schedule', 'policy']), id: z.string(), name: z.string() }),
  problem: z.enum([
    'unreachable',
    'nobody',
    'gap',
    'unknown-person',
    'unknown-name',
    'overlapping-overrides',
    'no-contact-method',
    'switched-off',
    'unread',
    'invalid',
  ]),
  text: z.string(),
  during: Period.nullable(),
  /** Of gaps: how many there are in the next two weeks, of which `during` is the first. */
  count: z.number().int().optional(),
});
export type OnCallCheck = z.infer<typeof OnCallCheck>;

/** How the sign of life to a dead-man's switch elsewhere fares. Wall clock. */
export const HeartbeatState = z.object({ enabled: z.boolean(), sentAt: Instant.nullable(), problem: z.string().nullable() });

/** Final shifts of one schedule within a time, and how good they are. */
export const ScheduleShifts = z.object({
  items: z.array(Shift),
  gaps: z.array(Period),
  overlaps: z.array(Period),
  /** Share of the time, in [0, 1], at which somebody is on call. */
  covered: z.number(),
  hours: z.array(z.object({ personId: z.string(), hours: z.number() })),
  /** Most hours of one person over the mean; 1 is even. */
  imbalance: z.number().nullable(),
});

/** Whatever is sent as settings: its reader names what is wrong by its place in them. Described to others as `OnCallSettings`. */
export const SentOnCall = z.unknown();

const tagged = z.object({ headers: z.object({ etag: z.string() }), body: OnCallSettings });

export const onCall = {
  now: method
    .route({ method: 'GET', path: '/on-call', summary: 'Who is on call now, schedule by schedule, until when, and who is next' })
    .input(ListInput)
    .output(page(OnCallNow).extend({ heartbeat: HeartbeatState })),
  settings: {
    get: method
      .route({
        method: 'GET',
        path: '/on-call/settings',
        outputStructure: 'detailed',
        summary: 'People, schedules and policies, references in place of secrets; ETag for the next PUT',
      })
      .input(z.object({}))
      .output(tagged),
    put: method
      .route({
        method: 'PUT',
        path: '/on-call/settings',
        inputStructure: 'detailed',
        outputStructure: 'detailed',
        summary: 'Replace people, schedules and policies as a whole; If-Match with the ETag they were read with',
      })
      .input(z.object({ headers: z.looseObject({ 'if-match': z.string().optional() }).default({}), body: SentOnCall }))
      .output(tagged),
  },
  checks: method
    .route({ method: 'GET', path: '/on-call/checks', summary: 'Gaps of the next 14 days, and whom no step of a policy reaches' })
    .input(z.object({}))
    .output(z.object({ items: z.array(OnCallCheck) })),
  shifts: method
    .route({
      method: 'GET',
      path: '/on-call/schedules/{scheduleId}/shifts',
      summary: 'Final shifts of a schedule, at most 400 days',
    })
    .input(ofSchedule.extend({ from: Moment, to: Moment }))
    .output(ScheduleShifts),
  addOverride: method
    .route({
      method: 'POST',
      path: '/on-call/schedules/{scheduleId}/overrides',
      summary: 'Put somebody on call, or in another one’s place, for a time',
    })
    .input(
      ofSchedule.extend({
        kind: Override.shape.kind,
        personId: PersonId,
        replaces: PersonId.nullable().default(null),
        from: Moment,
        to: Moment,
        note: z.string().max(500).default(''),
      }),
    )
    .output(Override),
  removeOverride: method
    .route({ method: 'DELETE', path: '/on-call/schedules/{scheduleId}/overrides/{overrideId}', summary: 'Take an override back' })
    .input(ofSchedule.extend({ overrideId: PersonId }))
    .output(Override),
  refresh: method
    .route({ method: 'POST', path: '/on-call/refresh', summary: 'Read calendars and other services anew, at once' })
    .input(z.object({}))
    .output(page(OnCallNow)),
  importOpsgenie: method
    .route({
      method: 'POST',
      path: '/on-call/import/opsgenie',
      summary: 'What a schedule of Opsgenie (the answer of its API) becomes here; nothing is saved',
    })
    .input(z.object({ schedule: z.unknown() }))
    .output(z.object({ schedules: z.array(Schedule), people: z.array(Person), left: z.array(z.string()) })),
  escalate: method
    .route({
      method: 'POST',
      path: '/incidents/{incidentId}/escalate',
      summary: 'Run the next step of the plan at once; `token` of the plan that was seen, so that an old button does nothing',
    })
    .input(ofIncident.extend({ token: z.number().int().optional() }))
    .output(Incident),
  stillOnIt: method
    .route({
      method: 'POST',
      path: '/incidents/{incidentId}/still-on-it',
      summary: 'Answer the question whether you are still on it',
    })
    .input(ofIncident)
    .output(Incident),
};
