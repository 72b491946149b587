import type { AlertBook } from '../../../../shared/domain/alerting/book';
import type { WithNotices } from '../../../../shared/domain/alerting/commands/answer';
import { answerOfTicket, systemNames } from '../../../../shared/domain/alerting/tickets/ticket-answer';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { ChannelTools } from '../../channels/channel';
import type { Core } from '../../engine-api';
import type { NotificationStore } from '../../outbox/outbox-api';
import type { Actor, Ports } from '../../ports';
import type { FoundTicket } from '../tickets/read-tickets';
import { followedChannels } from './followed';
import { openPages } from './page-keys';
import { type Reader, readerOf } from './readers';

/** Wall milliseconds between two looks, and after looks that failed: doubling up to the longest. */
export const LOOK_EVERY_MS = 60_000;
const LONGEST_MS = 15 * 60_000;

export interface PollParts {
  readonly ports: Ports;
  readonly core: Pick<Core, 'commit' | 'view'>;
  readonly book: AlertBook;
  readonly store: Pick<NotificationStore, 'current' | 'reveal'>;
  readonly http: ChannelTools['http'];
  readonly host: Actor['host'];
}

export interface Poll {
  /** Asks every system once, now. */
  look(): Promise<void>;
  start(): void;
  stop(): void;
}

/**
 * Asks systems of tickets, and PagerDuty, how the pages of open incidents are there. Nothing is asked while no incident is open; one that
 * does not answer is asked less often, and never again in the same look.
 */
export function pollReplies(parts: PollParts): Poll {
  const { ports, book, store } = parts;
  const { wall, log } = ports;
  const stopping = new AbortController();
  /** Until when a place is left alone, by a clock that nobody sets, and how often it failed. */
  const resting = new Map<string, { readonly untilMs: number; readonly failures: number }>();
  let looking: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      // At once: somebody may have answered while this console was away.
      await look();
      await wall.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  function look(): Promise<void> {
    looking ??= lookOnce()
      .catch((thrown: unknown) => log.error({ error: thrown }, 'answers could not be fetched'))
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    if (book.size().incidents === 0) return;
    for (const channel of await followedChannels(store)) {
      if (stopping.signal.aborted) return;
      const place = `${channel.carrier}|${channel.destination}`;
      if ((resting.get(place)?.untilMs ?? 0) > wall.monoMs()) continue;
      const reader = readerOf(channel, { http: parts.http, ports }, stopping.signal);
      if (reader === null) continue;
      const problem = await ask(reader);
      if (problem === null) resting.delete(place);
      else rest(place, problem);
    }
  }

  /** @returns what went wrong, in words, or null. */
  async function ask(reader: Reader): Promise<string | null> {
    const pages = openPages(book, reader);
    const keys = [...pages.keys()];
    for (let from = 0; from < keys.length; from += reader.batch) {
      if (stopping.signal.aborted) return null;
      const found = await reader.read(keys.slice(from, from + reader.batch));
      if (!found.ok) return found.error;
      for (const ticket of found.value) record(ticket, pages.get(ticket.key), reader);
    }
    return null;
  }

  function record(found: FoundTicket, incidentId: string | undefined, { rules }: Reader): void {
    // As it is now: while the answer was on its way, somebody here may have been quicker.
    const incident = incidentId === undefined ? undefined : book.incident(incidentId);
    if (incident === undefined || (incident.status !== 'OPEN' && incident.status !== 'ACKNOWLEDGED')) return;
    const actor = { id: actorOf(found), role: 'act', host: parts.host } as const satisfies Actor;
    const doing: WithNotices = { book, at: ports.clock.now(), actor: actor.id, notices: parts.core.view().notices };
    const events: readonly ConsoleEvent[] = answerOfTicket(incident, found, rules, doing);
    if (events.length === 0) return;
    const recorded = parts.core.commit(events, actor);
    // Not recorded is not known: the next look finds the same change again.
    if (!recorded.ok) log.warn({ code: recorded.error.code }, 'an answer could not be recorded; it is fetched again');
  }

  function rest(place: string, problem: string): void {
    const failures = (resting.get(place)?.failures ?? 0) + 1;
    const forMs = Math.min(LONGEST_MS, LOOK_EVERY_MS * 2 ** (failures - 1));
    resting.set(place, { untilMs: wall.monoMs() + forMs - 1, failures });
    log.warn({ place, problem, failures }, 'answers could not be fetched');
  }

  return {
    look,
    start: () => void run(),
    stop: () => stopping.abort(),
  };
}

function actorOf({ ticket: { system, assignee, label } }: FoundTicket): string {
  const place = `${systemNames[system]} ${label}`;
  return assignee === null ? place : `${assignee} (${place})`;
}
