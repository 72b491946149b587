import type { ConsoleEvent } from '../../events';
import type { Notice } from '../../notice';
import type { DomainView } from '../../reconcile/domain-view';
import type { Labels } from '../labels';
import { noWishes, type Signal } from '../signal';
import { placeLabels } from './place-labels';

/** What the console's own judgement says: a notice that is raised fires, one that is resolved is over. */
export function noticeSignals(event: ConsoleEvent, notices: Readonly<Record<string, Notice>>, view: DomainView): Signal[] {
  if (event.type === 'notice.raised') return isAlert(event.notice) ? [signalOf(event.notice, view)] : [];
  if (event.type !== 'notice.resolved') return [];
  const notice = notices[event.noticeId];
  if (notice === undefined || !isAlert(notice)) return [];
  return [{ ...signalOf(notice, view), state: 'resolved', at: event.at, because: event.because }];
}

/** Good news and summaries of the past are no alerts. */
function isAlert({ kind, needsAnswer }: Notice): boolean {
  if (kind === 'execution-completed' || kind === 'missed-while-away') return false;
  return kind !== 'execution-cancelled' || needsAnswer;
}

/** Moments and attempts at the end of a notice's id tell one occurrence from the next; the condition is the same. */
const OCCURRENCE = /:(?:\d{4}-\d\d-\d\dT[\d:.]+Z|\d+)$/;

/** What an alert made of this notice is known by. Ids of pauses end in the wave that waits: that is another condition each. */
export function noticeFingerprint(noticeId: string): string {
  return noticeId.startsWith('execution-paused:') ? noticeId : noticeId.replace(OCCURRENCE, '');
}

function signalOf(notice: Notice, view: DomainView): Signal {
  return {
    fingerprint: noticeFingerprint(notice.noticeId),
    state: 'firing',
    at: notice.raisedAt,
    origin: 'notice',
    name: notice.kind,
    severity: notice.severity,
    title: notice.title,
    summary: notice.body,
    nextStep: notice.nextStep,
    labels: labelsOf(notice, view),
    contextId: notice.contextId,
    executionId: notice.executionId,
    sourceServerId: notice.sourceServerId,
    noticeId: notice.noticeId,
    ruleId: null,
    value: null,
    threshold: null,
    because: null,
    isTold: true,
    wishes: noWishes,
  };
}

function labelsOf(notice: Notice, view: DomainView): Labels {
  return { source: 'console', kind: notice.kind, ...placeLabels(notice, view) };
}
