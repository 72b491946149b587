import { seededChance } from '../../../electron/simulator/chance';
import type { DrsPlanner, LaunchCourse, ServerCourse, SourceServer } from '../../../electron/simulator/models/drs-types';
import { bell } from '../../../electron/simulator/past/past-planner';
import { usualOrchestrator } from '../../../electron/simulator/scenario/fleet';
import { Scenario } from '../../../electron/simulator/scenario/schema';
import type { Chance } from '../../../electron/simulator/world';

/**
 * One imagined organisation: a plan, its servers, how long things take there and how that changes. Nothing of this is told to the
 * forecast; it shares no code and no constant with it.
 */
export interface Estate {
  readonly scenario: Scenario;
  readonly planner: DrsPlanner;
  /** What is the matter with the next execution; call before it starts. */
  plan(drill: number): DrillFaults;
  /** Seconds of an ordinary wave here, to choose moments of asking by. */
  readonly waveSeconds: number;
  readonly traits: Readonly<Record<string, string | number>>;
}

export interface DrillFaults {
  /** A server of a later wave stops replicating so many seconds after the start. */
  readonly stall: { readonly serverId: string; readonly afterSeconds: number } | null;
  /** Jobs of others fill the account so many seconds after the start, for so long. */
  readonly crowd: { readonly afterSeconds: number } | null;
  /** Seconds a person takes to approve each pause. */
  readonly approvalSeconds: number;
}

const ACCOUNT = '444455556666';
const REGION = 'us-east-1';
const TYPES = ['c6i.large', 'm6i.large', 'm6i.xlarge', 'r6i.xlarge', 'r6i.2xlarge'];
const SYSTEMS = ['Amazon Linux 2023', 'Windows Server 2019', 'Red Hat Enterprise Linux 8'];
export const CROWD = 24;

interface Lasting {
  readonly snapshot: number;
  readonly conversion: number;
  readonly launch: number;
}

