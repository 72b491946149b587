import { unreachable } from '../../../lib/unreachable';
import type { EventOf } from '../../events';
import { isAnotherPause } from '../../judge/changes';
import { executionNotice } from '../../judge/execution-notices';
import { kindOfRun } from '../../judge/notice-form';
import type { Notice } from '../../notice';
import type { Instant } from '../../primitives';
import { counted } from '../../reconcile/words';
import type { Execution } from '../../view';
import type { NotificationEvent } from '../event';
import { eventTypes, type NotificationEventType } from '../event-types';
import type { Opening } from '../plan/plan-deliveries';
import { incompleteKey, type OpenPage, openPagesBefore } from './earlier-pages';
import { aboutExecution, failedOf, waveOf } from './facts';
import { anEvent } from './form';
import { openingOf } from './openings';
import { causesOf, logExcerpt, stepsFor } from './reasons';
import { fromNotice, happenedAt, occurrence, type Scene, type Told } from './scene';

type Change = EventOf<'execution.changed'>;

/** Where an execution went. What was over before anybody watched is history, and told to nobody. */
export function executionEvents(change: Change, scene: Scene): Told[] {
  const execution = scene.view.executions[change.executionId];
  if (execution === undefined || change.past === true) return [];
  if (change.from === change.to && !isAnotherPause(execution, scene.before)) return laterDetail(change, execution, scene);
  switch (change.to) {
    case 'RUNNING':
      return isBeginning(change, execution) ? [started(change.at, execution, scene)] : [];
    case 'PAUSED':
      return [withNotice('execution.paused', change, execution, scene, `:${execution.pausedBeforeWave ?? 'next'}`)];
    case 'COMPLETED':
      return change.detail.includes('some-servers-failed')
        ? [incomplete(change, execution, scene)]
        : completed(change, execution, scene);
    case 'FAILED':
      return [withNotice('execution.failed', change, execution, scene)];
    case 'TIMED_OUT':
      return [withNotice('execution.timed-out', change, execution, scene)];
    case 'CANCELLED':
      return [stopped('execution.cancelled', change, execution, scene)];
    case 'TERMINATED':
      return [stopped('execution.terminated', change, execution, scene)];
    case 'PENDING':
    case 'CANCELLING':
    case 'UNKNOWN':
      return [];
    default:
      return unreachable(change.to);
  }
}

/** Detail that comes after the status: servers that failed after all, and a run that turns out to be left open. */
function laterDetail(change: Change, execution: Execution, scene: Scene): Told[] {
  const before = scene.before.announced.executions[change.executionId]?.detail ?? [];
  const gained = change.detail.filter((word) => !before.includes(word));
  if (change.to === 'COMPLETED' && gained.includes('some-servers-failed')) return [incomplete(change, execution, scene)];
  if (change.to === 'CANCELLED' && gained.includes('run-left-open')) {
    return [withNotice('execution.cancelled', change, execution, scene, ':run-left-open')];
  }
  return [];
}

/** While only the run is known, nobody could say of what: its item tells of the start when it is read. */
function isBeginning({ from }: Change, { itemStatus }: Execution): boolean {
  return (from === null || from === 'PENDING') && itemStatus !== null;
}

/** The item of an execution that was known by its run alone, and goes on. */
export function itemEvents({ at, item }: EventOf<'execution-item.observed'>, scene: Scene): Told[] {
  const { executionId } = item;
  const announced = scene.before.announced.executions[executionId];
  const execution = scene.view.executions[executionId];
  const isFirst = scene.before.executions[executionId]?.item === null;
  if (!isFirst || announced?.status !== 'RUNNING' || announced.past === true || execution === undefined) return [];
  return [started(at, execution, scene)];
}

function started(at: Instant, execution: Execution, scene: Scene): Told {
  const by = execution.initiatedBy === null ? '' : `, started by ${execution.initiatedBy}`;
  const size = `${counted(execution.counts.total, 'server')} in ${counted(execution.totalWaves, 'wave')}`;
  const event = anEvent({
    ...aboutExecution(execution, scene),
    type: 'execution.started',
    eventId: `execution.started:${execution.executionId}`,
    occurredAt: at,
    title: `${execution.planName} started`,
    summary: `${kindOfRun(execution)}: ${size}${by}.`,
  });
  return { event, opening: null };
}

/** An event in the words of its alert: the one that was raised, or, where none was, the one that would have been. */
function withNotice(type: NotificationEventType, change: Change, execution: Execution, scene: Scene, part = ''): Told {
  const notice = noticeFor(execution, scene);
  const failed = failedOf(execution.executionId, scene);
  const again = notice === null || part === ':run-left-open' ? '' : occurrence(notice.noticeId, scene, change.at);
  const hasFailed = type === 'execution.failed' || type === 'execution.timed-out';
  const event = anEvent({
    ...aboutExecution(execution, scene),
    ...(notice === null ? { summary: `${kindOfRun(execution)}: ${execution.summary}.` } : fromNotice(notice, scene)),
    type,
    eventId: `${type}:${execution.executionId}${part}${again}`,
    occurredAt: happenedAt(execution.endedAt, change.at, scene),
    nextSteps: [...(notice === null ? [] : [notice.nextStep]), ...(hasFailed ? stepsFor(failed) : [])],
    wave: type === 'execution.paused' ? waveOf(execution, execution.pausedBeforeWave) : null,
    logExcerpt: hasFailed ? logExcerpt(failed, scene) : [],
  });
  return { event, opening: null };
}

