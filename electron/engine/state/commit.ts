import { auditOf } from '../../../shared/domain/audit-kinds';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { conclude } from '../../../shared/domain/judge/conclude';
import type { Outlook } from '../../../shared/domain/judge/outlook';
import type { DecideInput } from '../../../shared/domain/notifications/decide';
import type { Instant } from '../../../shared/domain/primitives';
import type { DomainView } from '../../../shared/domain/reconcile/domain-view';
import { viewOf } from '../../../shared/domain/reconcile/view-of';
import type { ConsoleState } from '../../../shared/domain/state';
import { subjectsOf } from '../../../shared/domain/subjects';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { AuditFields } from '../audit/entry';
import type { CommitError } from '../engine-api';
import type { Journal, Recorded } from '../journal/journal';
import type { Actor, Clock, Log, Wall } from '../ports';
import { cleanEvent, evolveBy, messageIdOf, onceKeyOf } from './prepare';

export type Committed = Result<{ readonly lastSeq: number }, CommitError>;

/** Events with whoever caused them; null is the program itself. */
export interface Batch {
  readonly events: readonly ConsoleEvent[];
  readonly actor: Actor | null;
}

/** The one door into the journal: events, what follows from them and their audit entries, whole or not at all. */
export interface Committer {
  state(): ConsoleState;
  view(): DomainView;
  /** All batches in one transaction. */
  commit(batches: readonly Batch[]): Committed;
}

/** What audit entries of this session say of it. */
export interface SessionFacts {
  readonly id: string;
  readonly host: Actor['host'];
  readonly rehearsal: boolean;
  /** `wall.monoMs()` when it began. */
  readonly startedMonoMs: number;
}

/** What has just been concluded, for whoever decides what people must be told of it. */
export type ToTell = Pick<DecideInput, 'events' | 'before' | 'state' | 'view' | 'now'>;

/** Pure; answers `notification.raised` events. */
export type Decide = (toTell: ToTell) => readonly ConsoleEvent[];

interface CommitterOptions {
  readonly journal: Journal;
  readonly state: ConsoleState;
  readonly session: SessionFacts;
  readonly clock: Pick<Clock, 'now'>;
  readonly wall: Pick<Wall, 'now' | 'monoMs'>;
  readonly log: Log;
  readonly outlook: () => Outlook;
  /** Called on every commit; what it answers is recorded in the same transaction, unless it is known already. */
  readonly decide?: Decide;
  /** After each commit that changed something, with what was recorded. */
  readonly onCommitted: (recorded: readonly ConsoleEvent[]) => void;
}

/** Conclusions that lead to conclusions settle in two or three rounds; more means that they chase each other. */
const MOST_ROUNDS = 10;

export function createCommitter(options: CommitterOptions): Committer {
  const { journal, session, clock, wall, log, outlook, decide, onCommitted } = options;
  let state = options.state;
  let view = viewOf(state, null, clock.now());

  function recordedOf(event: ConsoleEvent, actor: Actor | null, after: ConsoleState): Recorded {
    return { event, subjects: subjectsOf(event, after), messageId: messageIdOf(event), audit: auditFieldsOf(event, actor) };
  }

  function auditFieldsOf(event: ConsoleEvent, actor: Actor | null): AuditFields | null {
    const said = auditOf(event);
    if (said === null) return null;
    return {
      at: wall.now(),
      mono: wall.monoMs() - session.startedMonoMs,
      session: session.id,
      kind: said.kind,
      actor:
        actor === null
          ? { id: 'tocsin', type: 'program', host: session.host }
          : { id: actor.id, type: actor.role, host: actor.host },
      data: session.rehearsal ? { ...said.data, rehearsal: true } : said.data,
    };
  }

  /** Leaves out copies of a message, and notifications, that were recorded before or came twice in this commit. */
  function newOnly(): (event: ConsoleEvent) => boolean {
    const seen = new Set<string>();
    return (event) => {
      const key = onceKeyOf(event);
      if (key === null) return true;
      if (seen.has(key) || isRecorded(event)) return false;
      seen.add(key);
      return true;
    };
  }

  function isRecorded(event: ConsoleEvent): boolean {
    if (event.type === 'notification.raised') return journal.outbox.reads.hasEvent(event.event.eventId);
    const messageId = messageIdOf(event);
    return messageId !== null && journal.hasMessage(messageId);
  }

  /** What people must be told. A bug there must not keep the journal from being written: it is logged, and nobody is told of this. */
  function told(toTell: ToTell): ConsoleEvent[] {
    if (decide === undefined) return [];
    try {
      return decide(toTell).map(cleanEvent);
    } catch (thrown) {
      log.error(
        { error: thrown, types: toTell.events.map(({ type }) => type) },
        'what people are told of this could not be decided',
      );
      return [];
    }
  }

  /** Draws conclusions until nothing more follows. Pure but for the log. */
  function settle(from: ConsoleState, now: Instant): { state: ConsoleState; view: DomainView; concluded: ConsoleEvent[] } {
    let settled = from;
    let shown = viewOf(settled, view, now);
    const concluded: ConsoleEvent[] = [];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const follows = conclude(settled, shown, now, outlook()).map(cleanEvent);
      if (follows.length === 0) return { state: settled, view: shown, concluded };
      settled = evolveBy(settled, follows).state;
      shown = viewOf(settled, shown, now);
      concluded.push(...follows);
    }
    log.error({ last: concluded.slice(-5).map((event) => event.type) }, 'conclusions did not settle');
    return { state: settled, view: shown, concluded };
  }

  function commit(batches: readonly Batch[]): Committed {
    // One moment for the whole commit: a replay draws the same view from it.
    const now = clock.now();
    let evolved = state;
    const recorded: Recorded[] = [];
    const isNew = newOnly();
    for (const { events, actor } of batches) {
      const step = evolveBy(evolved, events.filter(isNew).map(cleanEvent));
      evolved = step.state;
      recorded.push(...step.kept.map((event) => recordedOf(event, actor, evolved)));
    }
    const settled = settle(evolved, now);
    recorded.push(...settled.concluded.map((event) => recordedOf(event, null, settled.state)));
    const events = recorded.map(({ event }) => event);
    const toTell = { events, before: state, state: settled.state, view: settled.view, now };
    const telling = evolveBy(settled.state, told(toTell).filter(isNew));
    recorded.push(...telling.kept.map((event) => recordedOf(event, null, telling.state)));
    const appended = journal.append(recorded, now);
    if (!appended.ok) return err(appended.error);
    // What people are told of is seen at once, too.
    const shown = viewOf(telling.state, settled.view, now);
    const changed = recorded.length > 0 || shown !== view;
    state = telling.state;
    view = shown;
    if (changed) onCommitted(recorded.map(({ event }) => event));
    return ok(appended.value);
  }

  return { state: () => state, view: () => view, commit };
}
