import type { EventOf } from '../events';
import type { Notice } from '../notice';
import type { NoticeId } from '../primitives';
import type { ConsoleState } from '../state';
import type { Records } from './records';

/** How many notices that wait for nobody are kept. */
const MOST_SETTLED = 500;
const MOST_DELIVERIES = 20;

/** A notice, better words for one that is known, or the same come true again: what people and channels did about it stays. */
export function raise(state: ConsoleState, event: EventOf<'notice.raised'>, records: Records): ConsoleState {
  const { notice } = event;
  const held = state.notices[notice.noticeId];
  const { severity, title, body, nextStep, needsAnswer, resolvedAt, resolvedBecause } = notice;
  const next =
    held === undefined ? notice : { ...held, severity, title, body, nextStep, needsAnswer, resolvedAt, resolvedBecause };
  return { ...state, notices: withoutOldest(records, records.put(state.notices, notice.noticeId, next)) };
}

export function resolve(state: ConsoleState, event: EventOf<'notice.resolved'>, records: Records): ConsoleState {
  return change(state, event.noticeId, records, (notice) =>
    notice.resolvedAt === null ? { ...notice, resolvedAt: event.at, resolvedBecause: event.because } : notice,
  );
}

export function acknowledge(state: ConsoleState, event: EventOf<'notice.acknowledged'>, records: Records): ConsoleState {
  return change(state, event.noticeId, records, (notice) =>
    notice.acknowledgedAt === null
      ? { ...notice, acknowledgedAt: event.at, acknowledgedBy: event.actor, note: event.note }
      : notice,
  );
}

export function noteDelivery(state: ConsoleState, event: EventOf<'notice.delivered'>, records: Records): ConsoleState {
  return change(state, event.noticeId, records, (notice) => ({
    ...notice,
    deliveries: [...notice.deliveries, event.delivery].slice(-MOST_DELIVERIES),
  }));
}

function change(state: ConsoleState, id: NoticeId, records: Records, update: (notice: Notice) => Notice): ConsoleState {
  const held = state.notices[id];
  if (held === undefined) return state;
  const next = update(held);
  return next === held ? state : { ...state, notices: withoutOldest(records, records.put(state.notices, id, next)) };
}

function isSettled(notice: Notice): boolean {
  return notice.resolvedAt !== null || notice.acknowledgedAt !== null || !notice.needsAnswer;
}

function withoutOldest(records: Records, notices: ConsoleState['notices']): ConsoleState['notices'] {
  const settled = Object.values(notices).filter(isSettled);
  if (settled.length <= MOST_SETTLED) return notices;
  const byAge = settled.sort((a, b) => (`${a.raisedAt} ${a.noticeId}` < `${b.raisedAt} ${b.noticeId}` ? -1 : 1));
  return byAge.slice(0, settled.length - MOST_SETTLED).reduce((kept, notice) => records.remove(kept, notice.noticeId), notices);
}
