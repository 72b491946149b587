import { seededChance } from '../chance';
import { createClock, type SimulatedClock } from '../clock';
import type { DrsPlanner } from '../models/drs-types';
import { createPlatform, type Platform } from '../platform/platform';
import { createFaultSwitches } from '../scenario/faults';
import type { Scenario } from '../scenario/schema';
import type { Item } from '../world';

/** The platform and DRS in virtual time, without the wire: nobody listens, and the clock goes where it is told to. */
export interface StagedPlatform {
  readonly clock: SimulatedClock;
  readonly platform: Platform;
}

/**
 * Deploys the platform of `scenario` on a clock that stands at `start` (epoch ms). Its faults are those it has as deployed; `planner`
 * says how launches go.
 */
export function stagePlatform(
  scenario: Scenario,
  options: { readonly start: number; readonly seed: string; readonly planner: DrsPlanner },
): StagedPlatform {
  const clock = createClock({ start: options.start, speed: 1 });
  const tables = new Map<string, Map<string, Item>>();
  const keys = new Map<string, readonly string[]>();
  const idOf = (name: string, item: Item) => JSON.stringify(keys.get(name)?.map((key) => item[key]));
  const platform = createPlatform(scenario, {
    time: clock,
    chance: (part) => seededChance(`${options.seed}:${part}`),
    planner: options.planner,
    faults: createFaultSwitches({}),
    functions: { register: () => undefined },
    record: () => undefined,
    invoked: () => undefined,
    topics: { create: (account, region, name) => `arn:aws:sns:${region}:${account}:${name}`, publish: () => 'message' },
    buses: { put: () => 'event' },
    tables: {
      create({ name, hash, range }) {
        tables.set(name, new Map());
        keys.set(name, range === undefined ? [hash] : [hash, range]);
      },
      put: (_account, _region, name, item) => void tables.get(name)?.set(idOf(name, item), item),
      get: (_account, _region, name, key) => tables.get(name)?.get(idOf(name, key)) ?? null,
      remove: (_account, _region, name, key) => void tables.get(name)?.delete(idOf(name, key)),
    },
  });
  return { clock, platform };
}
