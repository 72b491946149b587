import { msOf } from '../../../../shared/domain/primitives';
import type { Journal } from '../../journal/journal';

/** When the first event of a journal happened, in epoch milliseconds; null where it has none. */
export function beginningOf({ replay }: Pick<Journal, 'replay'>): number | null {
  const [first] = replay.between(0, 1);
  return first === undefined ? null : msOf(first.event.at);
}
