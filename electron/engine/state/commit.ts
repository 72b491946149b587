import { auditOf } from '../../../shared/domain/audit-kinds';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { conclude } from '../../../shared/domain/judge/conclude';
import type { Outlook } from '../../../shared/domain/judge/outlook';
import type { DomainView } from '../../../shared/domain/reconcile/domain-view';
import { viewOf } from '../../../shared/domain/reconcile/view-of';
import type { ConsoleState } from '../../../shared/domain/state';
import { subjectsOf } from '../../../shared/domain/subjects';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { AuditFields } from '../audit/entry';
import type { CommitError } from '../engine-api';
import type { Journal, Recorded } from '../journal/journal';
import type { Actor, Clock, Log, Wall } from '../ports';
import { cleanEvent, evolveBy, messageIdOf } from './prepare';

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

interface CommitterOptions {
  readonly journal: Journal;
  readonly state: ConsoleState;
  readonly session: SessionFacts;
  readonly clock: Pick<Clock, 'now'>;
  readonly wall: Pick<Wall, 'now' | 'monoMs'>;
  readonly log: Log;
  readonly outlook: () => Outlook;
  /** After each commit that changed something. */
  readonly onCommitted: () => void;
}

/** Conclusions that lead to conclusions settle in two or three rounds; more means that they chase each other. */
const MOST_ROUNDS = 10;

export function createCommitter(options: CommitterOptions): Committer {
  const { journal, session, clock, wall, log, outlook, onCommitted } = options;
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

  /** Copies of a message that was recorded before, or stands twice in these batches, are left out. */
  function withoutCopies(batches: readonly Batch[]): Batch[] {
    const seen = new Set<string>();
    const isNew = (event: ConsoleEvent): boolean => {
      const messageId = messageIdOf(event);
      if (messageId === null) return true;
      if (seen.has(messageId) || journal.hasMessage(messageId)) return false;
      seen.add(messageId);
      return true;
    };
    return batches.map(({ events, actor }) => ({ events: events.filter(isNew), actor }));
  }

  /** Draws conclusions until nothing more follows. Pure but for the log. */
  function settle(from: ConsoleState): { state: ConsoleState; view: DomainView; concluded: ConsoleEvent[] } {
    let settled = from;
    let shown = viewOf(settled, view, clock.now());
    const concluded: ConsoleEvent[] = [];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const follows = conclude(settled, shown, clock.now(), outlook()).map(cleanEvent);
      if (follows.length === 0) return { state: settled, view: shown, concluded };
      settled = evolveBy(settled, follows).state;
      shown = viewOf(settled, shown, clock.now());
      concluded.push(...follows);
    }
    log.error({ last: concluded.slice(-5).map((event) => event.type) }, 'conclusions did not settle');
    return { state: settled, view: shown, concluded };
  }

  function commit(batches: readonly Batch[]): Committed {
    let evolved = state;
    const recorded: Recorded[] = [];
    for (const { events, actor } of withoutCopies(batches)) {
      const step = evolveBy(evolved, events.map(cleanEvent));
      evolved = step.state;
      recorded.push(...step.kept.map((event) => recordedOf(event, actor, evolved)));
    }
    const settled = settle(evolved);
    recorded.push(...settled.concluded.map((event) => recordedOf(event, null, settled.state)));
    const appended = journal.append(recorded);
    if (!appended.ok) return err(appended.error);
    const changed = recorded.length > 0 || settled.view !== view;
    state = settled.state;
    view = settled.view;
    if (changed) onCommitted();
    return ok(appended.value);
  }

  return { state: () => state, view: () => view, commit };
}