export function anEstate(seed: string): Estate {
  const chance = seededChance(seed);
  const shape = seededChance(`${seed}:shape`);
  const waves = 1 + Math.floor(shape.unit() * 4);
  const sizes = Array.from({ length: waves }, () => Math.max(1, Math.min(40, Math.round(Math.exp(1.2 + 0.9 * bell(shape))))));
  const usual: Lasting = {
    snapshot: 100 * Math.exp(0.35 * bell(shape)),
    conversion: 380 * Math.exp(0.3 * bell(shape)),
    launch: 200 * Math.exp(0.3 * bell(shape)),
  };
  const hasPause = waves > 1 && shape.unit() < 0.3;
  const scenario = scenarioOf(seed, sizes, hasPause, shape);
  const own = new Map<string, Lasting>();
  for (const { id, instanceType, os, diskGiB } of scenario.servers) {
    const kind = 0.12 * TYPES.indexOf(instanceType) - 0.2 + (os.startsWith('Windows') ? 0.25 : 0);
    const size = 0.25 * Math.log(diskGiB / 150);
    own.set(id, {
      snapshot: Math.exp(size + 0.12 * bell(shape)),
      conversion: Math.exp(kind + 0.5 * size + 0.15 * bell(shape)),
      launch: Math.exp(0.5 * kind + 0.12 * bell(shape)),
    });
  }
  const drift = driftOf(shape);
  const noise = 0.05 + 0.1 * shape.unit();
  const waveNoise = 0.03 + 0.12 * shape.unit();
  const dayNoise = 0.04 + 0.14 * shape.unit();
  const failing = 0.04 + 0.14 * shape.unit();
  let day = 0;
  let doomed: {
    readonly serverId: string;
    readonly stage: 'snapshot' | 'conversion' | 'launch';
    readonly hangs: boolean;
  } | null = null;

  const planner: DrsPlanner = {
    jobId: () => `drsjob-${chance.hex(17)}`,
    instanceId: () => `i-${chance.hex(17)}`,
    termination: () => 200_000,
    launch(servers) {
      if (servers.every(({ spec }) => spec.hostname.startsWith('other'))) return crowdCourse(servers, chance);
      const wave = {
        snapshot: waveNoise * heavy(chance, 5),
        conversion: waveNoise * heavy(chance, 5),
        launch: waveNoise * heavy(chance, 5),
      };
      const started = 6 + 8 * chance.unit();
      const courses = new Map(servers.map((server) => [server.spec.id, courseOf(server, started, wave)] as const));
      const ends = [...courses.values()].map(({ result }) => result.at);
      return {
        startedAt: Math.round(started * 1000),
        servers: courses,
        endAt: Math.max(...ends) + Math.round(1000 * (5 + 25 * chance.unit())),
      };
    },
  };

  function courseOf(
    server: SourceServer,
    started: number,
    wave: Lasting,
  ): LaunchCourse['servers'] extends ReadonlyMap<string, infer C> ? C : never {
    const times = own.get(server.spec.id) ?? { snapshot: 1, conversion: 1, launch: 1 };
    const stretch = (name: keyof Lasting) => {
      // Once in a hundred stretches something sticks, and comes loose by itself.
      const stuck = chance.unit() < 0.01 ? 1.5 + 4 * chance.unit() : 1;
      return usual[name] * times[name] * stuck * Math.exp(day + wave[name] + noise * heavy(chance, 3));
    };
    const snapshotEnd = started + stretch('snapshot');
    const launchStart = snapshotEnd + stretch('conversion');
    const launch = stretch('launch');
    const at = (seconds: number) => Math.round(Math.min(seconds, 60_000) * 1000);
    const timing = { snapshotEndAt: at(snapshotEnd), launchStartAt: at(launchStart) };
    return { ...timing, result: resultOf(server, { started, snapshotEnd, launchStart, launch }, at) };
  }

  function resultOf(
    server: SourceServer,
    times: { readonly started: number; readonly snapshotEnd: number; readonly launchStart: number; readonly launch: number },
    at: (seconds: number) => number,
  ): ServerCourse {
    const isStalled = server.replication.state === 'STALLED' && chance.unit() < 0.6;
    if (isStalled || doomed?.serverId === server.spec.id) {
      const stage = isStalled ? 'snapshot' : (doomed?.stage ?? 'launch');
      const from = stage === 'snapshot' ? times.started : stage === 'conversion' ? times.snapshotEnd : times.launchStart;
      const usualHere = stage === 'snapshot' ? usual.snapshot : stage === 'conversion' ? usual.conversion : usual.launch;
      const hangs = doomed?.hangs === true ? 2 + 5 * chance.unit() : 0.1 + 1.2 * chance.unit();
      return {
        kind: 'fails',
        stage,
        at: at(from + usualHere * hangs),
        rawError: 'InsufficientInstanceCapacity: no capacity now.',
      };
    }
    const end = times.launchStart + times.launch;
    if (chance.unit() > 0.012) return { kind: 'launches', at: at(end) };
    const failsAt = times.launchStart + times.launch * chance.unit();
    const againAt = failsAt + 20 + 60 * chance.unit();
    return {
      kind: 'retries',
      failsAt: at(failsAt),
      againAt: at(againAt),
      at: at(againAt + times.launch * Math.exp(noise * heavy(chance, 3))),
      maxAttempts: 3,
      rawError: 'InsufficientFreeAddressesInSubnet: none left.',
    };
  }

  return {
    scenario,
    planner,
    waveSeconds: usual.snapshot + usual.conversion + usual.launch,
    traits: { waves, servers: sizes.reduce((sum, size) => sum + size, 0), drift: drift.name, pauses: hasPause ? 1 : 0 },
    plan(drill) {
      day = drift.at(drill) + dayNoise * heavy(chance, 4);
      const later = scenario.groups.slice(1).flatMap(({ serverIds }) => serverIds);
      const all = scenario.groups.flatMap(({ serverIds }) => serverIds);
      const isDoomed = chance.unit() < failing;
      const stage = (['snapshot', 'conversion', 'launch', 'launch'] as const)[Math.floor(chance.unit() * 4)] ?? 'launch';
      doomed = isDoomed ? { serverId: pick(all, chance), stage, hangs: chance.unit() < 0.5 } : null;
      const ordinary = usual.snapshot + usual.conversion + usual.launch;
      const stalls = later.length > 0 && chance.unit() < 0.05;
      const crowds = later.length > 0 && chance.unit() < 0.04;
      return {
        stall: stalls ? { serverId: pick(later, chance), afterSeconds: ordinary * chance.unit() } : null,
        crowd: crowds ? { afterSeconds: ordinary * (0.2 + 0.8 * chance.unit()) } : null,
        approvalSeconds: 120 + 2_000 * chance.unit(),
      };
    },
  };
}