function noticeFor(execution: Execution, scene: Scene): Notice | null {
  const words = executionNotice(execution, scene.view.contexts[execution.contextId], scene.now);
  return words === null ? null : (scene.state.notices[words.noticeId] ?? words);
}

/** A page of its own: nobody has launched what failed, and the plan is not proven until it completes without. */
function incomplete(change: Change, execution: Execution, scene: Scene): Told {
  const failed = failedOf(execution.executionId, scene);
  const told = withNotice('execution.completed-with-failures', change, execution, scene);
  const event: NotificationEvent = {
    ...told.event,
    eventId: `execution.completed-with-failures:${execution.executionId}`,
    title: `${execution.planName} completed with failures`,
    summary: `${kindOfRun(execution)}: ${execution.counts.launched} of ${counted(execution.counts.total, 'server')} launched; ${causesOf(failed)}.`,
    severity: 'HIGH',
    lifecycle: 'opens',
    alertKey: incompleteKey(execution.executionId),
    nextSteps: ['Launch what failed, or start the plan again once the cause is removed.', ...stepsFor(failed)],
    logExcerpt: logExcerpt(failed, scene),
  };
  return { event, opening: null };
}

/** Closes what earlier executions of the plan left open; where there was more than one page, the others are told resolved. */
function completed(change: Change, execution: Execution, scene: Scene): Told[] {
  const told = withNotice('execution.completed', change, execution, scene);
  const end = takeEnd(scene, ({ kind, executionId }) => {
    if (kind !== 'execution-failed' || executionId === null) return false;
    return executionId === execution.executionId || scene.view.executions[executionId]?.planId === execution.planId;
  });
  const pages = openPagesBefore(execution, scene);
  if (end !== null) {
    const closes = { event: closing(told.event, end.noticeId), opening: openingOf(end, scene) };
    return [closes, ...pages.map((page) => overcome(page, told.event, change.at))];
  }
  const [newest, ...others] = pages;
  if (newest === undefined) return [told];
  const event = { ...closing(told.event, newest.alertKey), noticeId: told.event.noticeId };
  return [{ event, opening: openedBy(newest, told.event) }, ...others.map((page) => overcome(page, told.event, change.at))];
}

function overcome(page: OpenPage, completion: NotificationEvent, at: Instant): Told {
  const { severity } = eventTypes['alert.resolved'];
  const event: NotificationEvent = {
    ...closing(completion, page.alertKey),
    type: 'alert.resolved',
    eventId: `alert.resolved:${page.alertKey}:${at}`,
    severity,
    threadKey: `execution:${page.executionId}`,
    noticeId: null,
    title: `Resolved: ${completion.planName ?? 'the plan'} ${page.type === 'execution.completed-with-failures' ? 'completed with failures' : 'failed'}`,
    summary: `A later execution of ${completion.planName ?? 'the plan'} completed (${completion.execution?.id ?? ''}).`,
    nextSteps: [],
  };
  return { event, opening: openedBy(page, completion) };
}

/** Of the same plan and place as what overcame it. */
function openedBy({ type, severity, at }: OpenPage, event: NotificationEvent): Opening {
  return { event: { ...event, type, severity }, at, acknowledgedAt: null };
}

/** An end that somebody wanted. A run it leaves open is a page of its own; else it closes the pause or failure it ends. */
function stopped(type: 'execution.cancelled' | 'execution.terminated', change: Change, execution: Execution, scene: Scene): Told {
  const told = withNotice(type, change, execution, scene);
  if (told.event.lifecycle === 'opens') return told;
  const end = takeEnd(
    scene,
    ({ kind, executionId }) =>
      executionId === execution.executionId && (kind === 'execution-paused' || kind === 'execution-failed'),
  );
  return end === null ? told : { event: closing(told.event, end.noticeId), opening: openingOf(end, scene) };
}

function closing(event: NotificationEvent, alertKey: string): NotificationEvent {
  return { ...event, lifecycle: 'closes', alertKey };
}

/** Takes an alert that ended with this commit, to tell of its end. */
function takeEnd(scene: Scene, isWanted: (notice: Notice) => boolean): Notice | null {
  for (const noticeId of scene.ends.keys()) {
    const notice = scene.state.notices[noticeId];
    if (notice === undefined || !isWanted(notice)) continue;
    scene.ends.delete(noticeId);
    return notice;
  }
  return null;
}
