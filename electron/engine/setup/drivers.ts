import type { Resource, Seen } from '../../../shared/domain/setup/resource';
import { unreachable } from '../../../shared/lib/unreachable';
import type { Site } from './driver';
import { permissionDriver, roleDriver } from './forwarding-drivers';
import { queueDriver } from './queue-driver';
import { ruleDriver } from './rule-driver';
import { subscriptionDriver } from './subscription-driver';

/** What stands in a resource's place. */
export function look(resource: Resource, site: Site): Promise<Seen> {
  switch (resource.kind) {
    case 'queue':
      return queueDriver.look(resource, site);
    case 'rule':
      return ruleDriver.look(resource, site);
    case 'subscription':
      return subscriptionDriver.look(resource, site);
    case 'bus-permission':
      return permissionDriver.look(resource, site);
    case 'role':
      return roleDriver.look(resource, site);
    default:
      return unreachable(resource);
  }
}

/** Makes a resource, or makes it what it should be. */
export function make(resource: Resource, site: Site, seen: Seen): Promise<void> {
  switch (resource.kind) {
    case 'queue':
      return queueDriver.make(resource, site, seen);
    case 'rule':
      return ruleDriver.make(resource, site, seen);
    case 'subscription':
      return subscriptionDriver.make(resource, site, seen);
    case 'bus-permission':
      return permissionDriver.make(resource, site, seen);
    case 'role':
      return roleDriver.make(resource, site, seen);
    default:
      return unreachable(resource);
  }
}

export function remove(resource: Resource, site: Site): Promise<void> {
  switch (resource.kind) {
    case 'queue':
      return queueDriver.remove(resource, site);
    case 'rule':
      return ruleDriver.remove(resource, site);
    case 'subscription':
      return subscriptionDriver.remove(resource, site);
    case 'bus-permission':
      return permissionDriver.remove(resource, site);
    case 'role':
      return roleDriver.remove(resource, site);
    default:
      return unreachable(resource);
  }
}
