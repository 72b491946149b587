import type { Instant } from '../../primitives';
import type { Silence } from '../silence';

/** From `startsAt`, before `endsAt`. */
export function stateOf(
  { startsAt, endsAt }: Pick<Silence, 'startsAt' | 'endsAt'>,
  now: Instant,
): 'pending' | 'active' | 'expired' {
  if (endsAt <= now) return 'expired';
  return startsAt <= now ? 'active' : 'pending';
}
