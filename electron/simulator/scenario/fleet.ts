import { z } from 'zod';
import { DRS_QUOTAS } from '../models/drs';
import { hashOf } from './hash';
import type { Act, GroupSpec, PlanSpec, Scenario, ScenarioInput, ServerSpec } from './schema';

/** A scenario for size. Platform limits hold: at most 100 servers a wave, 20 jobs and 500 servers at work per account and region. */
export const FleetSize = z.strictObject({
  servers: z.coerce.number().int().min(1).max(4_000).default(4_000),
  executions: z.coerce.number().int().min(0).max(100).default(100),
  accounts: z.coerce.number().int().min(1).max(10).default(4),
  regions: z.coerce.number().int().min(1).max(4).default(2),
  /** Waves of each plan. */
  waves: z.coerce.number().int().min(1).max(5).default(2),
});
export type FleetSize = z.infer<typeof FleetSize>;

const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1'] as const;
/** Starts follow each other this closely, so that they do not all fall into one second. */
const START_GAP_SECONDS = 1;
const JOB_SECONDS = 741;
/** A wave may begin while the job before it is still ending, so a place is not filled to its last job. */
const JOBS_AT_ONCE = DRS_QUOTAS.activeJobs - 4;
const SERVERS_AT_ONCE = DRS_QUOTAS.serversInActiveJobs - 100;

/** `fleet` or `fleet?servers=400&executions=20&accounts=2&regions=1&waves=3`; null when it is not a fleet at all. */
export function parseFleetName(name: string): z.ZodSafeParseResult<FleetSize> | null {
  const [kind, query = ''] = name.split('?');
  return kind === 'fleet' ? FleetSize.safeParse(Object.fromEntries(new URLSearchParams(query))) : null;
}

/** Plans split the servers evenly; each plan lives in one account and region and is started once. */
export function fleetScenario(size: FleetSize): ScenarioInput {
  const places = placesOf(size);
  const planCount = Math.max(1, size.executions, Math.ceil(size.servers / (size.waves * DRS_QUOTAS.serversInJob)));
  const servers: ServerSpec[] = [];
  const groups: GroupSpec[] = [];
  const plans: PlanSpec[] = [];
  for (let index = 0; index < planCount; index += 1) {
    const place = places[index % places.length] ?? places[0];
    if (place === undefined) break;
    const count = Math.floor(size.servers / planCount) + (index < size.servers % planCount ? 1 : 0);
    const made = planOf(index, count, size.waves, place, servers.length);
    servers.push(...made.servers);
    groups.push(...made.groups);
    plans.push(made.plan);
  }
  const acts = startsOf(plans.slice(0, size.executions), places, Math.ceil(size.servers / planCount / size.waves), size.waves);
  return { ...FLEET_BASE, targets: targetsOf(size), servers, groups, plans, acts };
}

interface Place {
  readonly accountId: string;
  readonly region: string;
}

function targetsOf(size: FleetSize): Scenario['targets'] {
  return Array.from({ length: size.accounts }, (_, index) => ({
    accountId: accountOf(index),
    accountName: index === 0 ? 'payroll-dr' : `workload-${index + 1}-dr`,
    regions: REGIONS.slice(0, size.regions),
    roleName: 'DRSOrchestrationRole',
    externalId: 'drs-orchestration-cross-account',
  }));
}

function accountOf(index: number): string {
  return index === 0 ? '444455556666' : String(500_000_000_000 + index * 11_111_111_111);
}

function placesOf(size: FleetSize): Place[] {
  return Array.from({ length: size.accounts }, (_, index) => accountOf(index)).flatMap((accountId) =>
    REGIONS.slice(0, size.regions).map((region) => ({ accountId, region })),
  );
}

