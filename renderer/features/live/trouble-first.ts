import type { Participant, Phase } from '../../../shared/domain/view';

const rank: Readonly<Record<Phase, number>> = {
  FAILED: 0,
  LAUNCH: 1,
  CONVERSION: 1,
  SNAPSHOT: 1,
  WAITING: 2,
  LAUNCHED: 3,
  TERMINATED: 4,
};

/** Failed servers first, then those on their way, those still to come, and what is done last; wave order within each. */
export function troubleFirst(participants: readonly Participant[]): readonly Participant[] {
  return [...participants].sort((a, b) => rank[a.phase] - rank[b.phase]);
}
