import { useCallback } from 'react';
import type { Shift } from '../../../../shared/domain/alerting/on-call/shifts';
import type { ConsoleClient } from '../../../bridge/client';
import { engineNow } from '../../../store/engine-now';
import { usePage } from '../../../store/page';
import { useAsked } from '../../../store/use-asked';

const EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
/** How far back and ahead a calendar may be turned before nothing is known any more. */
const BACK_DAYS = 60;
const AHEAD_DAYS = 300;

/** Shifts of a schedule that comes from elsewhere, as the engine read it last; none for null. */
export function useFeedShifts(scheduleId: string | null): readonly Shift[] {
  const page = usePage();
  const read = useCallback(
    async (client: ConsoleClient): Promise<readonly Shift[]> => {
      if (scheduleId === null) return [];
      const nowMs = engineNow(page);
      const at = (days: number): string => new Date(nowMs + days * DAY_MS).toISOString();
      return (await client.onCall.shifts({ scheduleId, from: at(-BACK_DAYS), to: at(AHEAD_DAYS) })).items;
    },
    [scheduleId, page],
  );
  return useAsked(read, EVERY_MS).value ?? [];
}
