import type { ConsoleEvent } from '../events';
import type { NotificationEvent } from '../notifications/event';
import type { Opening } from '../notifications/plan/plan-deliveries';
import { answered } from './answers';
import { incidentBehind } from './behind';
import type { AlertBook } from './book';
import { concluded } from './conclusion';
import { alsoToThoseAsked } from './escalate/end';
import { escalated } from './escalate/escalate';
import type { Reach } from './escalate/who';
import { concernedBy } from './impact/concerned';
import { take } from './openings';
import { quietReason } from './quiet/quiet-reason';
import { reconsidered } from './quiet/reconsidered';
import { remindersOf } from './quiet/reminders';
import type { Signal } from './signal';
import { customSignals } from './signals/custom-signals';
import { deliverySignals } from './signals/delivery-signals';
import { findingSignals } from './signals/finding-signals';
import { deedExplained, noticeSignals, stallExplained } from './signals/notice-signals';
import { queueSignals } from './signals/queue-signals';
import { ruleSignals } from './signals/rule-signals';
import { sourceSignals } from './signals/source-signals';
import { told } from './tell/told';
import { createTurn } from './turn';
import type { AlertWorld } from './world';

export interface AlertInput extends AlertWorld {
  readonly book: AlertBook;
  /** Everything recorded in this commit so far, conclusions included, in order; empty for a tick. */
  readonly events: readonly ConsoleEvent[];
  /** For incidents. */
  readonly makeId: () => string;
}

/** Something about an incident that people are to be told. */
export interface IncidentNews {
  readonly event: NotificationEvent;
  readonly opening: Opening | null;
  /** Whom an escalation asks, beside those who hear of it anyway. */
  readonly reach?: readonly Reach[];
}

export interface AlertOutcome {
  /** To be recorded with the commit. */
  readonly events: readonly ConsoleEvent[];
  readonly news: readonly IncidentNews[];
  /** Full duplicates that are not in `events`: for the book to count once the commit is recorded. */
  readonly dropped: ReadonlyMap<string, number>;
  /** Why an event of the catalogue is to be kept quiet with its alert, or by its own labels; null where it is told. */
  readonly quietFor: (event: NotificationEvent) => string | null;
  /** Whether a policy asks people about what an event tells: a configuration's own escalation is left out then (rest 4). */
  readonly isEscalated: (event: NotificationEvent) => boolean;
}

/**
 * What follows from a commit for alerts and incidents. Pure: the same book, commit and moment have the same outcome. Called in every
 * commit, also in one without events, for time alone makes things due. The book must be brought up to date with `events` once they are
 * recorded, and with nothing else; asked again then, it answers nothing.
 */
export function decideAlerts(input: AlertInput): AlertOutcome {
  const signals = inTime([...input.events.flatMap((event) => signalsOf(event, input)), ...sourceSignals(input.events, input)]);
  const due = input.book.due(input.now);
  const isMoved = input.events.some(isAboutAlerts);
  const turn = createTurn(input.book, input.events, input.now);
  const quietFor = (event: NotificationEvent) => quietReason(event, turn, input);
  const isEscalated = (event: NotificationEvent) => (incidentBehind(event, turn)?.escalation ?? null) !== null;
  const concerned = concernedBy(input.events, input.book, input);
  if (signals.length + due.length + concerned.length === 0 && !isMoved)
    return { events: [], news: [], dropped: turn.dropped, quietFor, isEscalated };
  for (const signal of signals) take(signal, turn, input);
  for (const event of input.events) answered(event, turn);
  const dueIds = due.map(({ incidentId }) => incidentId);
  reconsidered(input.events, dueIds, turn, input);
  const open = new Set([...dueIds, ...concerned, ...turn.touched().map(({ incidentId }) => incidentId)]);
  const news: IncidentNews[] = remindersOf(dueIds, turn, input);
  for (const incidentId of open) {
    concluded(incidentId, turn, input);
    news.push(...escalated(incidentId, turn, input));
    const incidentNews = told(incidentId, turn, input);
    news.push(...incidentNews.map((one) => alsoToThoseAsked(one, turn.incident(incidentId), input)));
  }
  return { events: turn.events(), news, dropped: turn.dropped, quietFor, isEscalated };
}

/** Oldest first, so that it does not matter in which order a commit says what it says. */
function inTime(signals: Signal[]): Signal[] {
  const isSorted = signals.every(({ at }, index) => index === 0 || (signals[index - 1]?.at ?? at) <= at);
  return isSorted ? signals : signals.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function signalsOf(event: ConsoleEvent, world: AlertInput): Signal[] {
  const { view } = world;
  switch (event.type) {
    case 'notice.raised':
    case 'notice.resolved':
      return noticeSignals(event, world);
    case 'server.observed':
      return stallExplained(event, world, world.book.alertOf);
    case 'execution.changed':
    case 'execution-item.observed':
      return deedExplained(event, world, world.book.alertOf);
    case 'notification.raised':
      return deliverySignals(event);
    case 'queue.lost':
    case 'queue.created':
      return queueSignals(event, view);
    case 'custom.received':
      return customSignals(event, view);
    case 'rule.state-changed':
      return ruleSignals(event);
    case 'findings.changed':
      return findingSignals(event, view);
    default:
      return [];
  }
}

function isAboutAlerts({ type }: ConsoleEvent): boolean {
  return (
    type === 'notice.acknowledged' ||
    type === 'alerts.changed' ||
    type === 'incident.changed' ||
    type === 'silence.changed' ||
    type === 'alerting.changed'
  );
}
