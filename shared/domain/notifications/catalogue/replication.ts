import type { EventOf } from '../../events';
import type { Notice } from '../../notice';
import type { ServerId } from '../../primitives';
import { placeOf, planOfServer, serverFacts } from './facts';
import { anEvent } from './form';
import { openingOf } from './openings';
import { fromNotice, isNewlyOpen, type Scene, type Told } from './scene';

/**
 * Replication, and the way back. Lag above and within its objective have their types and no maker yet: an objective is set nowhere.
 * Whoever brings it raises an alert for it, and a line here and in `openings.ts` makes it an event.
 */

function aboutServer(id: ServerId, scene: Scene) {
  const server = scene.view.servers[id];
  const place = placeOf(server?.contextId ?? null, scene);
  return {
    ...place,
    ...planOfServer(id, scene),
    accountId: server?.accountId ?? place.accountId,
    region: server?.region ?? place.region,
    threadKey: `server:${id}`,
    server: server === undefined ? null : serverFacts(server),
  };
}

export function replicationStalled({ at, notice }: EventOf<'notice.raised'>, scene: Scene): Told[] {
  const { sourceServerId } = notice;
  if (sourceServerId === null || !isNewlyOpen(notice.noticeId, scene)) return [];
  const event = anEvent({
    ...aboutServer(sourceServerId, scene),
    ...fromNotice(notice, scene),
    type: 'drs.replication-stalled',
    eventId: `drs.replication-stalled:${sourceServerId}:${at}`,
    occurredAt: at,
    nextSteps: [notice.nextStep],
  });
  return [{ event, opening: null }];
}

export function replicationResumed(notice: Notice, { at, because }: EventOf<'notice.resolved'>, scene: Scene): Told | null {
  const { sourceServerId } = notice;
  if (sourceServerId === null) return null;
  const name = scene.view.servers[sourceServerId]?.name ?? sourceServerId;
  const event = anEvent({
    ...aboutServer(sourceServerId, scene),
    type: 'drs.replication-resumed',
    eventId: `drs.replication-resumed:${sourceServerId}:${at}`,
    occurredAt: at,
    title: `${name} replicates again`,
    summary: because,
    alertKey: notice.noticeId,
    noticeId: notice.noticeId,
  });
  return { event, opening: openingOf(notice, scene) };
}

/** A recovery instance whose failback goes on. Its first state is where it starts from, and no news. */
export function failbackEvents({ at, instance }: EventOf<'instance.observed'>, scene: Scene): Told[] {
  const { recoveryInstanceId, sourceServerId } = instance;
  const from = scene.before.instances[recoveryInstanceId]?.fact.failbackState ?? null;
  const to = scene.state.instances[recoveryInstanceId]?.fact.failbackState ?? null;
  if (from === null || to === null || from === to || instance.failbackState !== to) return [];
  const name = (sourceServerId === null ? null : scene.view.servers[sourceServerId]?.name) ?? recoveryInstanceId;
  const place = placeOf(scene.state.instances[recoveryInstanceId]?.contextId ?? null, scene);
  const event = anEvent({
    ...(sourceServerId === null ? { threadKey: `instance:${recoveryInstanceId}` } : aboutServer(sourceServerId, scene)),
    ...place,
    accountId: instance.accountId,
    region: instance.region,
    type: 'drs.failback-state',
    eventId: `drs.failback-state:${recoveryInstanceId}:${to}:${at}`,
    occurredAt: at,
    title: `Failback of ${name}: ${to}`,
    summary: `It was ${from}.`,
    failback: { from, to },
  });
  return [{ event, opening: null }];
}
