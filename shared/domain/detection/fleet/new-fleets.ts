import { binomialTail } from '../sparse/counts';
import { type Candidate, compare, strangestFirst, TOGETHER_MS } from './candidate';
import { bestShared } from './explain';
import type { Fleet, Shared, Watched } from './fleet';

/** Series of one kind that no open fleet has. `rate` is the share of them that is off by chance. */
export interface Fresh {
  readonly kind: string;
  readonly watched: readonly Watched[];
  readonly deviating: readonly Candidate[];
  readonly rate: number;
  readonly atMs: number;
}

/** Fewer than this are not a fleet, however unlikely. */
const FEWEST_MEMBERS = 3;
/** So many being off at once by chance must be less likely than this. */
const CHANCE = 1e-4;
/** What most of the members share is said of all of them, the others being told apart in the words. */
const MOST_OF_THEM = 0.8;

/** New fleets among what is off, the most evident first, and what is left over. `deviating` is in the order of the keys. */
export function newFleets(fresh: Fresh): { readonly fleets: readonly Fleet[]; readonly single: readonly Candidate[] } {
  const fleets: Fleet[] = [];
  let { watched, deviating } = fresh;
  const apart: Candidate[] = [];
  while (deviating.length >= FEWEST_MEMBERS) {
    const together = densest(deviating);
    const found = together.length < FEWEST_MEMBERS ? null : explain({ ...fresh, watched, deviating: together });
    if (found === null) {
      // Nothing about those that came together: they are set aside, so that the rest can be looked at.
      const gone = new Set(together);
      apart.push(...together);
      deviating = deviating.filter((one) => !gone.has(one));
      continue;
    }
    fleets.push(fleetOf(fresh, found));
    const members = new Set(found.members.map(({ key }) => key));
    deviating = deviating.filter(({ key }) => !members.has(key));
    watched = watched.filter(({ key }) => !members.has(key));
  }
  return { fleets, single: [...apart, ...deviating] };
}

/** The most that began within `TOGETHER_MS` of each other; of equals, the earliest. */
function densest(deviating: readonly Candidate[]): readonly Candidate[] {
  const sorted = [...deviating].sort((a, b) => a.sinceMs - b.sinceMs || compare(a.key, b.key));
  let best: readonly [number, number] = [0, 0];
  let from = 0;
  for (let to = 0; to < sorted.length; to += 1) {
    while ((sorted[to]?.sinceMs ?? 0) - (sorted[from]?.sinceMs ?? 0) > TOGETHER_MS) from += 1;
    if (to + 1 - from > best[1] - best[0]) best = [from, to + 1];
  }
  return sorted.slice(...best);
}

interface Found {
  readonly members: readonly Candidate[];
  readonly shared: Shared | null;
}

/** What those that went off together have in common; null where chance is enough of an explanation. */
function explain({ watched, deviating, rate }: Fresh): Found | null {
  const best = bestShared(watched, deviating, { rate, chance: CHANCE, fewest: FEWEST_MEMBERS });
  if (best === null) {
    return binomialTail(deviating.length, watched.length, rate) < CHANCE ? { members: deviating, shared: null } : null;
  }
  const { label, value, members } = best;
  if (members / deviating.length >= MOST_OF_THEM) return { members: deviating, shared: best };
  return { members: deviating.filter(({ labels }) => labels[label] === value), shared: best };
}

function fleetOf({ kind, watched, rate, atMs }: Fresh, { members, shared }: Found): Fleet {
  return {
    fleetId: `${kind} ${shared === null ? 'all' : `${shared.label}=${shared.value}`}`,
    kind,
    shared,
    startedMs: atMs,
    sinceMs: members.reduce((least, { sinceMs }) => Math.min(least, sinceMs), atMs),
    members: strangestFirst(members),
    everMembers: members.map(({ key }) => key).sort(compare),
    watched: watched.length,
    expectedByChance: watched.length * rate,
    quietSinceMs: null,
  };
}
