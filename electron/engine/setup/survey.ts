import type { ConsoleEvent } from '../../../shared/domain/events';
import type { ContextId } from '../../../shared/domain/primitives';
import type { Discovered, Unread } from '../../../shared/domain/setup/discovered';
import { planOf, type Step } from '../../../shared/domain/setup/plan';
import { progressOf, type SetupProgress, wishesOf } from '../../../shared/domain/setup/progress';
import { readsOf, type SetupRead } from '../../../shared/domain/setup/reads';
import type { Resource, Seen } from '../../../shared/domain/setup/resource';
import { decide, type Home, type Offered, wantedOf } from '../../../shared/domain/setup/wanted';
import type { Place, SetupWishes } from '../../../shared/domain/setup/wishes';
import type { ConsoleState } from '../../../shared/domain/state';
import { namesToRead, usualNames } from '../aws/platform-names';
import { placesOf } from '../sources/places';
import { discover } from './discover';
import { look } from './drivers';
import { listOurs } from './ours';
import type { Room } from './room';

/** What an account holds, what a set-up would do there, and how far the last one has come. */
export interface Survey {
  readonly discovered: Discovered;
  readonly wishes: SetupWishes;
  readonly reads: SetupRead[];
  readonly plan: Step[];
  /** What could not be looked at while the plan was made. */
  readonly unread: Unread[];
  readonly progress: SetupProgress | null;
}

export interface Known {
  readonly state: ConsoleState;
  /** Of set-ups of this context, newest first. */
  readonly events: readonly ConsoleEvent[];
}

/** Looks at everything and plans. Reads only. Without wishes, those of the last set-up. */
export async function surveyOf(
  room: Room,
  given: SetupWishes | null,
  { state, events }: Known,
): Promise<Survey & { readonly wanted: readonly Resource[] }> {
  const { contextId, aws, home, siteOf, explain } = room;
  const wishes = given ?? wishesOf(events);
  const discovered = await discover({ aws, site: await siteOf(home), home, state, contextId, explain });
  const decided = decide(wishes, offeredBy(discovered, home));
  const wanted = wantedOf(decided, home);
  const places = placesToSearch(room, { state, events }, decided.forwardFrom);
  const seen = await lookAtAll(wanted, room);
  const ours = await listOurs({ home, places, siteOf, explain, seen });
  const plan = planOf(wanted, seen, ours.resources);
  const reads = readsOf(wishes, discovered, usualNames(aws.platform, home), namesToRead(aws.platform, home));
  return { discovered, wishes, reads, wanted, plan, unread: ours.unread, progress: progressOf(events) };
}

function offeredBy(discovered: Discovered, home: Home): Offered {
  const matching = (found: Discovered['topics']) => found.items.flatMap(({ arn, matches }) => (matches ? [arn] : []));
  return {
    topics: matching(discovered.topics),
    stateMachines: matching(discovered.stateMachines),
    places: discovered.drsPlaces.filter((place) => !isSame(place, home)),
  };
}

/** Wherever something of ours may stand: where it is wanted, where DRS is used, and where a set-up of before has been. */
export function placesToSearch(
  { contextId, home }: { readonly contextId: ContextId; readonly home: Home },
  { state, events }: Known,
  wanted: readonly Place[] = [],
): readonly Place[] {
  const before = events.flatMap((event) =>
    event.type === 'setup.began' ? event.steps.flatMap(({ id }) => placeOfRule(id) ?? []) : [],
  );
  const all = [...wanted, ...placesOf(state, contextId), ...before].filter((place) => !isSame(place, home));
  return [...new Map(all.map(({ accountId, region }) => [`${accountId}/${region}`, { accountId, region }])).values()];
}

function placeOfRule(arn: string): Place | null {
  const [, region, accountId] = /^arn:[^:]+:events:([^:]+):(\d{12}):rule\//.exec(arn) ?? [];
  return region === undefined || accountId === undefined ? null : { accountId, region };
}

function isSame(one: Place, other: Place): boolean {
  return one.accountId === other.accountId && one.region === other.region;
}

async function lookAtAll(wanted: readonly Resource[], { siteOf, explain }: Room): Promise<Map<string, Seen>> {
  const seen = await Promise.all(
    wanted.map(async (resource): Promise<Seen> => {
      try {
        return await look(resource, await siteOf(resource));
      } catch (error) {
        const { message, action, resource: on } = explain(error);
        return { kind: 'unknown', why: message, action, resource: on };
      }
    }),
  );
  return new Map(wanted.map(({ id }, index) => [id, seen[index] ?? { kind: 'absent' }]));
}
