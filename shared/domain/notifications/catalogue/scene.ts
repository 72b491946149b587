import type { ConsoleEvent, EventOf } from '../../events';
import type { Notice } from '../../notice';
import type { ExecutionId, Instant, NoticeId } from '../../primitives';
import type { DomainView } from '../../reconcile/domain-view';
import type { ConsoleState } from '../../state';
import type { Participant } from '../../view';
import type { NotificationEvent } from '../event';
import type { Opening } from '../plan/plan-deliveries';

/** One commit, as the families of the catalogue look at it. */
export interface Commit {
  readonly events: readonly ConsoleEvent[];
  /** As it was before the commit. */
  readonly before: ConsoleState;
  readonly state: ConsoleState;
  readonly view: DomainView;
  readonly now: Instant;
  readonly rehearsal: boolean;
}

/** An event of the catalogue, and the page it belongs to where another event opened that. */
export interface Told {
  readonly event: NotificationEvent;
  readonly opening: Opening | null;
}

export interface Scene extends Commit {
  /** Alerts that this commit resolved. Whoever tells of such an end takes it away, so that it is told once. */
  readonly ends: Map<NoticeId, EventOf<'notice.resolved'>>;
  readonly participantsOf: (executionId: ExecutionId) => readonly Participant[];
}

export function sceneOf(commit: Commit): Scene {
  const ends = new Map<NoticeId, EventOf<'notice.resolved'>>();
  for (const event of commit.events) {
    if (event.type === 'notice.resolved' && isOpen(commit, event.noticeId)) ends.set(event.noticeId, event);
  }
  return { ...commit, ends, participantsOf: participantsIn(commit.view) };
}

/** Open before the commit, or raised by it. */
function isOpen({ before, events }: Commit, noticeId: NoticeId): boolean {
  const held = before.notices[noticeId];
  if (held !== undefined && held.resolvedAt === null) return true;
  return events.some((event) => event.type === 'notice.raised' && event.notice.noticeId === noticeId);
}

/** Grouped at the first question: most commits ask none. */
function participantsIn(view: DomainView): Scene['participantsOf'] {
  let grouped: Map<ExecutionId, Participant[]> | null = null;
  return (executionId) => {
    if (grouped === null) {
      grouped = new Map();
      for (const participant of Object.values(view.participants)) {
        const group = grouped.get(participant.executionId);
        if (group === undefined) grouped.set(participant.executionId, [participant]);
        else group.push(participant);
      }
    }
    return grouped.get(executionId) ?? [];
  };
}

/** Whether this alert is up now and was not before: raised for the first time, or come true again. */
export function isNewlyOpen(noticeId: NoticeId, { before }: Commit): boolean {
  const held = before.notices[noticeId];
  return held === undefined || held.resolvedAt !== null;
}

/** What comes true again is another event: its moment is part of its id. */
export function occurrence(noticeId: NoticeId, { before }: Commit, at: Instant): string {
  return before.notices[noticeId] === undefined ? '' : `:${at}`;
}

/** What an event says because of the alert that it belongs to. Only an alert that waits for an answer is a page. */
export function fromNotice(
  notice: Notice,
  scene: Commit,
): Pick<NotificationEvent, 'title' | 'summary' | 'severity' | 'noticeId' | 'alertKey' | 'lifecycle'> {
  return {
    title: notice.title,
    summary: notice.body,
    severity: notice.severity,
    noticeId: scene.state.notices[notice.noticeId] === undefined ? null : notice.noticeId,
    alertKey: notice.needsAnswer ? notice.noticeId : null,
    lifecycle: notice.needsAnswer ? 'opens' : 'informs',
  };
}

/** When something happened: as we learned of it, but for what passed while nobody watched. */
export function happenedAt(known: Instant | null, learnedAt: Instant, { state }: Commit): Instant {
  const since = state.lastSession?.watchingSince;
  return known !== null && since !== undefined && known < since ? known : learnedAt;
}
