import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { Notice } from '../../../../shared/domain/notice';
import { msOf, secondsBetween } from '../../../../shared/domain/primitives';
import { CONSOLE, type Collector, type Measured } from './collector';
import { contextsOf } from './executions';

/** Alerts, and how long people took over them. */
export const alerts: Collector = {
  counted(event, facts) {
    switch (event.type) {
      case 'notice.raised': {
        const { noticeId, severity, kind, contextId } = event.notice;
        // Raised again with better words, it is still the same alert.
        const once = `alert/${noticeId}`;
        return [
          {
            name: 'AlertsRaised',
            contextId: contextId ?? CONSOLE,
            labels: { severity, kind },
            atMs: msOf(event.at),
            value: 1,
            once,
          },
        ];
      }
      case 'notice.acknowledged':
        return took('TimeToAcknowledge', event, facts.view.notices[event.noticeId]);
      case 'notice.resolved':
        return took('TimeToResolve', event, facts.view.notices[event.noticeId]);
      default:
        return [];
    }
  },
  sampled({ view, atMs }) {
    const open = Object.values(view.notices).filter(isOpen);
    return [...contextsOf(view), CONSOLE].map((contextId) => {
      const value = open.filter((notice) => (notice.contextId ?? CONSOLE) === contextId).length;
      return { name: 'AlertsOpen', contextId, labels: {}, atMs, value };
    });
  },
};

function took(name: string, event: ConsoleEvent, notice: Notice | undefined): readonly Measured[] {
  if (notice === undefined) return [];
  const { severity, contextId, raisedAt } = notice;
  const value = Math.max(0, secondsBetween(raisedAt, event.at));
  return [{ name, contextId: contextId ?? CONSOLE, labels: { severity }, atMs: msOf(event.at), value, apart: true }];
}

function isOpen({ needsAnswer, acknowledgedAt, resolvedAt }: Notice): boolean {
  return needsAnswer && acknowledgedAt === null && resolvedAt === null;
}
