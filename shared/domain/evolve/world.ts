import type { EventOf } from '../events';
import type { ConsoleState } from '../state';
import { noteGone, putListed, removeListed } from './gone';
import { known, newer } from './newest';
import type { Records } from './records';

/** Source servers, recovery instances, plans and groups: things AWS lists. */

export function putServer(state: ConsoleState, event: EventOf<'server.observed'>, records: Records): ConsoleState {
  const servers = putListed(state, 'server', state.servers, event.server.sourceServerId, known(event, event.server), records);
  return servers === state.servers ? state : { ...state, servers };
}

export function dropServer(state: ConsoleState, event: EventOf<'server.gone'>, records: Records): ConsoleState {
  const gone = noteGone(state, 'server', event.sourceServerId, event.at, records);
  const servers = removeListed(state.servers, event.sourceServerId, event.at, records);
  return gone === state.gone && servers === state.servers ? state : { ...state, gone, servers };
}

export function putInstance(state: ConsoleState, event: EventOf<'instance.observed'>, records: Records): ConsoleState {
  const { recoveryInstanceId } = event.instance;
  const instances = putListed(state, 'instance', state.instances, recoveryInstanceId, known(event, event.instance), records);
  return instances === state.instances ? state : { ...state, instances };
}

export function dropInstance(state: ConsoleState, event: EventOf<'instance.gone'>, records: Records): ConsoleState {
  const gone = noteGone(state, 'instance', event.recoveryInstanceId, event.at, records);
  const instances = removeListed(state.instances, event.recoveryInstanceId, event.at, records);
  return gone === state.gone && instances === state.instances ? state : { ...state, gone, instances };
}

export function putPlan(state: ConsoleState, event: EventOf<'plan.observed'>, records: Records): ConsoleState {
  const plans = putListed(state, 'plan', state.plans, event.plan.planId, known(event, event.plan), records);
  return plans === state.plans ? state : { ...state, plans };
}

export function dropPlan(state: ConsoleState, event: EventOf<'plan.gone'>, records: Records): ConsoleState {
  const gone = noteGone(state, 'plan', event.planId, event.at, records);
  const plans = removeListed(state.plans, event.planId, event.at, records);
  return gone === state.gone && plans === state.plans ? state : { ...state, gone, plans };
}

export function putGroup(state: ConsoleState, event: EventOf<'group.observed'>, records: Records): ConsoleState {
  const { groupId } = event.group;
  const groups = records.put(state.groups, groupId, newer(state.groups[groupId], known(event, event.group)));
  return groups === state.groups ? state : { ...state, groups };
}
