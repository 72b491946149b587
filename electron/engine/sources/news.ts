import { isDeepStrictEqual } from 'node:util';
import type { SourceServer } from '../../../shared/domain/facts';
import { msOf } from '../../../shared/domain/primitives';
import type { ConsoleState, Known } from '../../../shared/domain/state';

/** Whether a fact says something the console does not know yet. */
export function isNews<T>(known: Known<T> | null | undefined, fact: T): boolean {
  return known === null || known === undefined || !isDeepStrictEqual(known.fact, fact);
}

/**
 * How much a measured value must move to be worth recording: every server reports a new one every minute, and nothing in the journal
 * expires. A step is absolute, so that a server whose lag flickers around zero says nothing; what is shown is off by no more than that.
 */
const steps = { lagSeconds: 30, lagShare: 0.1, backlogBytes: 100_000_000, backlogShare: 0.1, lastSeenMs: 15 * 60_000 };

/** What is new in a reading: nothing, only measures (lag, backlog, last contact), or the facts themselves. */
export type ServerNews = 'none' | 'measures' | 'facts';

/**
 * What of a source server's reading is worth recording. Lag, backlog and last contact are measured anew all the time; they count
 * once they moved by a visible step. A stall told by a message meanwhile makes every reading count, because it confirms or denies it.
 */
export function serverNews(state: ConsoleState, server: SourceServer): ServerNews {
  const known = state.servers[server.sourceServerId];
  if (known === undefined) return 'facts';
  const told = state.replicationTold[server.sourceServerId];
  if (told !== undefined && told.at > known.observedAt) return 'facts';
  const before = known.fact;
  const { lagSeconds, backlogBytes, lastSeenAt } = before;
  if (!isDeepStrictEqual(before, { ...server, lagSeconds, backlogBytes, lastSeenAt })) return 'facts';
  const hasMoved =
    moved(lagSeconds, server.lagSeconds, steps.lagSeconds, steps.lagShare) ||
    moved(backlogBytes, server.backlogBytes, steps.backlogBytes, steps.backlogShare) ||
    moved(lastSeenAt && msOf(lastSeenAt), server.lastSeenAt && msOf(server.lastSeenAt), steps.lastSeenMs, 0);
  return hasMoved ? 'measures' : 'none';
}

/** Whether a measure moved by at least `step` and `share` of its former value; appearing and vanishing always count. */
function moved(before: number | null, after: number | null, step: number, share: number): boolean {
  if (before === after) return false;
  if (before === null || after === null) return true;
  return Math.abs(after - before) >= Math.max(step, Math.abs(before) * share);
}
