import { faultNames } from '../faults';
import { SERVICE_IDS } from '../services/registry';
import { PLATFORM_FAULT_NAMES } from './faults';
import { offsetMs, type Scenario } from './schema';

/** What a scenario names but does not have, or what runs backwards: one sentence each, with the place. */
export function brokenReferences(scenario: Scenario): string[] {
  return [...places(scenario), ...members(scenario), ...timings(scenario), ...acts(scenario), ...switches(scenario)];
}

function places({ targets, servers, groups, plans }: Scenario): string[] {
  const known = new Set(targets.flatMap(({ accountId, regions }) => regions.map((region) => `${accountId} ${region}`)));
  const accounts = new Set(targets.map((target) => target.accountId));
  return [
    ...servers.flatMap((each, index) => missing(known, `${each.accountId} ${each.region}`, `servers[${index}]`, 'target')),
    ...groups.flatMap((each, index) => missing(known, `${each.accountId} ${each.region}`, `groups[${index}]`, 'target')),
    ...plans.flatMap((each, index) => missing(accounts, each.accountId, `plans[${index}].accountId`, 'target')),
  ];
}

function members({ servers, groups, plans, launchFailures, transientFailures, replication }: Scenario): string[] {
  const ids = new Set(servers.map((server) => server.id));
  const names = new Set(groups.map((group) => group.name));
  return [
    ...groups.flatMap((group, index) =>
      group.serverIds.flatMap((id) => missing(ids, id, `groups[${index}].serverIds`, 'server')),
    ),
    ...plans.flatMap((plan, index) => plan.waves.flatMap((wave) => missing(names, wave.group, `plans[${index}].waves`, 'group'))),
    ...launchFailures.flatMap((each, index) => missing(ids, each.server, `launchFailures[${index}]`, 'server')),
    ...transientFailures.flatMap((each, index) => missing(ids, each.server, `transientFailures[${index}]`, 'server')),
    ...replication.flatMap((each, index) => missing(ids, each.server, `replication[${index}]`, 'server')),
  ];
}

/** Every group needs a timing for its first launch, and the steps of a job follow each other. */
function timings({ groups, launchTimings }: Scenario): string[] {
  const unknown = groups
    .filter((group) => (launchTimings[group.name] ?? launchTimings['*'])?.['1'] === undefined)
    .map((group) => `launchTimings has no first launch of group ${group.name}`);
  const backwards = Object.entries(launchTimings).flatMap(([group, byCount]) =>
    Object.entries(byCount).flatMap(([count, { started, snapshotEnd, launchStart, launched, servers, end }]) => {
      const last = Math.max(launched, ...Object.values(servers));
      const isInOrder = started < snapshotEnd && snapshotEnd < launchStart && launchStart < launched && last <= end;
      return isInOrder ? [] : [`launchTimings.${group}.${count} does not go started, snapshotEnd, launchStart, launched, end`];
    }),
  );
  return [...unknown, ...backwards];
}

function switches({ switches: all }: Scenario): string[] {
  const known = new Set<string>([...PLATFORM_FAULT_NAMES, ...faultNames(SERVICE_IDS).map(({ name }) => name)]);
  return all.flatMap(({ fault }, index) => missing(known, fault, `switches[${index}]`, 'fault'));
}

function acts(scenario: Scenario): string[] {
  const plans = new Set(scenario.plans.map((plan) => plan.name));
  const groups = new Set(scenario.groups.map((group) => group.name));
  return scenario.acts.flatMap((act, index) => {
    const place = `acts[${index}]`;
    if (offsetMs(scenario, act.at) < 0) return [`${place}.at is before the trace starts`];
    if (act.do === 'start') return missing(plans, act.plan, `${place}.plan`, 'plan');
    return act.do === 'fix-launch-config' ? missing(groups, act.group, `${place}.group`, 'group') : [];
  });
}

function missing(known: ReadonlySet<string>, wanted: string, place: string, kind: string): string[] {
  return known.has(wanted) ? [] : [`${place} names ${kind} ${wanted}, which the scenario does not have`];
}
