import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Notice, NoticeDelivery, Severity } from '../../../shared/domain/notice';
import type { Settings } from '../../../shared/domain/settings';
import type { NativeAlert } from '../ports';

/** What is to become of the notices that nobody has been told of yet. */
export interface AlertPlan {
  /** One alert for all that may be shown, or null. */
  readonly alert: NativeAlert | null;
  readonly shown: readonly Notice[];
  readonly suppressed: readonly { readonly notice: Notice; readonly reason: string }[];
}

const rank: Readonly<Record<Severity, number>> = { INFO: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };
const NAMED_IN_SUMMARY = 3;

/**
 * Decides about native alerts: who is silenced and why, and how several become one. Pure, so that the settings page can preview it.
 * `waiting` are notices without a delivery.
 */
export function planAlert(waiting: readonly Notice[], settings: Settings): AlertPlan {
  const verdicts = waiting.map((notice) => ({ notice, reason: silencedBy(notice, settings) }));
  const suppressed = verdicts.flatMap(({ notice, reason }) => (reason === null ? [] : [{ notice, reason }]));
  const shown = verdicts
    .filter(({ reason }) => reason === null)
    .map(({ notice }) => notice)
    .sort(worstFirst);
  return { alert: alertFor(shown, settings), shown, suppressed };
}

function silencedBy(notice: Notice, settings: Settings): string | null {
  if (notice.resolvedAt !== null) return 'over before it was shown';
  if (notice.acknowledgedAt !== null) return 'acknowledged before it was shown';
  if (!settings.features['native-alerts']) return 'native alerts are switched off';
  if (settings.alerts.doNotDisturb && notice.severity !== 'CRITICAL') return 'do not disturb';
  return null;
}

function worstFirst(one: Notice, other: Notice): number {
  return rank[other.severity] - rank[one.severity] || one.raisedAt.localeCompare(other.raisedAt);
}

function alertFor(shown: readonly Notice[], settings: Settings): NativeAlert | null {
  const [worst] = shown;
  if (worst === undefined) return null;
  const isAlone = shown.length === 1;
  const title = isAlone ? worst.title : summaryTitle(shown);
  return {
    title: worst.rehearsal ? `REHEARSAL · ${title}` : title,
    body: isAlone ? bodyOf(worst) : summaryBody(shown),
    urgency: urgencyOf(worst.severity),
    sound: settings.alerts.sound,
    executionId: commonExecution(shown),
    noticeIds: shown.map((notice) => notice.noticeId),
  };
}

function bodyOf(notice: Notice): string {
  return [notice.body, notice.nextStep].filter((part) => part !== '').join('\n');
}

function summaryTitle(shown: readonly Notice[]): string {
  const needing = shown.filter((notice) => notice.needsAnswer).length;
  const count = (n: number) => (n === 1 ? '1 thing' : `${n} things`);
  return needing > 0 ? `${count(needing)} ${needing === 1 ? 'needs' : 'need'} you` : `${count(shown.length)} happened`;
}

function summaryBody(shown: readonly Notice[]): string {
  const named = shown.slice(0, NAMED_IN_SUMMARY).map((notice) => `• ${notice.title}`);
  const more = shown.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

function urgencyOf(severity: Severity): NativeAlert['urgency'] {
  if (severity === 'CRITICAL') return 'critical';
  return severity === 'INFO' ? 'low' : 'normal';
}

/** A click on a summary opens the execution all of it is about, or else the one of the worst. */
function commonExecution(shown: readonly Notice[]): Notice['executionId'] {
  return shown.find((notice) => notice.executionId !== null)?.executionId ?? null;
}

/** The record of what became of one notice. */
export function deliveredEvent(notice: Notice, delivery: NoticeDelivery): ConsoleEvent {
  return { type: 'notice.delivered', at: delivery.at, noticeId: notice.noticeId, delivery };
}
