import type { Instant } from '../primitives';
import type { ConsoleState, ExecutionFacts, JobFacts, Session } from '../state';
import { earliest } from './newest';
import { batching, type Records } from './records';

/**
 * Dates nothing later than `now`. Facts that were observed while the clock was ahead would otherwise pass for newer than all that is
 * read after it was put right: for as long as it was ahead, nothing would change on screen and nobody would be alerted.
 */
export function redate(state: ConsoleState, now: Instant): ConsoleState {
  // A batch of its own: thousands of facts may be concerned, and each record is to be copied once.
  const records = batching();
  const all = <T>(record: Readonly<Record<string, T>>, dated: (value: T) => T) => each(record, dated, records);
  const next: ConsoleState = {
    ...state,
    executions: all(state.executions, (facts) => executionBy(facts, now, records)),
    jobs: all(state.jobs, (facts) => jobBy(facts, now)),
    servers: all(state.servers, (known) => seenBy(known, now)),
    instances: all(state.instances, (known) => seenBy(known, now)),
    plans: all(state.plans, (known) => seenBy(known, now)),
    groups: all(state.groups, (known) => seenBy(known, now)),
    gone: all(state.gone, (moment) => earliest(moment, now)),
    contextsSince: all(state.contextsSince, (moment) => earliest(moment, now)),
    troubles: all(state.troubles, (trouble) => (trouble.since > now ? { ...trouble, since: now } : trouble)),
    openCommands: all(state.openCommands, (command) => (command.at > now ? { ...command, at: now } : command)),
    lastSession: sessionBy(state.lastSession, now),
    lastEventAt: state.lastEventAt === null ? null : earliest(state.lastEventAt, now),
  };
  return isSame(state, next) ? state : next;
}

function executionBy(facts: ExecutionFacts, now: Instant, records: Records): ExecutionFacts {
  const item = facts.item === null ? null : seenBy(facts.item, now);
  const run = facts.run === null ? null : seenBy(facts.run, now);
  const wavesSeenAt = each(facts.wavesSeenAt, (moment: Instant) => earliest(moment, now), records);
  const next = { ...facts, item, run, wavesSeenAt, firstSeenAt: earliest(facts.firstSeenAt, now) };
  return isSame(facts, next) ? facts : next;
}

function jobBy(facts: JobFacts, now: Instant): JobFacts {
  const job = seenBy(facts.job, now);
  return job === facts.job ? facts : { ...facts, job };
}

function sessionBy(session: Session | null, now: Instant): Session | null {
  if (session === null || session.watchingSince <= now) return session;
  return { ...session, watchingSince: now, awaySince: session.awaySince === null ? null : earliest(session.awaySince, now) };
}

function seenBy<T extends { readonly observedAt: Instant }>(known: T, now: Instant): T {
  return known.observedAt > now ? { ...known, observedAt: now } : known;
}

function each<T>(record: Readonly<Record<string, T>>, dated: (value: T) => T, records: Records): Readonly<Record<string, T>> {
  return Object.entries<T>(record).reduce((kept, [key, value]) => records.put(kept, key, dated(value)), record);
}

function isSame(one: object, other: object): boolean {
  const values = Object.values(other);
  return Object.values(one).every((value, index) => value === values[index]);
}
