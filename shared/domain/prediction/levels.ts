import { robustMean } from './robust';

/** What a duration is grouped by, from the widest to the narrowest: all, plan, wave, kind of server, server. */
export const levels = ['all', 'plan', 'wave', 'kind', 'server'] as const;
export type Level = (typeof levels)[number];

/** One observed duration: the natural logarithm of its seconds, less what its whole execution was slower by. */
export interface Sample {
  readonly value: number;
  /** Recent ones count more; 0 to 1. */
  readonly weight: number;
  /** Group at each level, unique over levels; '' where it is in none. */
  readonly groups: readonly string[];
}

/** How many observations the wider level is worth: few are drawn towards what is usual around them. */
const worth: Readonly<Record<Level, number>> = { all: 0, plan: 2, wave: 2, kind: 3, server: 1 };

/** Shrunk means, level by level: what is left of one is explained by the next narrower one. */
export interface Shrunk {
  /** The expected logarithm for these groups, and how uncertain the narrowest known group leaves it (variance). */
  expected(groups: readonly string[], tau: number): { readonly mean: number; readonly variance: number };
}

/** Learns the levels from samples; `scale` is the spread of single observations around their groups. */
export function shrink(samples: readonly Sample[], scale: number): Shrunk {
  const rest = samples.map(({ value }) => value);
  const effects = new Map<string, { readonly effect: number; readonly weight: number }>();
  levels.forEach((level, depth) => {
    const members = new Map<string, number[]>();
    samples.forEach(({ groups }, index) => {
      const key = groups[depth] ?? '';
      if (key === '') return;
      const held = members.get(key);
      if (held === undefined) members.set(key, [index]);
      else held.push(index);
    });
    for (const [key, indexes] of members) {
      const values = indexes.map((index) => rest[index] ?? 0);
      const weights = indexes.map((index) => samples[index]?.weight ?? 1);
      const { mean, weight } = robustMean(values, weights, scale);
      const effect = mean * (weight / (weight + worth[level]));
      effects.set(key, { effect, weight });
      for (const index of indexes) rest[index] = (rest[index] ?? 0) - effect;
    }
  });
  return {
    expected(groups, tau) {
      let mean = 0;
      for (const key of groups) mean += effects.get(key)?.effect ?? 0;
      const own = effects.get(groups[levels.length - 1] ?? '')?.weight ?? 0;
      return { mean, variance: (tau * tau) / (1 + own * ((tau * tau) / (scale * scale))) };
    },
  };
}
