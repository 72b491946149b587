import { z } from 'zod';
import { Alert } from '../domain/alerting/alert';
import { Matcher } from '../domain/alerting/labels';
import { Silence } from '../domain/alerting/silence';
import { ListInput, method, page } from './base';

export const SilenceState = z.enum(['active', 'pending', 'expired']);
export type SilenceState = z.infer<typeof SilenceState>;

/** A silence with where it stands and what it hides now. */
export const ShownSilence = Silence.extend({
  state: SilenceState,
  /** Alerts that fire and are told to nobody because of it. */
  hides: z.number().int(),
});
export type ShownSilence = z.infer<typeof ShownSilence>;

/** `{label, op, value}`, or as text: `plan="Payroll DR"`. */
const SentMatcher = z.union([Matcher, z.string().max(500)]);
/** A list, or all in one text: `{plan="Payroll DR", wave=~"1|2"}`. */
const SentMatchers = z.union([z.array(SentMatcher).max(20), z.string().max(4000)]);

/** Any way to write a moment; kept in UTC. */
const Moment = z.iso.datetime({ offset: true });

/** What is asked for. Either `endsAt` or `durationMinutes`. */
const Wanted = z.object({
  matchers: SentMatchers.optional(),
  Matchers: SentMatchers.optional(),
  startsAt: Moment.optional(),
  endsAt: Moment.optional(),
  durationMinutes: z.number().positive().optional(),
  reason: z.string().trim().max(500).optional(),
});
export type WantedSilence = z.infer<typeof Wanted>;

/** An alert that a silence hides or would have hidden. */
const Hidden = Alert.pick({
  alertId: true,
  title: true,
  severity: true,
  status: true,
  startedAt: true,
  resolvedAt: true,
  labels: true,
  incidentId: true,
});

const SilencePreview = z.object({
  matchers: z.array(Matcher),
  /** Alerts that fire now: how many, and the newest of them. */
  now: z.object({ count: z.number().int(), alerts: z.array(Hidden) }),
  /** Alerts of the last 7 days; `isCut` where there are more than were looked at. */
  lately: z.object({ count: z.number().int(), looked: z.number().int(), isCut: z.boolean(), alerts: z.array(Hidden) }),
});
export type SilencePreview = z.infer<typeof SilencePreview>;

/** Silences: alerts that match are told to nobody for a time, and everybody sees why. Recorded before they are answered. */
export const silences = {
  list: method
    .route({ method: 'GET', path: '/silences', summary: 'Silences with what they hide, those that end last first' })
    .input(ListInput.extend({ state: SilenceState.optional() }))
    .output(page(ShownSilence)),
  make: method
    .route({ method: 'POST', path: '/silences', summary: 'Tell nobody of matching alerts until a time, with a reason' })
    .input(Wanted)
    .output(ShownSilence),
  change: method
    .route({
      method: 'PUT',
      path: '/silences/{silenceId}',
      summary: 'Move its end or reword it; what would rewrite the past ends it and makes a new one, which is answered',
    })
    .input(Wanted.extend({ silenceId: z.string() }))
    .output(ShownSilence),
  end: method
    .route({ method: 'DELETE', path: '/silences/{silenceId}', summary: 'End a silence now; what still fires is told once' })
    .input(z.object({ silenceId: z.string() }))
    .output(ShownSilence),
  preview: method
    .route({
      method: 'POST',
      path: '/silences/preview',
      summary: 'What a silence would hide now, and would have in the last 7 days',
    })
    .input(Wanted.pick({ matchers: true, Matchers: true }))
    .output(SilencePreview),
};
