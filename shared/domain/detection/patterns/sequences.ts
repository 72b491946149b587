import type { Steps } from '../../../lib/steps';
import type { PastLaunch, Trait } from './pattern';

/** More kinds of events than this are not told apart; DRS has about forty. */
const MOST_KINDS = 40;
/** The last of a launch, behind which nothing came but its end. */
const MOST_EVENTS = 24;
const MOST_SEQUENCES = 150;
/** What nearly every launch goes through precedes nothing in particular. */
const MOST_SHARE = 0.9;
/** Launches gone through in one step: up to two thousand sequences each. */
const A_STEP = 100;

/** Sequences of one, two or three events, others perhaps between, that some launches have and others not; the more frequent first. */
export function* commonSequences(
  launches: readonly PastLaunch[],
  fewest: number,
): Steps<readonly (readonly [Trait, readonly number[]])[]> {
  const kinds = kindsOf(launches);
  const base = kinds.length + 1;
  const codes = new Map(kinds.map((event, code) => [event, code + 1]));
  yield;
  const ways = launches.map((launch) => Int32Array.from(before(launch).flatMap((event) => codes.get(event) ?? [])));
  yield;
  // One number a sequence: its events as digits, 0 for none. Counted first, then gathered for those that are wanted.
  const counts = new Int32Array(base ** 3);
  yield* eachSequence(ways, base, (code) => {
    counts[code] = (counts[code] ?? 0) + 1;
  });
  const most = launches.length * MOST_SHARE;
  const wanted: { readonly code: number; readonly count: number; readonly places: number[] }[] = [];
  for (const [code, count] of counts.entries()) if (count >= fewest && count <= most) wanted.push({ code, count, places: [] });
  const chosen = wanted.sort((a, b) => b.count - a.count || a.code - b.code).slice(0, MOST_SEQUENCES);
  const placesOf: (number[] | undefined)[] = [];
  for (const { code, places } of chosen) placesOf[code] = places;
  yield* eachSequence(ways, base, (code, place) => placesOf[code]?.push(place));
  return chosen
    .sort((a, b) => a.code - b.code)
    .map(({ code, places }) => [{ type: 'sequence', events: decoded(code, kinds) }, places] as const);
}

/** Every sequence of every launch, once a launch. */
function* eachSequence(ways: readonly Int32Array[], base: number, tell: (code: number, place: number) => void): Steps<void> {
  const seen = new Int32Array(base ** 3).fill(-1);
  for (const [place, way] of ways.entries()) {
    if (place % A_STEP === A_STEP - 1) yield;
    const add = (code: number) => {
      if (seen[code] === place) return;
      seen[code] = place;
      tell(code, place);
    };
    for (let i = 0; i < way.length; i += 1) {
      const one = way[i] ?? 0;
      add(one);
      for (let j = i + 1; j < way.length; j += 1) {
        const two = one * base + (way[j] ?? 0);
        add(two);
        for (let k = j + 1; k < way.length; k += 1) add(two * base + (way[k] ?? 0));
      }
    }
  }
}

/**
 * What came before the end: of a launch that failed neither the event it failed with nor what followed, nor earlier tries that ended the
 * same way, which say no more than that it failed.
 */
export function before({ failed, events }: PastLaunch): readonly string[] {
  const some = events.slice(-MOST_EVENTS);
  if (!failed) return distinct(some);
  let last = some.length - 1;
  while (last >= 0 && !(some[last] ?? '').includes('FAIL')) last -= 1;
  if (last < 0) return distinct(some);
  const end = some[last];
  return distinct(some.slice(0, last).filter((event) => event !== end));
}

/** Without what repeats the event right before it. */
function distinct(events: readonly string[]): readonly string[] {
  return events.filter((event, index) => event !== events[index - 1]);
}

/** The most frequent kinds of events, then by name. */
function kindsOf(launches: readonly PastLaunch[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { events } of launches) for (const event of new Set(events)) counts.set(event, (counts.get(event) ?? 0) + 1);
  return [...counts]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, MOST_KINDS)
    .map(([event]) => event);
}

function decoded(code: number, kinds: readonly string[]): readonly string[] {
  const events: string[] = [];
  for (let left = code; left > 0; left = Math.floor(left / (kinds.length + 1))) {
    events.unshift(kinds[(left % (kinds.length + 1)) - 1] ?? '');
  }
  return events;
}
