import type { EventOf } from '../events';
import type { Instant } from '../primitives';
import type { ConsoleState, LaunchTold, ReplicationTold } from '../state';
import type { MalformedMessage } from '../view';
import { bounded, type Records } from './records';

const MOST_SEEN = 5000;
const MOST_MALFORMED = 200;
const MOST_LAUNCHES_TOLD = 5000;

/** Remembers a message id; whoever calls has checked that it is new. */
export function noteMessage(state: ConsoleState, messageId: string, at: Instant, records: Records): ConsoleState {
  const seen = records.put(state.messagesSeen, messageId, at);
  return { ...state, messagesSeen: bounded(records, seen, MOST_SEEN, 1000, (moment) => moment) };
}

/** Without a job id a launch result cannot be given to an execution; the next poll tells. */
export function putLaunchTold(state: ConsoleState, event: EventOf<'message.launch-result'>, records: Records): ConsoleState {
  if (event.jobId === null) return state;
  const key = `${event.jobId}/${event.sourceServerId}`;
  const told: LaunchTold = { at: event.occurredAt, succeeded: event.succeeded };
  if (!isLater(state.launchesTold[key], told, told.succeeded)) return state;
  const launchesTold = records.put(state.launchesTold, key, told);
  return { ...state, launchesTold: bounded(records, launchesTold, MOST_LAUNCHES_TOLD, 1000, ({ at }) => at) };
}

export function putReplicationTold(state: ConsoleState, event: EventOf<'message.replication'>, records: Records): ConsoleState {
  const told: ReplicationTold = { at: event.occurredAt, stalled: event.stalled };
  if (!isLater(state.replicationTold[event.sourceServerId], told, !told.stalled)) return state;
  return { ...state, replicationTold: records.put(state.replicationTold, event.sourceServerId, told) };
}

export function putMalformed(state: ConsoleState, event: EventOf<'message.malformed'>, records: Records): ConsoleState {
  const message: MalformedMessage = {
    id: event.messageId,
    contextId: event.contextId,
    receivedAt: event.at,
    reason: event.reason,
    sizeBytes: event.sizeBytes,
    excerpt: event.excerpt,
  };
  const malformed = records.put(state.malformed, message.id, message);
  return { ...state, malformed: bounded(records, malformed, MOST_MALFORMED, 0, ({ receivedAt }) => receivedAt) };
}

/** Of two statements about the same moment the worse one holds, whichever came first. */
function isLater(held: { readonly at: Instant } | undefined, told: { readonly at: Instant }, isGood: boolean): boolean {
  if (held === undefined) return true;
  return told.at === held.at ? !isGood : told.at > held.at;
}