function planOf(index: number, count: number, waves: number, place: Place, firstServer: number) {
  const name = `app-${String(index + 1).padStart(3, '0')}`;
  const servers = Array.from({ length: count }, (_, n) => serverOf(firstServer + n, name, place));
  const groups: GroupSpec[] = [];
  for (let wave = 0; wave < waves; wave += 1) {
    const ids = servers.filter((_, n) => n % waves === wave).map((server) => server.id);
    if (ids.length === 0) continue;
    groups.push({
      id: uuidOf(`${name}/${wave}`),
      name: `${name}-${wave + 1}`,
      ...place,
      tags: { App: name, Tier: String(wave + 1) },
      serverIds: ids,
      launchConfig: {
        subnetId: `subnet-${hex(name, 17)}`,
        securityGroupIds: [`sg-${hex(`${name}/sg`, 17)}`],
        instanceType: 'm6i.large',
      },
    });
  }
  const plan: PlanSpec = {
    id: uuidOf(name),
    name: `Fleet ${name}`,
    description: '',
    accountId: place.accountId,
    notificationEmail: '',
    waves: groups.map((group, wave) => ({
      name: `Tier ${wave + 1}`,
      group: group.name,
      pauseBefore: false,
      dependsOn: wave === 0 ? [] : [wave - 1],
    })),
  };
  return { servers, groups, plan };
}

function serverOf(number: number, app: string, place: Place): ServerSpec {
  const hostname = `${app}-${String(number).padStart(4, '0')}`;
  const octets = `${Math.floor(number / 65_536) + 1}.${Math.floor(number / 256) % 256}.${number % 256}`;
  return {
    id: `s-${hex(`server ${number}`, 17)}`,
    ...place,
    hostname,
    tags: { Name: hostname, App: app },
    ip: `10.${octets}`,
    recoveryIp: `172.${16 + (number % 16)}.${Math.floor(number / 256) % 256}.${number % 256}`,
    instanceType: 'm6i.large',
    cores: 2,
    ramGiB: 8,
    diskGiB: 100,
    originInstanceId: `i-${hex(`origin ${number}`, 17)}`,
    recoveryInstanceIds: [],
    os: 'Amazon Linux 2023',
  };
}

/** As many at once as a place allows, the rest after those have ended. */
function startsOf(plans: readonly PlanSpec[], places: readonly Place[], serversInWave: number, waves: number): Act[] {
  const atOnce = Math.max(1, Math.min(JOBS_AT_ONCE, Math.floor(SERVERS_AT_ONCE / Math.max(1, serversInWave))));
  const batch = atOnce * places.length;
  return plans.map((plan, index) => {
    const seconds = Math.floor(index / batch) * waves * (JOB_SECONDS + 120) + (index % batch) * START_GAP_SECONDS;
    return {
      at: traceTime(9 * 3600 + seconds),
      by: 'colleague',
      do: 'start',
      plan: plan.name,
      type: 'DRILL',
      initiatedBy: 'load@example.com',
    };
  });
}

function traceTime(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}

function hex(text: string, length: number): string {
  let digits = '';
  for (let part = 0; digits.length < length; part += 1) digits += hashOf(`${text}#${part}`).toString(16).padStart(8, '0');
  return digits.slice(0, length);
}

function uuidOf(text: string): string {
  const digits = hex(text, 32);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** How long the orchestrator takes over its steps, seconds. */
export const usualOrchestrator = {
  worker: 1.2,
  begin: 4.8,
  settle: 2,
  wait: 30,
  poll: 2.6,
  update: 1.4,
  nextWave: 6,
  resume: 5,
  pollerOffset: 30,
};

const FLEET_BASE = {
  name: 'fleet',
  title: 'Fleet',
  description: 'Generated for size: up to 4,000 servers and 100 executions over several accounts and regions.',
  traceStart: '09:00:00',
  traceEnd: '12:00:00',
  platform: { accountId: '111122223333', region: 'us-east-1', projectName: 'aws-drs-orchestration', environment: 'dev' },
  ids: { executions: [], launchJobs: [], terminateJobs: [] },
  launchTimings: {
    '*': { '1': { started: 9, snapshotEnd: 120, launchStart: 480, launched: JOB_SECONDS - 1, servers: {}, end: JOB_SECONDS } },
  },
  spread: 60,
  terminations: [210],
  orchestrator: usualOrchestrator,
} satisfies Partial<ScenarioInput>;
