import { z } from 'zod';
import { Instant } from '../primitives';
import { Matcher } from './labels';

/** Alerts that all matchers of a set hold for are told to nobody from `startsAt` until before `endsAt`. Kept when it has ended. */
export const Silence = z.object({
  silenceId: z.string(),
  /** All of them must hold; at least one must refuse an alert without labels. */
  matchers: z.array(Matcher).min(1).max(20),
  startsAt: Instant,
  endsAt: Instant,
  author: z.string(),
  reason: z.string().min(1).max(500),
  madeAt: Instant,
  /** Ended by hand before its time: it ends then. */
  endedBy: z.string().nullable(),
  /** The end before which it was told that something still fires under it. */
  remindedOf: Instant.nullable().optional(),
});
export type Silence = z.infer<typeof Silence>;
