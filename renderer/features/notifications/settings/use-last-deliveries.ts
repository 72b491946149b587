import { useCallback, useMemo } from 'react';
import type { DeliverySummary } from '../../../../shared/domain/notifications/record';
import type { ConsoleClient } from '../../../bridge/client';
import { useAsked } from '../../../store/use-asked';

const EVERY_MS = 10_000;
/** A storm of one configuration may hide the last word of a quiet one; nothing is said of it then. */
const LOOKED_AT = 500;

export interface LastDeliveries {
  readonly by: ReadonlyMap<string, DeliverySummary>;
  /** The whole history was looked at: who is not in it was never told anything. */
  readonly whole: boolean;
}

/** The newest delivery of each configuration, by its id; null until the history was read. */
export function useLastDeliveries(): LastDeliveries | null {
  const read = useCallback((client: ConsoleClient) => client.notifications.history({ limit: LOOKED_AT }), []);
  const { value } = useAsked(read, EVERY_MS);
  return useMemo(() => (value === null ? null : { by: newestOf(value.items), whole: value.nextToken === null }), [value]);
}

/** `items` newest first. */
function newestOf(items: readonly DeliverySummary[]): ReadonlyMap<string, DeliverySummary> {
  const newest = new Map<string, DeliverySummary>();
  for (const one of items)
    if (one.notificationId !== null && !newest.has(one.notificationId)) newest.set(one.notificationId, one);
  return newest;
}
