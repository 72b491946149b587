import { faultNames } from '../faults';
import { SERVICE_IDS } from '../services/registry';
import { PLATFORM_FAULT_NAMES, PLATFORM_FAULTS } from './faults';
import { loadScenario, SHIPPED } from './load';

export interface Listed {
  /** As it is given to `--scenario`, `--variant` or `--fault`. */
  readonly name: string;
  readonly says: string;
}

export interface ScenarioListing {
  readonly scenarios: readonly (Listed & { readonly variants: readonly Listed[] })[];
  readonly faults: readonly Listed[];
}

/** Everything the simulator can play, for `simulate --list`. */
export function listScenarios(): ScenarioListing {
  const shipped = Object.keys(SHIPPED).flatMap((name) => {
    const loaded = loadScenario(name);
    if (!loaded.ok) return [];
    const variants = Object.entries(loaded.value.variants).map(([letter, { title }]) => ({ name: letter, says: title }));
    return [{ name, says: loaded.value.description, variants }];
  });
  const fleet = {
    name: 'fleet?servers=4000&executions=100&accounts=4&regions=2&waves=2',
    says: 'Generated for size; every part behind the question mark may be left out.',
    variants: [],
  };
  const platform = PLATFORM_FAULT_NAMES.map((name) => {
    const { on, title } = PLATFORM_FAULTS[name];
    return { name, says: on ? `${title} (on by default; no-${name} switches it off)` : title };
  });
  return { scenarios: [...shipped, fleet], faults: [...platform, ...faultNames(SERVICE_IDS)] };
}

/** The same as lines of text. */
export function listText(listing: ScenarioListing = listScenarios()): string {
  const line = (indent: string, { name, says }: Listed) => `${indent}${name.padEnd(18)} ${says}`;
  return [
    'Scenarios',
    ...listing.scenarios.flatMap((scenario) => [
      line('  ', scenario),
      ...scenario.variants.map((variant) => line('    --variant ', variant)),
    ]),
    'Faults',
    ...listing.faults.map((fault) => line('  ', fault)),
    '',
  ].join('\n');
}
