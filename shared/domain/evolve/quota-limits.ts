import { quotaPlaceKey } from '../capacity/quota-use';
import type { EventOf } from '../events';
import type { ConsoleState } from '../state';
import { newer } from './newest';
import type { Records } from './records';

/** Limits as they were read last; a reading that arrives late changes nothing. */
export function putQuotaLimits(state: ConsoleState, event: EventOf<'quota-limits.observed'>, records: Records): ConsoleState {
  const { contextId, accountId, region, limits, measured, source, at } = event;
  const key = quotaPlaceKey(event);
  const read = { contextId, accountId, region, limits, measured, source, observedAt: at };
  const quotaLimits = records.put(state.quotaLimits, key, newer(state.quotaLimits[key], read));
  return quotaLimits === state.quotaLimits ? state : { ...state, quotaLimits };
}
