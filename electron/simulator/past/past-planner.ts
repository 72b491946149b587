import type { DrsPlanner, LaunchCourse, ServerCourse, SourceServer } from '../models/drs-types';
import type { LaunchTiming, Scenario } from '../scenario/schema';
import type { Chance } from '../world';

/** What is said before each earlier drill: how slow it is as a whole (1 as the scenario tells it), and which server it loses. */
export interface PastPlanner extends DrsPlanner {
  begin(drill: { readonly pace: number; readonly lost: string | null }): void;
}

/** Spread of the logarithm of what a wave, and one stretch of one server, takes. */
const WAVE_SPREAD = 0.04;
const SERVER_SPREAD = 0.05;
/** Of launches, tried again by DRS; and of stretches, sticking for a while. */
const RETRIED = 0.02;
const STUCK = 0.015;
const RAW_ERROR = 'Error when launching EC2 instance: InsufficientInstanceCapacity: There is not enough capacity now.';

/** Courses of the launches of earlier drills: around the scenario's own first ones, none like the other. */
export function pastPlanner(scenario: Scenario, chance: Chance): PastPlanner {
  let drill: { readonly pace: number; readonly lost: string | null } = { pace: 1, lost: null };
  return {
    begin(next) {
      drill = next;
    },
    jobId: () => `drsjob-${chance.hex(17)}`,
    instanceId: () => `i-${chance.hex(17)}`,
    termination: () => Math.round((scenario.terminations[0] ?? 200) * 1000 * (0.9 + 0.2 * chance.unit())),
    launch(servers) {
      const timing = firstTiming(scenario, servers);
      const pace = drill.pace * Math.exp(WAVE_SPREAD * bell(chance));
      const courses = new Map(
        servers.map((server) => [server.spec.id, courseOf(server, timing, pace, drill.lost, chance)] as const),
      );
      const last = Math.max(0, ...[...courses.values()].map(({ result }) => result.at));
      const tail = Math.max(5, timing.end - Math.max(timing.launched, ...Object.values(timing.servers)));
      return { startedAt: timing.started * 1000, servers: courses, endAt: last + Math.round(tail * 1000) };
    },
  };
}

function courseOf(
  { spec }: SourceServer,
  timing: LaunchTiming,
  pace: number,
  lost: string | null,
  chance: Chance,
): LaunchCourse['servers'] extends ReadonlyMap<string, infer Course> ? Course : never {
  const launched = timing.servers[spec.id] ?? timing.launched;
  const lasting = (from: number, to: number) =>
    Math.max(1, to - from) * pace * Math.exp(SERVER_SPREAD * bell(chance)) * (chance.unit() < STUCK ? 1.4 + chance.unit() : 1);
  const snapshotEnd = timing.started + lasting(timing.started, timing.snapshotEnd);
  const launchStart = snapshotEnd + lasting(timing.snapshotEnd, timing.launchStart);
  const launch = lasting(timing.launchStart, launched);
  return {
    snapshotEndAt: ms(snapshotEnd),
    launchStartAt: ms(launchStart),
    result: spec.id === lost ? lostAt(launchStart + 0.6 * launch) : launchedAt(launchStart, launch, chance),
  };
}

function lostAt(seconds: number): ServerCourse {
  return { kind: 'fails', stage: 'launch', at: ms(seconds), rawError: RAW_ERROR };
}

function launchedAt(launchStart: number, launch: number, chance: Chance): ServerCourse {
  if (chance.unit() >= RETRIED) return { kind: 'launches', at: ms(launchStart + launch) };
  const failsAt = launchStart + launch * (0.3 + 0.5 * chance.unit());
  const againAt = failsAt + 20 + 40 * chance.unit();
  return {
    kind: 'retries',
    failsAt: ms(failsAt),
    againAt: ms(againAt),
    at: ms(againAt + launch),
    maxAttempts: 3,
    rawError: RAW_ERROR,
  };
}

/** The scenario's timing of the group's first launch. */
function firstTiming(scenario: Scenario, servers: readonly SourceServer[]): LaunchTiming {
  const group = scenario.groups.find(({ serverIds }) => servers[0] !== undefined && serverIds.includes(servers[0].spec.id));
  const byCount = scenario.launchTimings[group?.name ?? '*'] ?? scenario.launchTimings['*'] ?? {};
  const first = Math.min(...Object.keys(byCount).map(Number));
  const timing = byCount[String(first)];
  if (timing === undefined) throw new Error(`Scenario ${scenario.name} has no launch timing for group ${group?.name ?? '*'}`);
  return timing;
}

function ms(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** Standard normal. */
export function bell(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance.unit())) * Math.cos(2 * Math.PI * chance.unit());
}
