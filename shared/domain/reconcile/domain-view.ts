import type { View } from '../view';

/** The part of the live view that follows from the journal alone. The engine adds `engine` and `sources`, which are never journaled. */
export type DomainView = Pick<
  View,
  | 'contexts'
  | 'plans'
  | 'executions'
  | 'participants'
  | 'jobs'
  | 'servers'
  | 'instances'
  | 'notices'
  | 'incidents'
  | 'findings'
  | 'malformed'
>;
