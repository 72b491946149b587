import type { EventOf } from '../events';
import type { Instant } from '../primitives';
import type { ConsoleState, LaunchTold, ReplicationTold } from '../state';
import type { MalformedMessage } from '../view';
import { bounded, type Records } from './records';

const MOST_SEEN = 5000;
const MOST_MALFORMED = 200;
const MOST_LAUNCHES_TOLD = 5000;
const MOST_SECURITY = 500;

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

const MOST_SECURITY_TOLD = 1000;

/** Remembers what a security notice said, longer than the notice itself is kept: its facts may outlive it. */
export function noteSecurityTold(state: ConsoleState, { at, notice }: EventOf<'notice.raised'>, records: Records): ConsoleState {
  if (notice.kind !== 'security') return state;
  const securityTold = records.put(state.securityTold, notice.noticeId, { title: notice.title, at });
  return { ...state, securityTold: bounded(records, securityTold, MOST_SECURITY_TOLD, 100, (told) => told.at) };
}

export function putSecurity(state: ConsoleState, event: EventOf<'message.security'>, records: Records): ConsoleState {
  const { at, occurredAt, contextId, finding, messageId } = event;
  const security = records.put(state.security, messageId, { at, occurredAt, contextId, finding });
  return { ...state, security: bounded(records, security, MOST_SECURITY, 100, (fact) => fact.occurredAt) };
}

/** Of two statements about the same moment the worse one holds, whichever came first. */
function isLater(held: { readonly at: Instant } | undefined, told: { readonly at: Instant }, isGood: boolean): boolean {
  if (held === undefined) return true;
  return told.at === held.at ? !isGood : told.at > held.at;
}
