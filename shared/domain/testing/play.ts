import type { ConsoleEvent } from '../events';
import { evolve } from '../evolve/evolve';
import { conclude } from '../judge/conclude';
import type { Outlook } from '../judge/outlook';
import { type ContextId, type Instant, instantOf, type SourceId } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import { viewOf } from '../reconcile/view-of';
import { type ConsoleState, emptyState } from '../state';

/** A console in memory: events go in, conclusions are drawn until nothing is left to say, as the engine's commit does. */
export interface Played {
  readonly state: ConsoleState;
  readonly view: DomainView;
  /** Everything recorded, conclusions included, in order. */
  readonly journal: readonly ConsoleEvent[];
}

export const nothingPlayed: Played = { state: emptyState, view: viewOf(emptyState, null, instantOf(0)), journal: [] };

const live: Outlook = { baseline: false };
/** A conclusion may lead to the next; more rounds than this would be a loop. */
const MOST_ROUNDS = 5;

export function play(events: readonly ConsoleEvent[], from: Played = nothingPlayed, outlook: Outlook = live): Played {
  return events.reduce((played, event) => commit(played, [event], event.at, outlook), from);
}

/** Several events in one commit, as a reading or a full queue brings them. */
export function playTogether(events: readonly ConsoleEvent[], now: Instant, from: Played, outlook: Outlook = live): Played {
  return commit(from, events, now, outlook);
}

/** Time passes and nothing else happens. */
export function tick(from: Played, now: Instant, outlook: Outlook = live): Played {
  return commit(from, [], now, outlook);
}

/** A restart: everything but the journal is forgotten. */
export function restarted(from: Played, now: Instant): Played {
  const state = from.journal.reduce(evolve, emptyState);
  return { state, view: viewOf(state, null, now), journal: from.journal };
}

function commit(from: Played, events: readonly ConsoleEvent[], now: Instant, outlook: Outlook): Played {
  let { state, view } = from;
  const journal = [...from.journal];
  let next = events;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    journal.push(...next);
    state = next.reduce(evolve, state);
    view = viewOf(state, view, now);
    next = conclude(state, view, now, outlook);
    if (next.length === 0) return { state, view, journal };
  }
  throw new Error(`conclusions do not come to an end: ${next.map(({ type }) => type).join(', ')}`);
}

/** What a console that has never seen this world would read of it at `at`: the newest fact of each thing, source by source. */
export function firstSight({ state }: Played, at: Instant): ConsoleEvent[] {
  const seen = <T>(known: { readonly contextId: ContextId; readonly source: SourceId; readonly fact: T }) => ({
    at,
    contextId: known.contextId,
    source: known.source,
  });
  return [
    ...Object.values(state.servers).map(
      (known): ConsoleEvent => ({ ...seen(known), type: 'server.observed', server: known.fact }),
    ),
    ...Object.values(state.executions).flatMap(({ item }): ConsoleEvent[] =>
      item === null ? [] : [{ ...seen(item), type: 'execution-item.observed', item: item.fact }],
    ),
    ...Object.values(state.executions).flatMap(({ run }): ConsoleEvent[] =>
      run === null ? [] : [{ ...seen(run), type: 'run.observed', run: run.fact }],
    ),
    ...Object.values(state.jobs).map(({ job }): ConsoleEvent => ({ ...seen(job), type: 'job.observed', job: job.fact })),
    ...Object.values(state.jobs).map(
      ({ job, log }): ConsoleEvent => ({ ...seen(job), type: 'job-log.observed', jobId: job.fact.jobId, items: [...log] }),
    ),
    ...Object.values(state.instances).map(
      (known): ConsoleEvent => ({ ...seen(known), type: 'instance.observed', instance: known.fact }),
    ),
  ];
}
