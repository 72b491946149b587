import { compileMatchers, type Matcher } from '../labels';
import type { Inhibition } from '../settings';

/**
 * Inhibitions that keep each other quiet, by name in their order, the first again at the end; null where there are none. One follows
 * another where what the other keeps quiet may be its source: they ask the same label, and nothing they ask excludes the other.
 */
export function inhibitionCycle(inhibitions: readonly Inhibition[]): readonly string[] | null {
  const on = inhibitions.filter(({ enabled }) => enabled);
  const followers = new Map(on.map((one) => [one, on.filter((other) => other !== one && mayMeet(one.target, other.source))]));
  const done = new Set<Inhibition>();
  for (const start of on) {
    const path = findCycle(start, [], followers, done);
    if (path !== null) return path.map(({ name }) => name);
  }
  return null;
}

function findCycle(
  at: Inhibition,
  path: readonly Inhibition[],
  followers: ReadonlyMap<Inhibition, readonly Inhibition[]>,
  done: Set<Inhibition>,
): readonly Inhibition[] | null {
  const before = path.indexOf(at);
  if (before >= 0) return [...path.slice(before), at];
  if (done.has(at)) return null;
  for (const next of followers.get(at) ?? []) {
    const found = findCycle(next, [...path, at], followers, done);
    if (found !== null) return found;
  }
  done.add(at);
  return null;
}

/** Whether one alert may be meant by both, and both say something about the same label. */
function mayMeet(one: readonly Matcher[], other: readonly Matcher[]): boolean {
  const shared = one.flatMap((mine) =>
    other.filter(({ label }) => label === mine.label).map((theirs) => [mine, theirs] as const),
  );
  return shared.length > 0 && shared.every(([mine, theirs]) => agree(mine, theirs));
}

/** Where neither names one value, nothing is known against it. */
function agree(one: Matcher, other: Matcher): boolean {
  const fixed = one.op === '=' ? one : other.op === '=' ? other : null;
  if (fixed !== null) {
    const test = compileMatchers([fixed === one ? other : one]);
    return !test.ok || test.value({ [fixed.label]: fixed.value });
  }
  const words = [...wordsOf(one), ...wordsOf(other)];
  if (words.length === 0) return true;
  const test = compileMatchers([one, other]);
  return !test.ok || words.some((value) => test.value({ [one.label]: value }));
}

/** The values of `a|b|c`; nothing for other expressions. */
function wordsOf({ op, value }: Matcher): string[] {
  return op === '=~' && /^[\w\\.-]+(\|[\w\\.-]+)*$/.test(value) ? value.split('|').map((word) => word.replaceAll('\\', '')) : [];
}
