import type { Notice } from '../../../shared/domain/notice';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { notFound, notRecording } from './problems';

export function alertHandlers(os: Implementer, engine: Engine) {
  const { alerts } = os;
  const find = (noticeId: Notice['noticeId']): Notice => {
    const notice = engine.view().notices[noticeId];
    if (notice === undefined) throw notFound('alert', noticeId);
    return notice;
  };
  return {
    list: alerts.list.handler(({ input }) => {
      const wanted = Object.values(engine.view().notices).filter(
        (notice) => input.open === undefined || isOpen(notice) === (input.open === 'true'),
      );
      return pageOf(wanted, input, (notice) => `${notice.raisedAt} ${notice.noticeId}`, 'descending');
    }),
    acknowledge: alerts.acknowledge.handler(({ input: { noticeId, note }, context: { actor } }) => {
      const about = engine.view().notices[noticeId];
      const executionId = about?.executionId ?? undefined;
      const contextId = about?.contextId ?? undefined;
      return runCommand(engine, { command: 'alerts.acknowledge', need: 'act', actor, executionId, contextId, note }, async () => {
        // Two people press at once: the first one has it, and both see who that was.
        if (find(noticeId).acknowledgedAt !== null) return done('It was acknowledged already.', find(noticeId));
        const recorded = engine.commit(
          [{ type: 'notice.acknowledged', at: engine.ports.clock.now(), noticeId, actor: actor.id, note: note ?? null }],
          actor,
        );
        if (!recorded.ok) throw notRecording(recorded.error);
        return done('Acknowledged.', find(noticeId));
      });
    }),
  };
}

/** Nobody has answered it, and it has not ended by itself. */
function isOpen(notice: Notice): boolean {
  return notice.needsAnswer && notice.acknowledgedAt === null && notice.resolvedAt === null;
}
