import type { Notice } from '../notice';
import { type Instant, NoticeId } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import { counted } from '../reconcile/words';
import type { ConsoleState } from '../state';
import type { Execution, Participant } from '../view';
import { nameOf } from './execution-notices';
import { aNotice } from './notice-form';

const MOST_NAMED = 3;

/** One notice for all that ended while nobody watched, or null when nothing did or it was told already. */
export function missedNotice(state: ConsoleState, view: DomainView, at: Instant): Notice | null {
  const session = state.lastSession;
  if (session === null || session.awaySince === null) return null;
  const { awaySince, watchingSince } = session;
  const noticeId = NoticeId.parse(`missed-while-away:${session.sessionId}:${watchingSince}`);
  if (state.notices[noticeId] !== undefined) return null;

  const wasMissed = (moment: Instant | null, contextId: string) =>
    moment !== null &&
    moment > awaySince &&
    moment < watchingSince &&
    (state.contextsSince[contextId] ?? watchingSince) < awaySince;
  const ended = Object.values(view.executions).filter(
    (execution) => wasMissed(execution.endedAt, execution.contextId) && !wasTold(state, execution),
  );
  const mayHaveFailed = Object.values(view.executions).some(({ endedAt, counts }) => endedAt === null && counts.failed > 0);
  const failed = !mayHaveFailed
    ? []
    : Object.values(view.participants).filter(({ phase, phaseSince, executionId }) => {
        const execution = view.executions[executionId];
        return phase === 'FAILED' && execution?.endedAt === null && wasMissed(phaseSince, execution.contextId);
      });
  if (ended.length + failed.length === 0) return null;
  return sumUp(noticeId, ended, failed, view, at);
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
    ...ended.map((execution) => `${nameOf(execution)}: ${execution.summary}`),
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
