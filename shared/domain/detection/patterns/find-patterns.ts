import { atOnce, type Steps } from '../../../lib/steps';
import { type Candidate, candidatesOf } from './candidates';
import { exactTail, falseDiscoveryRates, type Tried, triedOf } from './exact-test';
import type { PastLaunch, Pattern } from './pattern';
import { patternOf } from './pattern-of';

/** Older launches than the newest so many are left out. */
export const MOST_LAUNCHES = 5_000;
/** Of all that is said to recur, at most this share may be chance. */
export const FALSE_DISCOVERIES = 0.05;
/** What failed less often, or in fewer executions, does not recur. */
const FEWEST_FAILURES = 3;
const FEWEST_EXECUTIONS = 2;
const LEAST_LIFT = 1.5;
/** What is left of a pattern once those before it are taken away must still be this unlikely, or it says the same again. */
const STILL_UNLIKELY = 0.005;
const MOST_PATTERNS = 20;

/** As `searchPatterns`, all at once. */
export function findPatterns(launches: readonly PastLaunch[]): readonly Pattern[] {
  return atOnce(searchPatterns(launches));
}

/** Failures that come again and again where launches share something; the most evident first. The order of the input does not matter. */
export function* searchPatterns(launches: readonly PastLaunch[]): Steps<readonly Pattern[]> {
  const newest = [...launches].sort(newestFirst).slice(0, MOST_LAUNCHES);
  yield;
  const byContext = new Map<string, PastLaunch[]>();
  for (const launch of newest) {
    const those = byContext.get(launch.contextId) ?? [];
    byContext.set(launch.contextId, those);
    those.push(launch);
  }
  const found: Pattern[] = [];
  for (const those of byContext.values()) found.push(...(yield* ofContext(those)));
  return found.sort((a, b) => a.pValue - b.pValue || (a.patternId < b.patternId ? -1 : 1));
}

function newestFirst(one: PastLaunch, other: PastLaunch): number {
  if (one.atMs !== other.atMs) return other.atMs - one.atMs;
  if (one.executionId !== other.executionId) return one.executionId < other.executionId ? -1 : 1;
  if (one.serverId === other.serverId) return 0;
  return one.serverId < other.serverId ? -1 : 1;
}

interface Tested {
  readonly candidate: Candidate;
  readonly pValue: number;
  readonly qValue: number;
}

function* ofContext(launches: readonly PastLaunch[]): Steps<readonly Pattern[]> {
  const failures = launches.filter(({ failed }) => failed).length;
  if (failures < FEWEST_FAILURES) return [];
  yield;
  const tried = numbered(launches);
  yield;
  const candidates = yield* candidatesOf(launches);
  const chances: number[] = [];
  for (const { launches: having } of candidates) {
    chances.push(exactTail(having, tried));
    yield;
  }
  const rates = falseDiscoveryRates(chances);
  const evident = candidates.flatMap((candidate, place): Tested[] => {
    const [pValue, qValue] = [chances[place] ?? 1, rates[place] ?? 1];
    return qValue <= FALSE_DISCOVERIES && recurs(candidate, launches, failures) ? [{ candidate, pValue, qValue }] : [];
  });
  const sequences = candidates.filter(({ trait }) => trait.type === 'sequence');
  const patterns: Pattern[] = [];
  for (const { candidate, pValue, qValue } of yield* apart(evident, launches, tried)) {
    patterns.push(patternOf({ candidate, launches, sequences, pValue, qValue }));
    yield;
  }
  return patterns;
}

function numbered(launches: readonly PastLaunch[]): Tried {
  const places = new Map<string, number>();
  const executionOf = Int32Array.from(launches, ({ executionId }) => {
    const place = places.get(executionId) ?? places.size;
    places.set(executionId, place);
    return place;
  });
  return triedOf(
    executionOf,
    Uint8Array.from(launches, ({ failed }) => Number(failed)),
  );
}

function recurs({ launches: having }: Candidate, launches: readonly PastLaunch[], failures: number): boolean {
  const failed = having.flatMap((place) => {
    const launch = launches[place];
    return launch?.failed === true ? [launch.executionId] : [];
  });
  const lift = failed.length / having.length / (failures / launches.length);
  return failed.length >= FEWEST_FAILURES && new Set(failed).size >= FEWEST_EXECUTIONS && lift >= LEAST_LIFT;
}

/**
 * Of what overlaps the most evident: what is left must say something by itself. What launches are comes before what they went through,
 * which is told along with it.
 */
function* apart(evident: readonly Tested[], launches: readonly PastLaunch[], tried: Tried): Steps<readonly Tested[]> {
  const said: Tested[] = [];
  const covered = new Uint8Array(launches.length);
  const sorted = [...evident].sort(
    (a, b) =>
      Number(isSequence(a)) - Number(isSequence(b)) ||
      a.pValue - b.pValue ||
      a.candidate.launches.length - b.candidate.launches.length,
  );
  for (const one of sorted) {
    if (said.length >= MOST_PATTERNS) break;
    yield;
    const { launches: having } = one.candidate;
    if (said.length > 0) {
      const left = having.filter((place) => covered[place] === 0 && tried.failed[place] === 1).length;
      if (left < FEWEST_FAILURES || exactTail(having, tried, covered) > STILL_UNLIKELY) continue;
    }
    said.push(one);
    for (const place of having) covered[place] = 1;
  }
  return said;
}

function isSequence({ candidate }: Tested): boolean {
  return candidate.trait.type === 'sequence';
}
