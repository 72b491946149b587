import { type Deviating, emptyFleetBook, type FleetBook, type FleetTurn, type Watched } from '../fleet';
import { joinFleet } from '../join-fleet';

export const MINUTE = 60_000;
export const NINE = Date.UTC(2026, 2, 14, 9);

/** `count` series in three subnets of two zones; every server has its agent version and type. */
export function servers(count: number, kind = 'replication-lag'): Watched[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `${kind}/s-${String(index).padStart(4, '0')}`,
    kind,
    labels: {
      context: 'payroll',
      subnet: `subnet-${'abc'[index % 3]}`,
      zone: `1${index % 3 === 0 ? 'a' : 'b'}`,
      agentVersion: index % 7 === 0 ? '7.1' : '7.3',
      instanceType: ['m6i.large', 'r6i.xlarge', 'c6i.large', 'm6i.xlarge'][index % 4] ?? '',
    },
  }));
}

export function off(keys: readonly string[], sinceMs = NINE): Deviating[] {
  return keys.map((key, index) => ({ key, score: 0.95 + (index % 5) / 100, sinceMs }));
}

/** Moments a minute apart, each with what is off then. */
export function play(
  watched: readonly Watched[],
  moments: readonly (readonly Deviating[])[],
  before: FleetBook = emptyFleetBook,
) {
  const turns: FleetTurn[] = [];
  let book = before;
  for (const [index, deviating] of moments.entries()) {
    const turn = joinFleet({ atMs: NINE + index * MINUTE, watched, deviating }, book);
    turns.push(turn);
    book = turn.book;
  }
  return turns;
}
