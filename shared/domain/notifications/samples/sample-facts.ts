import { ContextId, ExecutionId, type Instant, instantOf, PlanId, ServerId } from '../../primitives';
import type { ExecutionFacts, NotificationEvent, ServerFacts, WaveFacts } from '../event';

/** The Payroll DR drill as its people would see it: the first execution fails in wave 2, the second pauses before wave 3 and completes. */

/** A moment of the drill's day, from `09:25:14`. */
export function moment(time: string): Instant {
  return instantOf(Date.parse(`2026-03-14T${time}Z`));
}

export const failedExecution = ExecutionId.parse('0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60');
export const completedExecution = ExecutionId.parse('5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31');
const subnetError =
  "InsufficientFreeAddressesInSubnet: There are not enough free addresses in subnet 'subnet-0123456789abcdef0' to satisfy the requested number of instances.";

const tiers = [
  { label: 'Wave 1 Database', prefix: 'db', short: 'd', count: 3 },
  { label: 'Wave 2 Application', prefix: 'app', short: 'a', count: 5 },
  { label: 'Wave 3 Web', prefix: 'web', short: 'w', count: 4 },
] as const;

/** Where an event of the drill happened. */
export const place = {
  contextId: ContextId.parse('payroll-prod@us-east-1'),
  contextName: 'payroll-prod',
  environment: 'production',
  accountId: '444455556666',
  region: 'us-east-1',
} as const satisfies Partial<NotificationEvent>;

export const plan = {
  planId: PlanId.parse('7c1d2e3f-4a5b-4c6d-8e7f-901234567890'),
  planName: 'Payroll DR',
} as const satisfies Partial<NotificationEvent>;

type Standing = 'waiting' | 'launching' | 'launched' | 'failed';

export function sampleServer(waveNumber: number, index: number, standing: Standing): ServerFacts {
  const tier = tiers[waveNumber] ?? tiers[0];
  const number = `0${index + 1}`;
  const hasLaunched = standing === 'launched';
  return {
    id: ServerId.parse(`s-0a1b2c3d4e5f60${tier.short}${number}`),
    name: `${tier.prefix}-${number}`,
    waveNumber,
    phase: { waiting: 'WAITING', launching: 'LAUNCH', launched: 'LAUNCHED', failed: 'FAILED' }[standing],
    launchStatus: { waiting: 'PENDING', launching: 'IN_PROGRESS', launched: 'LAUNCHED', failed: 'FAILED' }[standing],
    error: standing === 'failed' ? 'no free addresses in subnet-0123456789abcdef0' : null,
    rawError: standing === 'failed' ? subnetError : null,
    recoveryInstanceId: hasLaunched ? `i-0f1e2d3c4b5a6${tier.short}${number}` : null,
    instanceType: hasLaunched ? 'm6i.large' : null,
    privateIp: hasLaunched ? `10.9.${20 + waveNumber}.${41 + index}` : null,
    replicationState: 'CONTINUOUS',
    lagSeconds: 0,
  };
}

export function sampleWave(number: number, standing: Standing, startedAt: string | null, endedAt: string | null): WaveFacts {
  const tier = tiers[number] ?? tiers[0];
  const failed = standing === 'failed' ? 1 : 0;
  const isOver = standing === 'failed' || standing === 'launched';
  return {
    number,
    label: tier.label,
    status: { waiting: 'PENDING', launching: 'RUNNING', launched: 'COMPLETED', failed: 'FAILED' }[standing],
    startedAt: startedAt === null ? null : moment(startedAt),
    endedAt: endedAt === null ? null : moment(endedAt),
    total: tier.count,
    launched: isOver ? tier.count - failed : 0,
    failed,
  };
}

/** In a failed wave it is its third server that fails. */
function serversOf(number: number, standing: Standing): ServerFacts[] {
  const tier = tiers[number] ?? tiers[0];
  return Array.from({ length: tier.count }, (_, index) =>
    sampleServer(number, index, standing === 'failed' && index !== 2 ? 'launched' : standing),
  );
}

interface Course {
  readonly id: ExecutionId;
  readonly status: string;
  readonly summary: string;
  readonly waves: readonly [Standing, Standing, Standing];
  readonly change?: Partial<ExecutionFacts>;
}

const failedTimes = { startedAt: '09:00:00', waves: ['09:00:06', '09:12:20', '09:12:44', '09:26:40', null, null] } as const;
const completedTimes = {
  startedAt: '09:45:00',
  waves: ['09:45:06', '09:57:10', '09:57:31', '10:10:10', '10:25:05', '10:36:40'],
} as const;

/** One execution of the drill at a point of its course. */
export function sampleExecution({ id, status, summary, waves, change = {} }: Course): ExecutionFacts {
  const time = id === completedExecution ? completedTimes : failedTimes;
  const facts = waves.map((standing, number) => {
    const startedAt = standing === 'waiting' ? null : (time.waves[number * 2] ?? null);
    const endedAt = standing === 'launched' || standing === 'failed' ? (time.waves[number * 2 + 1] ?? null) : null;
    return sampleWave(number, standing, startedAt, endedAt);
  });
  const servers = waves.flatMap((standing, number) => serversOf(number, standing));
  const failedFirst = [...servers].sort((a, b) => Number(b.phase === 'FAILED') - Number(a.phase === 'FAILED'));
  const launched = servers.filter(({ phase }) => phase === 'LAUNCHED').length;
  return {
    id,
    type: 'DRILL',
    status,
    detail: [],
    summary,
    startedAt: moment(time.startedAt),
    endedAt: null,
    durationSeconds: null,
    initiatedBy: 'dana@example.com',
    errorMessage: null,
    totalWaves: 3,
    currentWave: facts.find((wave) => wave.status === 'RUNNING' || wave.status === 'FAILED')?.number ?? null,
    pausedBeforeWave: null,
    total: servers.length,
    launched,
    failed: servers.filter(({ phase }) => phase === 'FAILED').length,
    instancesRunning: launched,
    waves: facts,
    servers: failedFirst,
    serversOmitted: 0,
    ...change,
  };
}

export const sampleExcerpt: NotificationEvent['logExcerpt'] = [
  { at: moment('09:20:50'), text: 'LAUNCH_START app-03' },
  { at: moment('09:24:50'), text: `LAUNCH_FAILED app-03: ${subnetError}` },
];
