import type { Callers } from './callers';
import { seededChance } from './chance';
import { createClock, type SimulatedClock } from './clock';
import { type Cloud, createCloud } from './models/cloud';
import { createFunctions } from './models/runs-functions';
import { scenarioSubnets } from './models/subnets';
import { trailRecord } from './models/trail-record';
import { leavePast } from './past/leave-past';
import { playPast } from './past/play-past';
import type { PlatformCall } from './platform/context';
import { deploySurroundings } from './platform/deployment';
import { createLogGroups, observeFunctions } from './platform/function-logs';
import { measure } from './platform/measure';
import { platformNames } from './platform/names';
import { createPlatform, type Platform } from './platform/platform';
import { switchFault } from './scenario/fault-name';
import { createFaultSwitches, type FaultSwitches } from './scenario/faults';
import { type Operator, type Played, playIncidents, playScript, playSwitches } from './scenario/script';
import { injectSecurity, type SecurityIncident } from './security';
import type { Service } from './service';
import { drsService } from './services/drs';
import { ec2Service } from './services/ec2';
import { lambdaService } from './services/lambda';
import { genericServices } from './services/registry';
import { statesService } from './services/states';
import type { Settings } from './settings';
import type { SignIns } from './sign-ins';
import type { AnsweredCall } from './wire/dispatch';
import { trailCalls } from './wire-trail';
import type { Wall } from './world';

/** One telling of a scenario, from its first instant: everything that "play again" builds anew. */
export interface SimulatedWorld {
  readonly clock: SimulatedClock;
  readonly cloud: Cloud;
  readonly platform: Platform;
  readonly faults: FaultSwitches;
  readonly services: readonly Service[];
  /** Hears of every answered call. */
  readonly trailed: (call: AnsweredCall) => void;
  /** Makes something suspicious happen; answers the calls CloudTrail tells of. */
  readonly inject: (incident: SecurityIncident) => readonly string[];
  /** What people did, and what they were answered. */
  readonly played: readonly Played[];
}

export interface WorldOptions {
  readonly settings: Settings;
  /** Simulated instant of the trace's start, epoch milliseconds. */
  readonly start: number;
  readonly wall: Wall;
  readonly callers: Callers;
  readonly signIns: SignIns;
  readonly endpoint: () => string;
  readonly record: (call: PlatformCall) => void;
  readonly onBug: (problem: unknown) => void;
}

/** A world at its first instant, standing still: `clock.resume()` sets it going. */
export function buildWorld(options: WorldOptions): SimulatedWorld {
  const { settings, wall, callers, signIns } = options;
  const { scenario } = settings;
  const chance = (part: string) => seededChance(`${settings.seed}:${part}`);
  const clock = createClock({ start: options.start, speed: settings.speed, wall, paused: true, onBug: options.onBug });
  const cloud = createCloud({ time: clock, wall, chance: chance('cloud'), faults: settings.wireFaults });
  const faults = createFaultSwitches({ ...scenario.faults, ...settings.platformFaults });
  const functions = createFunctions();
  const { topics, buses, tables, trails } = cloud;
  const names = platformNames(scenario.platform);
  createLogGroups(cloud, names, options.start);
  const platform = createPlatform(scenario, {
    time: clock,
    chance,
    topics,
    // What CloudTrail tells of belongs into its history too.
    buses: { put: (event) => (event.detailType.endsWith(' via CloudTrail') ? trails.put(event) : buses.put(event)) },
    tables,
    functions,
    faults,
    record: options.record,
    invoked: observeFunctions(cloud, names, faults, chance('logs')),
  });
  const { drills, scenario: usual } = settings.past;
  if (drills > 0) leavePast(playPast(usual, { drills, until: options.start, seed: settings.seed }), platform);
  deploySurroundings(scenario, cloud, faults);
  measure(platform, cloud.metrics);
  const played = playScript(scenario, platform, clock, settings.operator);
  const drsAccount = scenario.targets[0]?.accountId ?? scenario.platform.accountId;
  const services = [
    ...genericServices({
      cloud,
      callers,
      signIns,
      time: clock,
      wall,
      endpoint: options.endpoint,
      drsAccount,
      quotas: scenario.quotas,
      chance: chance('services'),
    }),
    drsService({ drs: platform.drs, time: clock, defaultAccount: drsAccount }),
    statesService({ runs: platform.runs, uuid: chance('states').uuid, onStop: (call, arn) => trailStop(platform, call, arn) }),
    lambdaService(functions),
    ec2Service({ drs: platform.drs, subnets: scenarioSubnets(scenario, platform.drs), defaultAccount: drsAccount }),
  ];
  const trailed = trailCalls(cloud.trails, clock, chance('trail'));
  const security = { cloud, clock, names, chance: chance('security') };
  const inject = (incident: SecurityIncident) => injectSecurity(security, incident);
  playIncidents(scenario, clock, inject);
  playSwitches(scenario, clock, (fault, on) =>
    switchFault(fault, on, { wire: settings.wireFaults, platform: (name, wanted) => faults.set(name, wanted) }),
  );
  return { clock, cloud, platform, faults, services, played, trailed, inject };
}

/** Stopping a run is a management call that CloudTrail tells of. */
function trailStop(
  platform: Platform,
  call: Parameters<Parameters<typeof statesService>[0]['onStop']>[0],
  executionArn: string,
): void {
  const { context } = platform;
  const place = { account: context.names.account, region: context.names.region };
  context.buses.put({
    ...place,
    source: 'aws.states',
    detailType: 'AWS API Call via CloudTrail',
    time: context.time.now(),
    resources: [],
    detail: trailRecord(
      place,
      call.caller,
      {
        eventSource: 'states.amazonaws.com',
        eventName: 'StopExecution',
        requestParameters: { executionArn },
        responseElements: null,
      },
      { now: context.time.now(), chance: context.chance },
    ),
  });
}

/** Whether the story has been told: its last instant has passed, and where a person acts, nothing is under way any more. */
export function hasEnded(world: SimulatedWorld, endsAt: number, operator: Operator): boolean {
  if (world.clock.now() < endsAt) return false;
  if (operator === 'script') return true;
  const { executions } = world.platform.context;
  const waits = executions
    .ids()
    .some((id) =>
      ['PENDING', 'RUNNING', 'POLLING', 'PAUSED', 'CANCELLING', 'PAUSE_PENDING'].includes(executions.status(id) ?? ''),
    );
  const works = world.platform.drs
    .regions()
    .some((region) => [...region.jobs.values()].some((job) => job.status !== 'COMPLETED'));
  return !waits && !works;
}
