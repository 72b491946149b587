import { type Instant, instantOf, msOf, type ServerId } from '../primitives';
import type { ConsoleState } from '../state';
import type { ServerView } from '../view';
import { upper } from './words';

/** The platform refuses to start a plan with a server in one of these (aws-contracts 1). */
const blockingStates = new Set(['DISCONNECTED', 'STOPPED', 'STALLED', 'NOT_STARTED']);
/** How long a stall told by EventBridge stands without a poll that confirms it; servers are polled about every minute. */
const TOLD_FOR_MS = 10 * 60_000;

export interface ServerSeen {
  readonly server: ServerView;
  readonly validUntil: Instant | null;
}

/** A source server as shown: the newest poll, overruled by what EventBridge told after it. */
export function serverOf(id: string, state: ConsoleState, now: Instant): ServerSeen | null {
  const known = state.servers[id];
  if (known === undefined) return null;
  const server: ServerView = { ...known.fact, contextId: known.contextId, observedAt: known.observedAt, source: known.source };
  const told = state.replicationTold[id];
  if (told === undefined || told.at <= known.observedAt) return { server, validUntil: null };
  const until = instantOf(msOf(told.at) + TOLD_FOR_MS);
  const polledStalled = upper(known.fact.replicationState) === 'STALLED';
  if (told.stalled === polledStalled || now > until) return { server, validUntil: null };
  // DRS says only that it is no longer stalled; which state it is in now, the next poll tells.
  const replicationState = told.stalled ? 'STALLED' : 'NOT_STALLED';
  const replicationError = told.stalled ? known.fact.replicationError : null;
  return {
    server: { ...server, replicationState, replicationError, observedAt: told.at, source: 'sqs-messages' },
    validUntil: until,
  };
}

/** Whether the platform would refuse to start a plan that has this server. */
export function blocksStart(server: Pick<ServerView, 'replicationState'>): boolean {
  return blockingStates.has(upper(server.replicationState));
}

export function isStalled(server: Pick<ServerView, 'replicationState'>): boolean {
  return upper(server.replicationState) === 'STALLED';
}

export function blockingAmong(ids: readonly ServerId[], servers: Readonly<Record<string, ServerView>>): readonly ServerId[] {
  return ids.filter((id) => {
    const server = servers[id];
    return server !== undefined && blocksStart(server);
  });
}
