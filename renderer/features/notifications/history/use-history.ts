import { useCallback, useEffect, useState } from 'react';
import type { DeliveryState } from '../../../../shared/domain/notifications/delivery';
import type { DeliverySummary } from '../../../../shared/domain/notifications/record';
import type { Instant } from '../../../../shared/domain/primitives';
import type { ConsoleClient } from '../../../bridge/client';
import { usePage } from '../../../store/page';
import { useAsked } from '../../../store/use-asked';

export interface HistoryFilter {
  readonly state: DeliveryState | null;
  readonly channel: string | null;
  readonly text: string;
  readonly from: Instant | null;
}

/** How often the newest page is asked for; changes in the view ask at once. */
const EVERY_MS = 2_000;
const PAGE = 200;

interface Shown {
  readonly items: readonly DeliverySummary[];
  readonly more: boolean;
  readonly problem: string | null;
  readonly loaded: boolean;
  readonly older: () => void;
}

function asked(filter: HistoryFilter) {
  return {
    ...(filter.state === null ? {} : { state: filter.state }),
    ...(filter.channel === null ? {} : { channel: filter.channel }),
    ...(filter.text.trim() === '' ? {} : { text: filter.text.trim() }),
    ...(filter.from === null ? {} : { from: filter.from }),
  };
}

/** The newest page, kept new, with the older pages that were asked for beneath it. */
export function useHistory(filter: HistoryFilter): Shown {
  const { link } = usePage();
  const { state, channel, text, from } = filter;
  const read = useCallback(
    (client: ConsoleClient) => client.notifications.history({ limit: PAGE, ...asked({ state, channel, text, from }) }),
    [state, channel, text, from],
  );
  const newest = useAsked(read, EVERY_MS);
  const [older, setOlder] = useState<{ of: unknown; items: readonly DeliverySummary[]; nextToken: string | null } | null>(null);
  useEffect(() => setOlder((held) => (held?.of === read ? held : null)), [read]);

  const held = older?.of === read ? older : null;
  const nextToken = held === null ? (newest.value?.nextToken ?? null) : held.nextToken;
  const more = useCallback(async (): Promise<void> => {
    const client = link.client();
    if (client === null || nextToken === null) return;
    const page = await client.notifications.history({ limit: PAGE, nextToken, ...asked({ state, channel, text, from }) });
    setOlder((before) => ({
      of: read,
      items: [...(before?.of === read ? before.items : []), ...page.items],
      nextToken: page.nextToken,
    }));
  }, [link, nextToken, read, state, channel, text, from]);

  return {
    items: merged(newest.value?.items ?? [], held?.items ?? []),
    more: nextToken !== null,
    problem: newest.problem,
    loaded: newest.value !== null,
    older: () => void more().catch(() => undefined),
  };
}

/** The newest page wins where both have a delivery: it was read later. */
export function merged(newest: readonly DeliverySummary[], older: readonly DeliverySummary[]): readonly DeliverySummary[] {
  const known = new Set(newest.map(({ deliveryId }) => deliveryId));
  return [...newest, ...older.filter(({ deliveryId }) => !known.has(deliveryId))];
}

/** Every delivery that fits, up to `most`, for an export. */
export async function readAll(client: ConsoleClient, filter: HistoryFilter, most: number): Promise<readonly DeliverySummary[]> {
  const all: DeliverySummary[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.notifications.history({
      limit: 1000,
      ...(nextToken === undefined ? {} : { nextToken }),
      ...asked(filter),
    });
    all.push(...page.items);
    nextToken = page.nextToken ?? undefined;
  } while (nextToken !== undefined && all.length < most);
  return all.slice(0, most);
}
