import type { ResourceKind, ResourceOf, Seen } from '../../../shared/domain/setup/resource';
import type { SetupClients } from '../aws/clients';

/** Where and for whom a driver works. */
export interface Site {
  readonly clients: SetupClients;
  readonly installationId: string;
  /** Day (UTC) of the work, for the mark of last use. */
  readonly today: string;
}

/** How one kind of resource is found, made and removed. Each may be repeated at any time, and after any interruption. */
export interface Driver<K extends ResourceKind> {
  look(resource: ResourceOf<K>, site: Site): Promise<Seen>;
  /** Makes it, or makes it what it should be. Only called for what is absent or ours. */
  make(resource: ResourceOf<K>, site: Site, seen: Seen): Promise<void>;
  /** Only called for what is ours. What is not there is removed. */
  remove(resource: ResourceOf<K>, site: Site): Promise<void>;
}

export const absent: Seen = { kind: 'absent' };

export function defineDriver<K extends ResourceKind>(driver: Driver<K>): Driver<K> {
  return driver;
}
