import { type Candidate, compare, strangestFirst, TOGETHER_MS } from './candidate';
import type { Deviating, Fleet, FleetBook, FleetMoment, FleetTurn, Watched } from './fleet';
import { newFleets } from './new-fleets';

/**
 * Smoothing of a kind's own share of deviations, per moment; until something is known the share is `FIRST_RATE`, and it is never taken
 * for less or more than the bounds: neither may a long calm make two coincidences a fleet, nor a long storm hide one.
 */
const SMOOTHING = 0.02;
const FIRST_RATE = 0.01;
const LEAST_RATE = 0.002;
const MOST_RATE = 0.05;
/** A fleet with fewer members is on its way out, and over when it stays so for this long. */
const FEWEST_ALIVE = 2;
const QUIET_MS = 10 * 60_000;
const MOST_EVER = 5_000;

/**
 * Puts series that went off together into one finding each. An open fleet keeps its members and takes in what joins it; of the rest,
 * those that are more than chance explains become new ones. Whatever the order of the input, the answer is the same.
 */
export function joinFleet(moment: FleetMoment, before: FleetBook): FleetTurn {
  const kinds = byKind(moment);
  const rates: Record<string, number> = {};
  const open: Fleet[] = [];
  const ended: Fleet[] = [];
  const single: string[] = [];
  for (const fleet of before.open) if (!kinds.has(fleet.kind)) ended.push({ ...fleet, members: [] });
  for (const [kind, group] of kinds) {
    const rate = Math.min(MOST_RATE, Math.max(LEAST_RATE, before.rates[kind] ?? FIRST_RATE));
    const turn = turnOf(kind, group, before.open, rate, moment.atMs);
    open.push(...turn.open);
    ended.push(...turn.ended);
    single.push(...turn.single);
    const seen = group.watched.length === 0 ? 0 : turn.single.length / group.watched.length;
    rates[kind] = (before.rates[kind] ?? FIRST_RATE) * (1 - SMOOTHING) + seen * SMOOTHING;
  }
  open.sort((a, b) => a.startedMs - b.startedMs || compare(a.fleetId, b.fleetId));
  return { open, ended, single: single.sort(compare), book: { open, rates } };
}

/** Series of one kind. */
interface Group {
  readonly watched: Watched[];
  readonly deviating: Candidate[];
}

/** Kinds in the order of their names, and of each the deviating by key: the order of the input is forgotten here. */
function byKind({ watched, deviating }: FleetMoment): ReadonlyMap<string, Group> {
  const off = new Map(deviating.map((one) => [one.key, one]));
  const kinds = new Map<string, Group>();
  for (const series of watched) {
    let group = kinds.get(series.kind);
    if (group === undefined) {
      group = { watched: [], deviating: [] };
      kinds.set(series.kind, group);
    }
    group.watched.push(series);
    const deviates = off.get(series.key);
    if (deviates !== undefined) group.deviating.push({ ...deviates, labels: series.labels });
  }
  for (const { deviating: those } of kinds.values()) those.sort((a, b) => compare(a.key, b.key));
  return new Map([...kinds].sort(([a], [b]) => compare(a, b)));
}

function turnOf(kind: string, group: Group, open: readonly Fleet[], rate: number, atMs: number) {
  const still: Fleet[] = [];
  const ended: Fleet[] = [];
  let left: readonly Candidate[] = group.deviating;
  // Series that belong to a fleet that is open are no part of what another one is judged against.
  const taken = new Set<string>();
  for (const fleet of open.filter((one) => one.kind === kind)) {
    const belongs = belongingTo(fleet);
    const members = left.filter(belongs);
    const next = goesOn(fleet, members, group, rate, atMs);
    if (next.quietSinceMs !== null && atMs - next.quietSinceMs >= QUIET_MS) {
      ended.push({ ...next, members: [] });
      continue;
    }
    left = left.filter((one) => !belongs(one));
    for (const { key } of members) taken.add(key);
    still.push(next);
  }
  const watched = taken.size === 0 ? group.watched : group.watched.filter(({ key }) => !taken.has(key));
  const begun = newFleets({ kind, watched, deviating: left, rate, atMs });
  return { open: [...still, ...begun.fleets], ended, single: begun.single.map(({ key }) => key) };
}

/** Whether what is off now is part of the fleet: it was once, has what its members share, or began when it began. */
function belongingTo({ shared, everMembers, startedMs, sinceMs }: Fleet): (one: Candidate) => boolean {
  if (shared === null) return () => true;
  const ever = new Set(everMembers);
  return (one) =>
    ever.has(one.key) ||
    one.labels[shared.label] === shared.value ||
    (one.sinceMs >= sinceMs - TOGETHER_MS && one.sinceMs <= startedMs + TOGETHER_MS);
}

function goesOn(fleet: Fleet, members: readonly Candidate[], group: Group, rate: number, atMs: number): Fleet {
  const { shared } = fleet;
  const has = (series: Pick<Watched, 'labels'>) => shared !== null && series.labels[shared.label] === shared.value;
  return {
    ...fleet,
    members: strangestFirst(members),
    everMembers: togetherWith(fleet.everMembers, members),
    sinceMs: members.reduce((least, { sinceMs }) => Math.min(least, sinceMs), fleet.sinceMs),
    watched: group.watched.length,
    expectedByChance: group.watched.length * rate,
    shared:
      shared === null ? null : { ...shared, members: members.filter(has).length, watched: group.watched.filter(has).length },
    quietSinceMs: members.length >= FEWEST_ALIVE ? null : (fleet.quietSinceMs ?? atMs),
  };
}

function togetherWith(ever: readonly string[], members: readonly Deviating[]): readonly string[] {
  const all = new Set(ever);
  const fresh = members.filter(({ key }) => !all.has(key));
  return fresh.length === 0 ? ever : [...ever, ...fresh.map(({ key }) => key)].sort(compare).slice(0, MOST_EVER);
}
