import type { EventOf } from '../events';
import { CustomPage } from '../notifications/custom-page';
import type { ConsoleState } from '../state';
import { bounded, type Records } from './records';

const MOST_OPEN = 1_000;

/** Pages that scripts opened and have not closed: whoever heard of one hears of its end, however mild its words. */
export function noteCustomPage(state: ConsoleState, event: EventOf<'custom.received'>, records: Records): ConsoleState {
  const page = CustomPage.safeParse(event.data);
  if (!page.success) return state;
  const { alertKey, resolved } = page.data;
  const { at, severity, contextId, executionId } = event;
  if (resolved) {
    const customPages = records.remove(state.customPages, alertKey);
    return customPages === state.customPages ? state : { ...state, customPages };
  }
  const customPages = records.put(state.customPages, alertKey, { at, severity, contextId, executionId });
  return { ...state, customPages: bounded(records, customPages, MOST_OPEN, 100, (opened) => opened.at) };
}
