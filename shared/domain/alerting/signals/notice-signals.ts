import type { ConsoleEvent } from '../../events';
import type { Notice } from '../../notice';
import { type Objectives, objectiveOf } from '../../objectives';
import type { DomainView } from '../../reconcile/domain-view';
import type { ConsoleState } from '../../state';
import type { Alert } from '../alert';
import { replicationCauseOf } from '../causes/replication-cause';
import { plansWith } from '../impact/plans-with';
import type { Labels } from '../labels';
import { noWishes, type Signal } from '../signal';
import { known, placeLabels } from './place-labels';
import { quotaLabels } from './quota-labels';
import { deedsOf, securityLabels } from './security-labels';

/** What labels are made from beside the notice. */
export interface NoticeWorld {
  readonly view: DomainView;
  readonly state: Pick<ConsoleState, 'notices' | 'security' | 'executions'>;
  readonly settings: { readonly objectives: Objectives };
}

/** DRS often says why replication is stalled a minute after it said that it is: the alert is said again, by what is known then. */
export function stallExplained(
  event: ConsoleEvent,
  world: NoticeWorld,
  alertOf: (fingerprint: string) => Alert | undefined,
): Signal[] {
  if (event.type !== 'server.observed' || event.server.replicationError === null) return [];
  const alert = alertOf(stallFingerprint(event.server.sourceServerId));
  if (alert?.status !== 'FIRING' || alert.labels.replicationError === event.server.replicationError || alert.noticeId === null)
    return [];
  const notice = world.state.notices[alert.noticeId];
  return notice === undefined || notice.resolvedAt !== null ? [] : [{ ...signalOf(notice, world), at: event.at }];
}

/**
 * The trail may tell of a recovery's own StartRecovery before the recovery itself is known: once it is, the deed is said again, as part
 * of it.
 */
export function deedExplained(
  event: ConsoleEvent,
  world: NoticeWorld,
  alertOf: (fingerprint: string) => Alert | undefined,
): Signal[] {
  const execution = world.view.executions[executionIn(event) ?? ''];
  if (execution === undefined) return [];
  return deedsOf(execution, world.state.security).flatMap((noticeId) => {
    const alert = alertOf(noticeFingerprint(noticeId));
    const notice = world.state.notices[noticeId];
    if (alert?.status !== 'FIRING' || notice === undefined || notice.resolvedAt !== null) return [];
    const signal = signalOf(notice, world);
    return signal.labels.execution === undefined || signal.labels.execution === alert.labels.execution
      ? []
      : [{ ...signal, at: event.at }];
  });
}

/** The execution of which an event may say when, where and as what it was begun. */
function executionIn(event: ConsoleEvent): string | null {
  switch (event.type) {
    case 'execution.changed':
      return event.executionId;
    case 'execution-item.observed':
      return event.item.executionId;
    default:
      return null;
  }
}

/** What the console's own judgement says: a notice that is raised fires, one that is resolved is over. */
export function noticeSignals(event: ConsoleEvent, world: NoticeWorld): Signal[] {
  if (event.type === 'notice.raised') return isAlert(event.notice) ? [signalOf(event.notice, world)] : [];
  if (event.type !== 'notice.resolved') return [];
  const notice = world.state.notices[event.noticeId];
  if (notice === undefined || !isAlert(notice)) return [];
  return [{ ...signalOf(notice, world), state: 'resolved', at: event.at, because: event.because }];
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

/** What the alert of a stalled server is known by. */
export function stallFingerprint(sourceServerId: string): string {
  return `replication-stalled:${sourceServerId}`;
}

function signalOf(notice: Notice, world: NoticeWorld): Signal {
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
    labels: labelsOf(notice, world),
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

function labelsOf(notice: Notice, world: NoticeWorld): Labels {
  const { view, state, settings } = world;
  const place = { source: 'console', kind: notice.kind, ...placeLabels(notice, view, settings) };
  switch (notice.kind) {
    case 'execution-failed':
      return { ...place, ...failureLabels(notice, world) };
    case 'replication-stalled':
      return { ...place, ...stallLabels(notice, world) };
    case 'quota-near':
      return { ...place, ...quotaLabels(notice.noticeId) };
    case 'security':
      return { ...place, ...securityLabels(notice, state.security, view) };
    default:
      return place;
  }
}

/** Why an execution ended by itself, where that is not told by its servers. */
function failureLabels({ executionId }: Notice, { view, state }: NoticeWorld): Labels {
  const execution = executionId === null ? undefined : view.executions[executionId];
  if (execution === undefined) return {};
  const died = execution.detail.includes('orchestration-died');
  const runError = died ? state.executions[execution.executionId]?.run?.fact.error : null;
  return known({ cause: died ? 'orchestration-died' : execution.status === 'TIMED_OUT' ? 'run-timed-out' : null, runError });
}

/** Why it stalls, and who misses it: the plan where only one has the server, and the first tier of all that do. */
function stallLabels({ sourceServerId }: Notice, { view, settings }: NoticeWorld): Labels {
  const server = sourceServerId === null ? undefined : view.servers[sourceServerId];
  if (server === undefined) return {};
  const plans = plansWith(server.sourceServerId, view.plans);
  const only = plans.length === 1 ? plans[0] : undefined;
  const tiers = plans.flatMap(({ planId }) => objectiveOf(settings, planId).tier ?? []);
  return known({
    plan: only?.planName,
    planId: only?.planId,
    tier: tiers.length === 0 ? null : String(Math.min(...tiers)),
    replicationError: server.replicationError,
    cause: replicationCauseOf(server.replicationState, server.replicationError).causeId,
  });
}
