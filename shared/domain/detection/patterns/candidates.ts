import type { Steps } from '../../../lib/steps';
import type { PastLaunch, Trait } from './pattern';
import { commonSequences } from './sequences';

/** A trait with the launches that have it, as places in the list of launches, rising. */
export interface Candidate {
  readonly trait: Trait;
  readonly launches: readonly number[];
  /** Other traits of exactly the same launches. */
  readonly alike: readonly Trait[];
}

/** A trait of fewer launches, or of all but fewer, is not looked at: it could not be told from chance. */
const FEWEST_LAUNCHES = 4;
const MOST_ALIKE = 5;

/**
 * Everything that launches may share and that is worth a test. What is chosen here does not depend on which of them failed, so that the
 * number of tests is what it seems. Traits of the same launches are one candidate: the first by `order`, then the shorter sequence.
 */
export function* candidatesOf(launches: readonly PastLaunch[]): Steps<readonly Candidate[]> {
  const byLaunches = new Map<string, { trait: Trait; launches: readonly number[]; alike: Trait[] }>();
  const shared = attributes(launches);
  yield;
  const sequences = yield* commonSequences(launches, FEWEST_LAUNCHES);
  for (const [trait, having] of [...shared, ...sequences]) {
    if (having.length < FEWEST_LAUNCHES || launches.length - having.length < FEWEST_LAUNCHES) continue;
    yield;
    const key = having.join(' ');
    const held = byLaunches.get(key);
    if (held === undefined) byLaunches.set(key, { trait, launches: having, alike: [] });
    else if (held.alike.length < MOST_ALIKE && held.trait.type === trait.type) held.alike.push(trait);
  }
  return [...byLaunches.values()];
}

/** Which of several names for the same launches is the one to say; what is not listed comes behind. */
const order = ['subnet', 'instanceType', 'agentVersion', 'os', 'zone', 'region', 'server', 'wave', 'plan', 'hour', 'weekday'];

function attributes(launches: readonly PastLaunch[]): readonly (readonly [Trait, readonly number[]])[] {
  const byName = new Map<string, Map<string, number[]>>();
  for (const [place, launch] of launches.entries()) {
    for (const [name, value] of Object.entries(launch.attributes)) {
      const values = byName.get(name) ?? new Map<string, number[]>();
      byName.set(name, values);
      const having = values.get(value);
      if (having === undefined) values.set(value, [place]);
      else having.push(place);
    }
  }
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...byName]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap(([name, values]) =>
      [...values]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([value, having]): [Trait, number[]] => [{ type: 'attribute', name, value }, having]),
    );
}
