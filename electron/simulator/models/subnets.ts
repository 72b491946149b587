import type { Scenario } from '../scenario/schema';
import type { Drs } from './drs';
import type { Place } from './metrics';

export interface Subnet {
  readonly id: string;
  readonly cidr: string;
  /** Addresses that no instance has. */
  readonly free: number;
}

/** Subnets that recoveries launch into. */
export interface Subnets {
  list(place: Place): readonly Subnet[];
}

/** A /24 without the five addresses AWS keeps. */
const ROOM = 251;

/**
 * The subnets a scenario names. One in which launches fail has room for all servers but those that fail, so whoever counts
 * beforehand sees it coming.
 */
export function scenarioSubnets(scenario: Scenario, drs: Drs): Subnets {
  const regionOf = ({ account, region }: Place) =>
    drs.regions().find((each) => each.account === account && each.region === region);
  const capacity = (id: string): number => {
    const failing = scenario.launchFailures.filter(({ inSubnet }) => inSubnet === id).length;
    if (failing === 0) return ROOM;
    const groups = scenario.groups.filter(({ launchConfig }) => launchConfig.subnetId === id);
    return Math.max(0, groups.reduce((sum, { serverIds }) => sum + serverIds.length, 0) - failing);
  };
  return {
    list: (place) => {
      const region = regionOf(place);
      if (region === undefined) return [];
      const groups = scenario.groups.filter((group) => group.accountId === place.account && group.region === place.region);
      const fixed = scenario.acts.flatMap((act) =>
        act.do === 'fix-launch-config' && groups.some(({ name }) => name === act.group) ? [act.subnetId] : [],
      );
      const ids = [...new Set([...groups.map(({ launchConfig }) => launchConfig.subnetId), ...fixed])].sort();
      return ids.map((id, index) => {
        const used = [...region.instances.values()].filter(({ subnetId }) => subnetId === id).length;
        return { id, cidr: `10.9.${10 + index * 10}.0/24`, free: Math.max(0, capacity(id) - used) };
      });
    },
  };
}
