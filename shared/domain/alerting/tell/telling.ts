import { z } from 'zod';
import { Instant } from '../../primitives';

/** Why an incident is told (anchors 1.1): a closed set. */
export const TellReason = z.enum([
  'first',
  'new-alerts',
  'graver',
  'released',
  'repeat',
  'acknowledged',
  'some-resolved',
  'resolved',
]);
export type TellReason = z.infer<typeof TellReason>;

/** What people have been told of an incident, and when they hear more. `version` counts what was told: part of the id of what is told next. */
export const Telling = z.object({
  version: z.number().int(),
  toldAt: Instant.nullable(),
  reason: TellReason.nullable(),
  /** Firing and not suppressed when it was told last. */
  toldFiring: z.number().int(),
  /** When it is looked at again; null is not before something changes. */
  dueAt: Instant.nullable(),
});
export type Telling = z.infer<typeof Telling>;

export const untold: Telling = { version: 0, toldAt: null, reason: null, toldFiring: 0, dueAt: null };
