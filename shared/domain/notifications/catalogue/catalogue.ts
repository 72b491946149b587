import { unreachable } from '../../../lib/unreachable';
import type { ConsoleEvent, EventOf } from '../../events';
import type { NotificationEventType } from '../event-types';
import { acknowledged, ended } from './alerts';
import { customEvent } from './custom';
import { executionEvents, itemEvents } from './executions';
import { placeOf } from './facts';
import { anEvent } from './form';
import { permissionEvents, permissionRegained, silenceEvents } from './health';
import { ownAlert } from './own-alerts';
import { failbackEvents, replicationStalled } from './replication';
import { type Commit, type Scene, sceneOf, type Told } from './scene';
import { refusedAccess, securityEvents } from './security';
import { betterWords, participantEvents } from './servers';
import { progressEvents, waveEvents } from './waves';

/**
 * The events of the catalogue that one commit gives rise to, in the order in which people would tell them, made of reconciled truth:
 * of conclusions, never of the platform's own mails. Executions are asked first, for they may tell the end of an alert; what they
 * leave is told by itself.
 */
export function notificationsOf(commit: Commit): Told[] {
  const scene = sceneOf(commit);
  const ofExecutions = scene.events.flatMap((event) => (event.type === 'execution.changed' ? executionEvents(event, scene) : []));
  const others = scene.events.flatMap((event) => told(event, scene));
  const ends = [...scene.ends.values()].flatMap((end) => ended(end, scene));
  return inOrder([...ofExecutions, ...ends, ...others, ...progressEvents(scene), ...silenceEvents(scene)]);
}

/** What begins is told before what happens in it, and that before its end. */
function inOrder(all: readonly Told[]): Told[] {
  return all.length < 2 ? [...all] : [...all].sort((a, b) => placeInOrder(a.event.type) - placeInOrder(b.event.type));
}

function placeInOrder(type: NotificationEventType): number {
  switch (type) {
    case 'execution.started':
    case 'execution.resumed':
      return 0;
    case 'wave.started':
      return 1;
    case 'wave.progressing':
    case 'wave.completed':
    case 'wave.failed':
      return 3;
    default:
      return type.startsWith('execution.') ? 4 : 2;
  }
}

function told(event: ConsoleEvent, scene: Scene): Told[] {
  switch (event.type) {
    case 'execution-item.observed':
      return itemEvents(event, scene);
    case 'wave.changed':
      return waveEvents(event, scene);
    case 'participant.changed':
      return participantEvents(event, scene);
    case 'notice.raised':
      return raised(event, scene);
    case 'notice.acknowledged':
      return acknowledged(event, scene);
    case 'instance.observed':
      return failbackEvents(event, scene);
    case 'source.failed':
      return permissionEvents(event, scene);
    case 'source.recovered':
      return permissionRegained(event, scene);
    case 'message.security':
      return securityEvents(event, scene);
    case 'access.refused':
      return [refusedAccess(event, scene)];
    case 'custom.received':
      return [customEvent(event, scene)];
    case 'database.set-aside':
      return [setAside(event, scene)];
    // Facts, and what people at this console did: nobody else is told of them by themselves.
    default:
      return [];
  }
}

/** Alerts that no change tells of by itself. */
function raised(event: EventOf<'notice.raised'>, scene: Scene): Told[] {
  const { kind } = event.notice;
  switch (kind) {
    case 'server-launch-failed':
      return betterWords(event, scene);
    case 'replication-stalled':
      return replicationStalled(event, scene);
    case 'quota-near':
      return ownAlert('health.quota-near', event, scene);
    case 'our-own-trouble':
      return ownAlert('health.own-error', event, scene);
    // Told with the change, or the finding, that raised them.
    case 'execution-failed':
    case 'execution-completed':
    case 'execution-paused':
    case 'execution-cancelled':
    case 'security':
    // For the people at this console: each thing that passed was told when it was known, or is history.
    case 'missed-while-away':
      return [];
    default:
      return unreachable(kind);
  }
}

function setAside({ at, file, reason }: EventOf<'database.set-aside'>, scene: Scene): Told {
  const event = anEvent({
    ...placeOf(null, scene),
    type: 'health.own-error',
    eventId: `health.own-error:database-set-aside:${file}:${at}`,
    lifecycle: 'informs',
    occurredAt: at,
    threadKey: 'console',
    title: 'The journal could not be read and was set aside',
    summary: `${reason} A new one was begun.`,
    nextSteps: ['Keep the file that was set aside, and restore a backup if what it held is needed.'],
  });
  return { event, opening: null };
}
