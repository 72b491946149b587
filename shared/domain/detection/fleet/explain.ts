import { binomialTail } from '../sparse/counts';
import type { Candidate } from './candidate';
import type { Shared, Watched } from './fleet';

interface Bounds {
  /** Share of series that is off by chance. */
  readonly rate: number;
  /** Less likely than this is no chance, all that was tried considered. */
  readonly chance: number;
  readonly fewest: number;
}

interface Counted {
  readonly label: string;
  readonly value: string;
  members: number;
  watched: number;
}

/** How much better two rates, within and without, describe what is off than one does; natural logarithm of the likelihood ratio. */
const LEAST_GAIN = 3;

/**
 * The one label that explains best which series are off: those with it are off far more often than chance has it and than those without
 * it. Of labels that hold of the same series one is named (the one that fewer series have, then by name), the others are `alike`.
 * Null where no label does.
 */
export function bestShared(watched: readonly Watched[], deviating: readonly Candidate[], bounds: Bounds): Shared | null {
  const counted = countedLabels(watched, deviating, bounds.fewest);
  const tries = Math.max(1, counted.length);
  let best: { readonly one: Counted; readonly gain: number } | null = null;
  for (const one of counted) {
    if (binomialTail(one.members, one.watched, bounds.rate) * tries >= bounds.chance) continue;
    const gain = gainOf(one, deviating.length, watched.length);
    if (gain < LEAST_GAIN + Math.log(tries)) continue;
    if (best === null || gain > best.gain + 1e-9 || (Math.abs(gain - best.gain) <= 1e-9 && isSimpler(one, best.one))) {
      best = { one, gain };
    }
  }
  if (best === null) return null;
  const { one } = best;
  return { ...one, alike: counted.filter((other) => other !== one && holdsAlike(other, one, watched)).map(named) };
}

/** Labels that at least `fewest` of the deviating have, with how many of all have them, by name. */
function countedLabels(watched: readonly Watched[], deviating: readonly Candidate[], fewest: number): readonly Counted[] {
  const byLabel = new Map<string, Map<string, Counted>>();
  for (const { labels } of deviating) {
    for (const [label, value] of Object.entries(labels)) {
      const values = byLabel.get(label) ?? new Map<string, Counted>();
      byLabel.set(label, values);
      const held = values.get(value);
      if (held === undefined) values.set(value, { label, value, members: 1, watched: 0 });
      else held.members += 1;
    }
  }
  for (const values of byLabel.values()) {
    for (const [value, { members }] of values) if (members < fewest) values.delete(value);
  }
  const wanted = [...byLabel].filter(([, values]) => values.size > 0);
  for (const { labels } of watched) {
    for (const [label, values] of wanted) {
      const value = labels[label];
      const held = value === undefined ? undefined : values.get(value);
      if (held !== undefined) held.watched += 1;
    }
  }
  return wanted.flatMap(([, values]) => [...values.values()]).sort(byName);
}

function gainOf({ members, watched }: Counted, off: number, all: number): number {
  const [otherOff, others] = [off - members, all - watched];
  // What holds of everything explains nothing, nor does what is off less often than the rest.
  if (others <= 0 || members / watched <= otherOff / others) return 0;
  return likelihood(members, watched) + likelihood(otherOff, others) - likelihood(off, all);
}

function likelihood(k: number, n: number): number {
  return k <= 0 || k >= n ? 0 : k * Math.log(k / n) + (n - k) * Math.log(1 - k / n);
}

function isSimpler(one: Counted, other: Counted): boolean {
  return one.watched !== other.watched ? one.watched < other.watched : byName(one, other) < 0;
}

function holdsAlike(one: Counted, other: Counted, watched: readonly Watched[]): boolean {
  if (one.members !== other.members || one.watched !== other.watched) return false;
  return watched.every(({ labels }) => (labels[one.label] === one.value) === (labels[other.label] === other.value));
}

function byName(one: Counted, other: Counted): number {
  const [a, b] = [`${one.label}=${one.value}`, `${other.label}=${other.value}`];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function named({ label, value }: Counted): { label: string; value: string } {
  return { label, value };
}
