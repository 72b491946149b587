import type { Notice } from '../../../shared/domain/notice';
import { NoticeId } from '../../../shared/domain/primitives';
import { e1, payroll, start } from './events';

/** A failed server's notice, HIGH and unanswered unless told otherwise. */
export function aNotice(id: string, given: Partial<Notice> = {}): Notice {
  return {
    noticeId: NoticeId.parse(id),
    kind: 'server-launch-failed',
    severity: 'HIGH',
    title: `${id} failed to launch`,
    body: 'No free addresses in subnet-0123.',
    nextStep: 'Free some, then run the wave again.',
    contextId: payroll,
    executionId: e1,
    sourceServerId: null,
    raisedAt: start,
    needsAnswer: true,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    resolvedAt: null,
    resolvedBecause: null,
    rehearsal: false,
    deliveries: [],
    ...given,
  };
}
