import type { Notice } from '../notice';
import { type Instant, NoticeId } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import { counted } from '../reconcile/words';
import type { ConsoleState, Session } from '../state';
import type { Execution, Participant } from '../view';
import { aNotice } from './notice-form';

const MOST_NAMED = 3;

/** One notice for all that ended while nobody watched, or null when nothing did or it was told already. */
export function missedNotice(state: ConsoleState, view: DomainView, at: Instant): Notice | null {
  const session = state.lastSession;
  if (session === null || session.awaySince === null) return null;
  const noticeId = missedNoticeId(session);
  if (state.notices[noticeId] !== undefined) return null;

  const ended = Object.values(view.executions).filter(
    (execution) => wasMissed(session, state, execution.endedAt, execution.contextId) && !wasTold(state, execution),
  );
  const mayHaveFailed = Object.values(view.executions).some(({ endedAt, counts }) => endedAt === null && counts.failed > 0);
  const failed = !mayHaveFailed
    ? []
    : Object.values(view.participants).filter(({ phase, phaseSince, executionId }) => {
        const execution = view.executions[executionId];
        return phase === 'FAILED' && execution?.endedAt === null && wasMissed(session, state, phaseSince, execution.contextId);
      });
  if (ended.length + failed.length === 0) return null;
  return sumUp(noticeId, ended, failed, view, at);
}

/**
 * Whether something ended while nobody watched, but what was missed has been summed up without it: a source may answer again long after
 * the others (an expired session), and then nothing else would tell of it.
 */
export function isPastSummary(state: ConsoleState, moment: Instant | null, contextId: string): boolean {
  const { lastSession } = state;
  if (lastSession === null || state.notices[missedNoticeId(lastSession)] === undefined) return false;
  return wasMissed(lastSession, state, moment, contextId);
}

function wasMissed(
  { awaySince, watchingSince }: Session,
  state: ConsoleState,
  moment: Instant | null,
  contextId: string,
): boolean {
  if (moment === null || awaySince === null || moment <= awaySince || moment >= watchingSince) return false;
  return (state.contextsSince[contextId] ?? watchingSince) < awaySince;
}

/** The one notice that sums up the absence before this session, or before the computer woke. */
function missedNoticeId({ sessionId, watchingSince }: Session): NoticeId {
  return NoticeId.parse(`missed-while-away:${sessionId}:${watchingSince}`);
}

/** What was told live, the clock notwithstanding, was not missed. */
function wasTold(state: ConsoleState, { executionId }: Execution): boolean {
  return ['execution-failed', 'execution-completed', 'execution-cancelled'].some(
    (kind) => state.notices[`${kind}:${executionId}`] !== undefined,
  );
}

function sumUp(
  noticeId: NoticeId,
  ended: readonly Execution[],
  failed: readonly Participant[],
  view: DomainView,
  at: Instant,
): Notice {
  const lines = [
    ...ended.map((execution) => `${execution.planName}: ${execution.summary}`),
    ...failed.map(({ serverName }) => `${serverName} failed to launch`),
  ];
  const more = lines.length > MOST_NAMED ? ` And ${lines.length - MOST_NAMED} more.` : '';
  const isBad = failed.length > 0 || ended.some(({ status }) => status === 'FAILED' || status === 'TIMED_OUT');
  const first = ended[0];
  const contextId = first?.contextId ?? null;
  return aNotice({
    noticeId,
    kind: 'missed-while-away',
    severity: isBad ? 'HIGH' : 'INFO',
    title: `While away: ${counted(lines.length, 'thing')} happened`,
    body: `${lines
      .slice(0, MOST_NAMED)
      .map((line) => `${line}.`)
      .join(' ')}${more}`,
    nextStep: 'Look at the executions that ended and answer what is open.',
    contextId,
    executionId: ended.length === 1 && failed.length === 0 ? (first?.executionId ?? null) : null,
    sourceServerId: null,
    raisedAt: at,
    needsAnswer: isBad,
    rehearsal: contextId !== null && (view.contexts[contextId]?.rehearsal ?? false),
  });
}
