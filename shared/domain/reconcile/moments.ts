import type { Instant } from '../primitives';

/** The latest of moments, some of which may be unknown. */
export function latestOf(moments: readonly (Instant | null | undefined)[]): Instant | null {
  return known(moments).reduce<Instant | null>((latest, each) => (latest === null || each > latest ? each : latest), null);
}

/** The earliest of moments, some of which may be unknown. */
export function earliestOf(moments: readonly (Instant | null | undefined)[]): Instant | null {
  return known(moments).reduce<Instant | null>(
    (earliest, each) => (earliest === null || each < earliest ? each : earliest),
    null,
  );
}

function known(moments: readonly (Instant | null | undefined)[]): readonly Instant[] {
  return moments.flatMap((moment) => moment ?? []);
}
