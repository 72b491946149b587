import type { Candidate } from './candidates';
import type { PastLaunch, Pattern, Trait } from './pattern';

interface Parts {
  readonly candidate: Candidate;
  readonly launches: readonly PastLaunch[];
  readonly sequences: readonly Candidate[];
  readonly pValue: number;
  readonly qValue: number;
}

const MOST_SERVERS = 20;
const MOST_IDS = 200;
/** A sequence precedes failures where so many of them had it, and so few of the launches that went well. */
const MOST_OF_THEM = 0.6;
const FEW_OTHERS = 0.2;

/** A pattern with its figures, from the launches that have its trait. */
export function patternOf({ candidate, launches, sequences, pValue, qValue }: Parts): Pattern {
  const { trait, alike } = candidate;
  const having = new Set(candidate.launches);
  const within = launches.filter((_, place) => having.has(place));
  const failed = within.filter((launch) => launch.failed);
  const all = launches.filter((launch) => launch.failed).length;
  const [of, elsewhere] = [within.length, launches.length - within.length];
  const failedElsewhere = all - failed.length;
  const contextId = launches[0]?.contextId ?? '';
  return {
    patternId: `${contextId} ${JSON.stringify(trait)}`,
    traits: [trait],
    contextId,
    within: { failures: failed.length, of },
    elsewhere: { failures: failedElsewhere, of: elsewhere },
    executions: new Set(failed.map(({ executionId }) => executionId)).size,
    lift: failed.length / of / (all / launches.length),
    odds: ((failed.length + 0.5) * (elsewhere - failedElsewhere + 0.5)) / ((of - failed.length + 0.5) * (failedElsewhere + 0.5)),
    pValue,
    qValue,
    alike,
    precededBy: trait.type === 'sequence' ? trait.events : precedingOf(having, launches, sequences),
    error: mostCommon(failed),
    servers: [...new Set(failed.map(({ serverName }) => serverName))].sort().slice(0, MOST_SERVERS),
    serverIds: [...new Set(within.map(({ serverId }) => serverId))].sort().slice(0, MOST_IDS),
    firstMs: failed.reduce((least, { atMs }) => Math.min(least, atMs), Number.POSITIVE_INFINITY),
    lastMs: failed.reduce((most, { atMs }) => Math.max(most, atMs), Number.NEGATIVE_INFINITY),
  };
}

/** The sequence that most of these failures had and few launches that went well, the more telling first, then the longer. */
function precedingOf(
  having: ReadonlySet<number>,
  launches: readonly PastLaunch[],
  sequences: readonly Candidate[],
): readonly string[] {
  const failures = [...having].filter((place) => launches[place]?.failed === true).length;
  const well = launches.filter(({ failed }) => !failed).length;
  let best: { readonly trait: Trait; readonly gap: number } | null = null;
  for (const { trait, launches: places } of sequences) {
    let [hits, others] = [0, 0];
    for (const place of places) {
      if (launches[place]?.failed !== true) others += 1;
      else if (having.has(place)) hits += 1;
    }
    const [share, otherShare] = [hits / failures, well === 0 ? 0 : others / well];
    if (share < MOST_OF_THEM || otherShare > FEW_OTHERS) continue;
    const gap = share - otherShare;
    if (best === null || gap > best.gap || (gap === best.gap && lengthOf(trait) > lengthOf(best.trait))) best = { trait, gap };
  }
  return best?.trait.type === 'sequence' ? best.trait.events : [];
}

function lengthOf(trait: Trait): number {
  return trait.type === 'sequence' ? trait.events.length : 0;
}

function mostCommon(failed: readonly PastLaunch[]): Pattern['error'] {
  const counts = new Map<string, number>();
  for (const { error } of failed) if (error !== null) counts.set(error, (counts.get(error) ?? 0) + 1);
  const [most] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return most === undefined ? null : { text: most[0], count: most[1] };
}
