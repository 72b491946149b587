import { unreachable } from '../../../lib/unreachable';
import type { Instant } from '../../primitives';
import type { Grade, Person } from '../on-call/person';
import { onCallAt } from '../on-call/shifts';
import type { OnCallWorld } from '../on-call/world';
import type { EscalationTarget } from './escalation';

/** Somebody, or some place, that a step asks. */
export type Reach = AskedPerson | HeardPerson | AskedChannel;

/** `asked`: when else this person was asked lately for what is at least as grave, oldest first. */
export interface AskedPerson {
  readonly kind: 'person';
  readonly personId: string;
  readonly grade: Grade;
  readonly to: string;
  readonly asked: readonly Instant[];
}

/** Somebody who was asked since a moment, and hears what became of it. */
export interface HeardPerson {
  readonly kind: 'heard';
  readonly personId: string;
  readonly grade: Grade;
  readonly since: Instant;
}

export interface AskedChannel {
  readonly kind: 'channel';
  readonly notificationId: string;
  readonly channelIndex: number;
  readonly to: string;
}

/** Whom a target stands for at this moment, and in words why somebody of it cannot be asked. */
export interface Found {
  readonly reach: readonly (AskedPerson | AskedChannel)[];
  readonly misses: readonly string[];
}

const none = { reach: [], misses: [] };

/** Resolves a target when its step runs: whoever is on call then. */
export function whoNow(target: EscalationTarget, grade: Grade, world: OnCallWorld, now: Instant): Found {
  const { settings, feeds, notifications } = world;
  switch (target.kind) {
    case 'person':
      return personNow(target.personId, null);
    case 'schedule': {
      const schedule = settings.schedules.find(({ id }) => id === target.scheduleId);
      if (schedule === undefined) return missed(`The schedule “${target.scheduleId}” no longer exists.`);
      const ids = onCallAt(schedule, { people: settings.people, feeds }, now);
      if (ids.length === 0) return missed(`Nobody is on call in “${schedule.name}”.`);
      return both(ids.map((id) => personNow(id, schedule.name)));
    }
    case 'channel': {
      const configuration = notifications.Notifications.find(({ NotificationId }) => NotificationId === target.notificationId);
      const channel = configuration?.Channels[target.channelIndex];
      if (configuration === undefined || channel === undefined)
        return missed(`The channel ${target.channelIndex + 1} of “${target.notificationId}” no longer exists.`);
      if (!configuration.Enabled || channel.Configuration.Enabled === false)
        return missed(`The channel ${target.channelIndex + 1} of “${configuration.Name}” is switched off.`);
      const { notificationId, channelIndex } = target;
      return {
        ...none,
        reach: [{ kind: 'channel', notificationId, channelIndex, to: `${configuration.Name} (${channel.Type})` }],
      };
    }
    default:
      return unreachable(target);
  }

  function personNow(personId: string, schedule: string | null): Found {
    const person = settings.people.find(({ id }) => id === personId);
    if (person === undefined) return missed(`“${personId}” is no longer among the people.`);
    const problem = whyNot(person, now);
    if (problem !== null) return missed(problem);
    const to = schedule === null ? person.name : `${person.name} (${schedule})`;
    return { ...none, reach: [{ kind: 'person', personId, grade, to, asked: [] }] };
  }
}

/** Everybody of several targets, each once. */
export function both(found: readonly Found[]): Found {
  const reach = new Map(found.flatMap((one) => one.reach).map((each) => [keyOf(each), each]));
  return { reach: [...reach.values()], misses: [...new Set(found.flatMap(({ misses }) => misses))] };
}

function keyOf(reach: AskedPerson | AskedChannel): string {
  return reach.kind === 'person' ? reach.personId : `${reach.notificationId} ${reach.channelIndex}`;
}

function missed(why: string): Found {
  return { ...none, misses: [why] };
}

function whyNot({ name, unavailable, methods }: Person, now: Instant): string | null {
  const away = unavailable.find(({ from, to }) => from <= now && now < to);
  if (away !== undefined) return `${name} is away until ${away.to.slice(0, 16).replace('T', ' ')} UTC.`;
  if (methods.every(({ channel }) => channel.Configuration.Enabled === false)) return `${name} has no contact method.`;
  return null;
}
