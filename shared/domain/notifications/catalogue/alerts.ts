import { actorName } from '../../actor-name';
import type { EventOf } from '../../events';
import type { Notice } from '../../notice';
import type { NotificationEvent } from '../event';
import { aboutExecution, participantFacts, placeOf, serverFacts, waveOf } from './facts';
import { anEvent } from './form';
import { openingOf, waveNumberOf } from './openings';
import { replicationResumed } from './replication';
import type { Scene, Told } from './scene';
import { serverRecovered } from './servers';

/** What an alert is about, in the thread in which it was told. */
export function aboutAlert(notice: Notice, scene: Scene): Partial<NotificationEvent> & Pick<NotificationEvent, 'threadKey'> {
  const { view } = scene;
  const execution = notice.executionId === null ? undefined : view.executions[notice.executionId];
  const participant = view.participants[`${notice.executionId}/${notice.sourceServerId}`];
  if (execution !== undefined) {
    return {
      ...aboutExecution(execution, scene),
      wave: waveOf(execution, waveNumberOf(notice) ?? participant?.waveNumber ?? null),
      server: participant === undefined ? null : participantFacts(participant, scene),
    };
  }
  const server = notice.sourceServerId === null ? undefined : view.servers[notice.sourceServerId];
  const place = placeOf(notice.contextId, scene);
  if (server !== undefined) return { ...place, threadKey: `server:${server.sourceServerId}`, server: serverFacts(server) };
  return { ...place, threadKey: notice.contextId === null ? 'console' : `context:${notice.contextId}` };
}

/** Somebody has taken a page: it escalates no further. */
export function acknowledged({ at, noticeId, actor, note }: EventOf<'notice.acknowledged'>, scene: Scene): Told[] {
  const notice = scene.state.notices[noticeId];
  const held = scene.before.notices[noticeId];
  if (notice === undefined || (held !== undefined && held.acknowledgedAt !== null)) return [];
  const opening = openingOf(notice, scene);
  if (opening === null) return [];
  const event = anEvent({
    ...aboutAlert(notice, scene),
    type: 'alert.acknowledged',
    eventId: `alert.acknowledged:${noticeId}:${at}`,
    occurredAt: at,
    title: `Acknowledged: ${notice.title}`,
    summary: note === null ? `${actorName(actor)} has taken it.` : `${actorName(actor)} has taken it: “${note}”`,
    alertKey: noticeId,
    noticeId,
    acknowledgement: { by: actor, note },
  });
  return [{ event, opening: { ...opening, acknowledgedAt: at } }];
}

/** The end of a page, by the event that says why it ended where there is one. */
export function ended(end: EventOf<'notice.resolved'>, scene: Scene): Told[] {
  const notice = scene.state.notices[end.noticeId];
  if (notice === undefined) return [];
  const own = specificEnd(notice, end, scene);
  if (own !== null) return [own];
  const opening = openingOf(notice, scene);
  if (opening === null) return [];
  const event = anEvent({
    ...aboutAlert(notice, scene),
    type: 'alert.resolved',
    eventId: `alert.resolved:${end.noticeId}:${end.at}`,
    occurredAt: end.at,
    title: `Resolved: ${notice.title}`,
    summary: end.because,
    alertKey: end.noticeId,
    noticeId: end.noticeId,
  });
  return [{ event, opening }];
}

function specificEnd(notice: Notice, end: EventOf<'notice.resolved'>, scene: Scene): Told | null {
  switch (notice.kind) {
    case 'execution-paused':
      return resumed(notice, end, scene);
    case 'server-launch-failed':
      return serverRecovered(notice, end, scene);
    case 'replication-stalled':
      return replicationResumed(notice, end, scene);
    default:
      return null;
  }
}

const goneOn: ReadonlySet<string> = new Set(['RUNNING', 'COMPLETED', 'PAUSED']);

function resumed(notice: Notice, { at, because }: EventOf<'notice.resolved'>, scene: Scene): Told | null {
  const execution = notice.executionId === null ? undefined : scene.view.executions[notice.executionId];
  if (execution === undefined || !goneOn.has(execution.status)) return null;
  const wave = waveOf(execution, waveNumberOf(notice));
  const event = anEvent({
    ...aboutAlert(notice, scene),
    type: 'execution.resumed',
    eventId: `execution.resumed:${execution.executionId}:${wave?.number ?? 'next'}:${at}`,
    occurredAt: at,
    title: `${execution.planName} was resumed`,
    summary: wave === null ? because : `${wave.label} goes on.`,
    alertKey: notice.noticeId,
    noticeId: notice.noticeId,
  });
  return { event, opening: openingOf(notice, scene) };
}
