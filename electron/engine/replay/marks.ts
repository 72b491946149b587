import type { Mark } from '../../../shared/contract/replay';
import type { ConsoleEvent, JournalEntry } from '../../../shared/domain/events';
import type { Instant } from '../../../shared/domain/primitives';

type Point = Pick<Mark, 'kind' | 'what' | 'words'>;

/** Nobody jumps through more; the failures of a run of thousands of servers are also in its events. */
const MOST_MARKS = 2_000;

/** The points worth jumping to among the events about one execution, oldest first. `momentOf` is when an event was committed. */
export function marksOf(entries: readonly JournalEntry[], momentOf: (seq: number) => Instant): Mark[] {
  const alerts = new Map<string, string>();
  const marks: Mark[] = [];
  for (const { seq, event } of entries) {
    const point = pointOf(event, alerts);
    if (point !== null) marks.push({ at: momentOf(seq), seq, ...point });
    if (marks.length >= MOST_MARKS) break;
  }
  return marks;
}

/** `alerts`: titles of those that were raised, by id; a notice that is only worded better is raised once. */
function pointOf(event: ConsoleEvent, alerts: Map<string, string>): Point | null {
  switch (event.type) {
    case 'execution.changed':
      return ofExecution(event);
    case 'wave.changed':
      if (event.to === 'RUNNING') return { kind: 'wave-began', what: event.label, words: `${event.label} began.` };
      if (event.to === 'FAILED') return { kind: 'failure', what: event.label, words: `${event.label} failed.` };
      if (event.to === 'PENDING') return null;
      return { kind: 'wave-ended', what: event.label, words: `${event.label} ended: ${event.to.toLowerCase()}.` };
    case 'participant.changed':
      if (event.to !== 'FAILED' || event.from === 'FAILED') return null;
      return {
        kind: 'failure',
        what: event.serverName,
        words: `${event.serverName} failed to launch${event.error === null ? '' : `: ${event.error}`}.`,
      };
    case 'notice.raised': {
      const { noticeId, title } = event.notice;
      const isKnown = alerts.has(noticeId);
      alerts.set(noticeId, title);
      return isKnown ? null : { kind: 'alert', what: title, words: `Alert: ${title}.` };
    }
    case 'notice.acknowledged': {
      const what = alerts.get(event.noticeId) ?? event.noticeId;
      return { kind: 'acknowledged', what, words: `Acknowledged by ${event.actor}: ${what}.` };
    }
    case 'command.requested':
      return { kind: 'command', what: event.command, words: `${event.actor} asked for ${event.command}.` };
    default:
      return null;
  }
}

function ofExecution(event: Extract<ConsoleEvent, { type: 'execution.changed' }>): Point | null {
  const { from, to, planName: what, summary } = event;
  if (to === 'PAUSED') return { kind: 'pause', what, words: `${what} waits for a person. ${summary}` };
  if (from === to) return null;
  if (from === 'PAUSED' && to === 'RUNNING') return { kind: 'resumed', what, words: `${what} goes on.` };
  switch (to) {
    case 'FAILED':
    case 'TIMED_OUT':
      return { kind: 'failure', what, words: `${what} failed. ${summary}` };
    case 'COMPLETED':
    case 'CANCELLED':
    case 'TERMINATED':
      return { kind: 'end', what, words: `${what} ended: ${to.toLowerCase()}.` };
    case 'PENDING':
    case 'RUNNING':
      return from === null || from === 'PENDING' ? { kind: 'begin', what, words: `${what} began.` } : null;
    case 'CANCELLING':
    case 'UNKNOWN':
      return null;
  }
}
