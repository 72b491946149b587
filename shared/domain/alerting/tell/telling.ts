import { z } from 'zod';
import { Severity } from '../../notice';
import { Instant } from '../../primitives';
import type { Alert } from '../alert';

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
  /** When there is more to tell; null is not before something changes. */
  dueAt: Instant.nullable(),
  /** When what is kept quiet, or is not, is looked at again: a silence or window begins or ends, something has flapped long enough. */
  quietAt: Instant.nullable(),
  /** Alerts people could be told of and were not yet: new ones, those that a silence let go, those that ended after they were told. */
  fresh: z.number().int(),
  released: z.number().int(),
  left: z.number().int(),
  /** Alerts that came and went before anybody was to be told. */
  missed: z.number().int(),
  /** Since when there is something to tell. */
  since: Instant.nullable(),
  /** Who heard the beginning follows from this. `isTold`: only those did who ask for what is told by itself already. */
  first: z.object({ at: Instant, severity: Severity, isTold: z.boolean() }).nullable(),
  /** As it was told last. */
  severity: Severity.nullable(),
  isAcknowledged: z.boolean(),
});
export type Telling = z.infer<typeof Telling>;

export const untold: Telling = {
  version: 0,
  toldAt: null,
  reason: null,
  toldFiring: 0,
  dueAt: null,
  quietAt: null,
  fresh: 0,
  released: 0,
  left: 0,
  missed: 0,
  since: null,
  first: null,
  severity: null,
  isAcknowledged: false,
};

/** Whether people may be told of it now. */
export function isTellable(alert: Alert | null): boolean {
  return alert !== null && alert.status === 'FIRING' && alert.suppression === null;
}

/** What there is to tell after one alert of the incident changed; null is an alert that is not in it. */
export function countedIn(telling: Telling, before: Alert | null, after: Alert | null, now: Instant): Telling {
  if (isTellable(after) === isTellable(before)) return telling;
  const since = telling.since ?? now;
  if (isTellable(after)) {
    const wasKept = before?.status === 'FIRING';
    return wasKept ? { ...telling, since, released: telling.released + 1 } : { ...telling, since, fresh: telling.fresh + 1 };
  }
  const wasUntold = before !== null && before.tellableSince === telling.version;
  if (!wasUntold) return after?.status === 'RESOLVED' ? { ...telling, left: telling.left + 1 } : telling;
  const missed = telling.missed + Number(after?.status === 'RESOLVED');
  // It was counted as one or the other, and nobody asks which once neither is there.
  const fresh = telling.fresh > 0 ? telling.fresh - 1 : 0;
  const released = telling.fresh > 0 ? telling.released : Math.max(0, telling.released - 1);
  return { ...telling, fresh, released, missed, since: fresh + released > 0 ? telling.since : null };
}
