import type { DrsPlanner, LaunchCourse, ServerCourse, SourceServer } from '../models/drs-types';
import type { Chance } from '../world';
import type { LaunchTiming, Scenario } from './schema';

/**
 * Courses of DRS jobs as the scenario tells them. Reactive: which timing holds depends on how often the group was launched,
 * and a launch fails for as long as its cause is there, whoever starts it and whenever.
 */
export function scenarioPlanner(scenario: Scenario, chance: Chance): DrsPlanner {
  const ids = { LAUNCH: [...scenario.ids.launchJobs], TERMINATE: [...scenario.ids.terminateJobs] };
  const terminations = [...scenario.terminations];
  const launchesOfGroup = new Map<string, number>();

  return {
    jobId: (type) => ids[type].shift() ?? `drsjob-${chance.hex(17)}`,
    instanceId: (server) => server.spec.recoveryInstanceIds[server.launches - 1] ?? `i-${chance.hex(17)}`,
    termination: () => 1000 * ((terminations.length > 1 ? terminations.shift() : terminations[0]) ?? 0),
    launch(servers) {
      const group =
        scenario.groups.find((each) => servers[0] !== undefined && each.serverIds.includes(servers[0].spec.id))?.name ?? '*';
      const count = (launchesOfGroup.get(group) ?? 0) + 1;
      launchesOfGroup.set(group, count);
      return courseOf(scenario, timingOf(scenario, group, count), servers, chance);
    },
  };
}

/** The timing of a group's `count`th launch: its own entry, else the one of the highest count below. */
function timingOf(scenario: Scenario, group: string, count: number): LaunchTiming {
  const byCount = scenario.launchTimings[group] ?? scenario.launchTimings['*'] ?? {};
  const known = Object.keys(byCount)
    .map(Number)
    .filter((each) => each <= count);
  const timing = byCount[String(Math.max(...known))];
  if (timing === undefined) throw new Error(`Scenario ${scenario.name} has no launch timing for group ${group}`);
  return timing;
}

function courseOf(scenario: Scenario, timing: LaunchTiming, servers: readonly SourceServer[], chance: Chance): LaunchCourse {
  const earlier = () => Math.round(chance.unit() * scenario.spread * 1000);
  const entries = servers.map((server) => {
    const launchedAt = (timing.servers[server.spec.id] ?? timing.launched) * 1000;
    const result = resultOf(scenario, server, launchedAt - earlier());
    const course = {
      snapshotEndAt: timing.snapshotEnd * 1000 - earlier(),
      launchStartAt: timing.launchStart * 1000 - earlier(),
      result,
    };
    return [server.spec.id, course] as const;
  });
  return { startedAt: timing.started * 1000, servers: new Map(entries), endAt: timing.end * 1000 };
}

function resultOf(scenario: Scenario, server: SourceServer, launchedAt: number): ServerCourse {
  const failure = scenario.launchFailures.find(
    (each) => each.server === server.spec.id && (each.inSubnet ?? server.launch.subnetId) === server.launch.subnetId,
  );
  if (failure !== undefined) return { kind: 'fails', stage: failure.stage, at: failure.after * 1000, rawError: failure.rawError };
  // `launches` counts those already begun; this is the next one.
  const transient = scenario.transientFailures.find(
    (each) => each.server === server.spec.id && each.launch === server.launches + 1,
  );
  if (transient === undefined) return { kind: 'launches', at: launchedAt };
  return {
    kind: 'retries',
    failsAt: transient.after * 1000,
    againAt: transient.againAfter * 1000,
    at: Math.max(launchedAt, transient.againAfter * 1000),
    maxAttempts: transient.maxAttempts,
    rawError: transient.rawError,
  };
}
