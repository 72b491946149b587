import type { Severity } from '../../notice';
import { ContextId, type Instant, instantOf } from '../../primitives';
import type { FindingDraft } from '../draft';
import type { FindingAspect, FindingFamily, FoundSeries } from '../finding';
import type { Fleet, Shared } from './fleet';

/** What the series of a fleet are, in words of a sentence, and how each is found in the metric store. */
export interface FleetScene {
  /** Engine clock. */
  readonly at: Instant;
  readonly family: FindingFamily;
  readonly aspect: FindingAspect;
  readonly severity: Severity;
  /** `replication lag`. */
  readonly what: string;
  /** Several of what the series are of: `servers`. */
  readonly plural: string;
  /** What to do first. */
  readonly next: string;
  seriesOf(key: string): FoundSeries | null;
}

const MOST_MEMBERS = 50;

/** How people speak of what members share: `in subnet-0a`, `of plan Payroll DR`. */
const sharedWords: ReadonlyMap<string, (value: string) => string> = new Map([
  ['context', (value) => `in ${value}`],
  ['account', (value) => `in account ${value}`],
  ['region', (value) => `in ${value}`],
  ['zone', (value) => `in zone ${value}`],
  ['subnet', (value) => `in ${value.startsWith('subnet') ? value : `subnet ${value}`}`],
  ['plan', (value) => `of plan ${value}`],
  ['wave', (value) => `of wave ${value}`],
  ['replicationServer', (value) => `behind replication server ${value}`],
  ['agentVersion', (value) => `with agent ${value}`],
  ['instanceType', (value) => `of type ${value}`],
  ['os', (value) => `with ${value}`],
]);

/** What a label means in a sentence: `in subnet-0a`. */
export function sayShared({ label, value }: Pick<Shared, 'label' | 'value'>): string {
  return sharedWords.get(label)?.(value) ?? `with ${label} ${value}`;
}

/** One finding for a fleet. Its subject is the same whenever the same series go off together again. */
export function findingOfFleet(fleet: Fleet, scene: FleetScene): FindingDraft {
  const { shared, members, watched, sinceMs } = fleet;
  const series = members.slice(0, MOST_MEMBERS).flatMap(({ key, score }) => {
    const found = scene.seriesOf(key);
    return found === null ? [] : [{ series: found, score }];
  });
  const contexts = new Set(series.map((member) => member.series.contextId));
  const [context] = contexts;
  const { what, plural } = scene;
  return {
    subject: `fleet:${fleet.fleetId}`,
    family: scene.family,
    method: 'fleet',
    aspect: scene.aspect,
    severity: scene.severity,
    score: members[0]?.score ?? 0,
    title: `${capital(what)} of ${members.length} of ${watched} ${plural} is unusual at once`,
    summary: `${explained(fleet, plural)} By chance ${sayExpected(fleet.expectedByChance)} would be.`,
    nextStep:
      shared === null
        ? `They share nothing the others do not have: look at what is common to all. ${scene.next}`
        : `Look first at what they share, ${sayShared(shared)}. ${scene.next}`,
    since: instantOf(sinceMs),
    lastAt: scene.at,
    contextId: contexts.size === 1 && context !== undefined && context !== '' ? ContextId.parse(context) : null,
    executionId: null,
    sourceServerId: null,
    planName: shared?.label === 'plan' ? shared.value : null,
    series: null,
    members: series,
    memberCount: members.length,
    evidence: {
      value: members.length,
      unit: 'Count',
      expected: { low: 0, high: fleet.expectedByChance },
      points: [],
      facts: factsOf(fleet, plural),
    },
  };
}

function explained({ shared, members }: Fleet, plural: string): string {
  if (shared === null) return `The ${members.length} have no subnet, plan, type or version of their own in common.`;
  const of = shared.members === members.length ? `All ${members.length} are` : `${shared.members} of the ${members.length} are`;
  return `${of} ${sayShared(shared)}, where ${shared.watched} ${plural} are watched.`;
}

function factsOf({ shared, members, everMembers, watched, expectedByChance }: Fleet, plural: string): string[] {
  const facts = [`${members.length} of ${watched} ${plural} are off; by chance ${sayExpected(expectedByChance)} would be.`];
  if (shared !== null) {
    const [others, otherWatched] = [members.length - shared.members, watched - shared.watched];
    facts.push(`${shared.members} of ${shared.watched} ${sayShared(shared)} are off, ${others} of ${otherWatched} elsewhere.`);
    if (shared.alike.length > 0) facts.push(`The same ${plural} are ${shared.alike.map(sayShared).join(', ')}.`);
  }
  if (everMembers.length > members.length) facts.push(`${everMembers.length} were off at some time since it began.`);
  return facts;
}

function sayExpected(expected: number): string {
  return expected < 1 ? 'less than one' : `about ${Math.round(expected)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