/** How the pace of an organisation changes from drill to drill: most of what the forecast was never told of. */
function driftOf(shape: Chance): { readonly name: string; readonly at: (drill: number) => number } {
  const kind = shape.unit();
  if (kind < 0.4) return { name: 'none', at: () => 0 };
  if (kind < 0.6) {
    const each = (shape.unit() < 0.5 ? -1 : 1) * (0.015 + 0.025 * shape.unit());
    return { name: 'trend', at: (drill) => each * drill };
  }
  if (kind < 0.85) {
    const [when, size] = [6 + Math.floor(shape.unit() * 12), (shape.unit() < 0.3 ? -1 : 1) * (0.15 + 0.3 * shape.unit())];
    return { name: 'step', at: (drill) => (drill >= when ? size : 0) };
  }
  const size = 0.1 + 0.15 * shape.unit();
  return { name: 'waves', at: (drill) => size * Math.sin(drill / 2.5) };
}

function scenarioOf(seed: string, sizes: readonly number[], hasPause: boolean, shape: Chance): Scenario {
  let number = 0;
  const serverOf = (hostname: string) => {
    number += 1;
    return {
      id: `s-${shape.hex(17)}`,
      accountId: ACCOUNT,
      region: REGION,
      hostname,
      tags: { Name: hostname },
      ip: `10.1.${number >> 8}.${number & 255}`,
      recoveryIp: `10.9.${number >> 8}.${number & 255}`,
      instanceType: pick(TYPES, shape),
      cores: 2,
      ramGiB: 8,
      diskGiB: Math.round(150 * Math.exp(0.8 * bell(shape))) + 10,
      originInstanceId: `i-${shape.hex(17)}`,
      os: pick(SYSTEMS, shape),
    };
  };
  const members = sizes.map((size, wave) => Array.from({ length: size }, (_, index) => serverOf(`w${wave + 1}-${index + 1}`)));
  const others = Array.from({ length: CROWD }, (_, index) => serverOf(`other-${index + 1}`));
  const groups = members.map((servers, wave) => ({
    id: shape.uuid(),
    name: `Tier ${wave + 1}`,
    accountId: ACCOUNT,
    region: REGION,
    serverIds: servers.map(({ id }) => id),
    launchConfig: {
      subnetId: `subnet-${shape.hex(17)}`,
      securityGroupIds: [],
      instanceType: servers[0]?.instanceType ?? 'm6i.large',
    },
  }));
  return Scenario.parse({
    name: `estate-${seed}`,
    title: seed,
    description: '',
    traceStart: '09:00:00',
    traceEnd: '10:00:00',
    platform: { accountId: '111122223333', region: REGION, projectName: 'aws-drs-orchestration', environment: 'dev' },
    targets: [{ accountId: ACCOUNT, accountName: 'dr', regions: [REGION], roleName: 'DRSOrchestrationRole', externalId: 'x' }],
    servers: [...members.flat(), ...others],
    groups,
    plans: [
      {
        id: shape.uuid(),
        name: `Plan ${seed}`,
        description: '',
        accountId: ACCOUNT,
        waves: groups.map(({ name }, wave) => ({ name, group: name, pauseBefore: hasPause && wave === groups.length - 1 })),
      },
    ],
    ids: { executions: [], launchJobs: [], terminateJobs: [] },
    launchTimings: {},
    spread: 0,
    terminations: [200],
    orchestrator: usualOrchestrator,
    acts: [],
  });
}

function crowdCourse(servers: readonly SourceServer[], chance: Chance): LaunchCourse {
  const end = Math.round(1000 * (300 + 1_500 * chance.unit()));
  const course = { snapshotEndAt: end / 4, launchStartAt: end / 2, result: { kind: 'launches', at: end - 1_000 } as const };
  return { startedAt: 5_000, servers: new Map(servers.map(({ spec }) => [spec.id, course])), endAt: end };
}

function pick<T>(from: readonly T[], chance: Chance): T {
  const found = from[Math.floor(chance.unit() * from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

/** Student's t. */
function heavy(chance: Chance, freedom: number): number {
  let squares = 0;
  for (let turn = 0; turn < freedom; turn += 1) squares += bell(chance) ** 2;
  return bell(chance) / Math.sqrt(squares / freedom);
}
