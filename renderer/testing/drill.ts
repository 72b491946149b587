import {
  type ContextId,
  ExecutionId,
  InstanceId,
  type Instant,
  instantOf,
  JobId,
  ServerId,
} from '../../shared/domain/primitives';
import type {
  Execution,
  ExecutionStatus,
  Participant,
  Phase,
  PhaseSpan,
  ServerCounts,
  Wave,
  WaveStatus,
} from '../../shared/domain/view';

/** Minutes after the wave's start at which its servers pass from phase to phase. */
const SNAPSHOT_AT = 0.2;
const CONVERSION_AT = 2;
const LAUNCH_AT = 8.2;
const LAUNCHED_AT = 11.5;

export interface DrillPlan {
  readonly executionId: string;
  readonly contextId: ContextId;
  readonly planName: string;
  readonly executionType: string;
  readonly startMs: number;
  readonly nowMs: number;
  readonly waves: readonly {
    readonly name: string;
    readonly servers: readonly string[];
    readonly startsAtMin: number;
    readonly pause?: boolean;
  }[];
  /** Name of the server that fails to launch. */
  readonly failing?: string;
  readonly status: ExecutionStatus;
  readonly endedAtMin?: number;
  readonly pausedBeforeWave?: number;
  readonly patch?: Partial<Execution>;
}

/** An execution and its servers as they stand at `nowMs`. */
export function aDrill(plan: DrillPlan): { execution: Execution; participants: Participant[] } {
  const executionId = ExecutionId.parse(plan.executionId);
  const participants = plan.waves.flatMap((wave, waveNumber) =>
    wave.servers.map((name, index) => aParticipant(plan, executionId, waveNumber, name, index)),
  );
  const waves = plan.waves.map((wave, waveNumber) => aWave(plan, wave, waveNumber, participants));
  const endedAt = plan.endedAtMin === undefined ? null : at(plan, plan.endedAtMin);
  const paused = plan.pausedBeforeWave ?? null;
  const execution: Execution = {
    executionId,
    contextId: plan.contextId,
    planId: null,
    planName: plan.planName,
    executionType: plan.executionType,
    status: plan.status,
    detail: [],
    summary: 'Wave 2 Application is converting 5 servers.',
    accountId: '123456789012',
    region: 'us-east-1',
    initiatedBy: 'maria.lopez@example.com',
    startedAt: at(plan, 0),
    endedAt,
    durationSeconds: plan.endedAtMin === undefined ? null : plan.endedAtMin * 60,
    totalWaves: waves.length,
    currentWave: waves.findIndex((wave) => wave.status === 'RUNNING'),
    pausedBeforeWave: paused,
    pausedSince: paused === null ? null : instantOf(plan.nowMs - 4.6 * 60_000),
    errorMessage: null,
    errorCode: null,
    runArn: `arn:aws:states:us-east-1:123456789012:execution:orchestrator:${plan.executionId}`,
    runStatus: 'RUNNING',
    itemStatus: plan.status,
    waves,
    counts: countsOf(participants),
    instancesRunning: participants.flatMap((one) => (one.recoveryInstanceId === null ? [] : [one.recoveryInstanceId])),
    actions: {
      resume: paused === null ? { allowed: false, why: 'It is not paused.' } : { allowed: true, why: null },
      cancel: endedAt === null ? { allowed: true, why: null } : { allowed: false, why: 'It has ended.' },
      terminate: { allowed: endedAt !== null, why: endedAt === null ? 'It still runs.' : null },
      stop: { allowed: false, why: 'The run is not left open.' },
    },
    observedAt: instantOf(plan.nowMs - 4000),
    source: 'dynamodb-executions',
    ...plan.patch,
  };
  return { execution, participants };
}

function aWave(
  plan: DrillPlan,
  wave: DrillPlan['waves'][number],
  waveNumber: number,
  participants: readonly Participant[],
): Wave {
  const members = participants.filter((one) => one.waveNumber === waveNumber);
  const counts = countsOf(members);
  const started = plan.startMs + wave.startsAtMin * 60_000 <= plan.nowMs;
  const status: WaveStatus = !started
    ? 'PENDING'
    : counts.failed > 0
      ? 'FAILED'
      : counts.launched === counts.total
        ? 'COMPLETED'
        : 'RUNNING';
  return {
    waveNumber,
    waveName: wave.name,
    label: `Wave ${waveNumber + 1} ${wave.name}`,
    status,
    pauseBeforeWave: wave.pause ?? false,
    startedAt: started ? at(plan, wave.startsAtMin) : null,
    endedAt: status === 'COMPLETED' || status === 'FAILED' ? at(plan, wave.startsAtMin + 12.5) : null,
    jobId: started ? JobId.parse(`drsjob-${idOf(`${plan.executionId}${waveNumber}`)}`) : null,
    jobStatus: started ? (status === 'COMPLETED' ? 'COMPLETED' : 'STARTED') : null,
    region: 'us-east-1',
    counts,
  };
}

function aParticipant(plan: DrillPlan, executionId: ExecutionId, waveNumber: number, name: string, index: number): Participant {
  const wave = plan.waves[waveNumber];
  const start = wave?.startsAtMin ?? 0;
  const passed = (plan.nowMs - plan.startMs) / 60_000 - start;
  const spread = (index % 7) * 0.17;
  const fails = plan.failing === name;
  const phase = phaseAt(passed, spread, fails);
  const id = idOf(name);
  const since = phase === 'WAITING' ? null : Math.max(0, edgeOf(phase, spread));
  return {
    id: `${executionId}/s-${id}`,
    executionId,
    waveNumber,
    sourceServerId: ServerId.parse(`s-${id}`),
    serverName: name,
    launchStatus:
      phase === 'LAUNCHED' ? 'LAUNCHED' : phase === 'FAILED' ? 'FAILED' : phase === 'LAUNCH' ? 'IN_PROGRESS' : 'PENDING',
    phase,
    phases: spansAt(passed, spread, (minutes) => at(plan, start + minutes)),
    phaseSince: since === null ? null : at(plan, start + since),
    attempt: null,
    recoveryInstanceId: phase === 'LAUNCHED' ? InstanceId.parse(`i-0${idOf(`${name}i`).slice(0, 16)}`) : null,
    instanceType: phase === 'LAUNCHED' ? 'm6i.large' : null,
    privateIp: phase === 'LAUNCHED' ? `10.9.${10 + waveNumber}.${11 + index}` : null,
    rawError:
      phase === 'FAILED'
        ? 'InsufficientFreeAddressesInSubnet: There are not enough free addresses in subnet subnet-0123456789abcdef0 to satisfy the requested number of instances.'
        : null,
    error:
      phase === 'FAILED'
        ? 'No free addresses in subnet-0123456789abcdef0. Free some or change the launch subnet, then run the wave again.'
        : null,
    lastEvent:
      phase === 'WAITING'
        ? null
        : {
            at: at(plan, start + (since ?? 0)),
            event: `${phase === 'FAILED' ? 'LAUNCH_FAILED' : phase === 'LAUNCHED' ? 'LAUNCH_END' : `${phase}_START`}`,
          },
    observedAt: instantOf(plan.nowMs - 4000),
    source: 'drs-jobs',
  };
}

function phaseAt(passed: number, spread: number, fails: boolean): Phase {
  if (passed < SNAPSHOT_AT) return 'WAITING';
  if (passed < CONVERSION_AT + spread / 4) return 'SNAPSHOT';
  if (passed < LAUNCH_AT + spread) return 'CONVERSION';
  if (passed < LAUNCHED_AT + spread) return 'LAUNCH';
  return fails ? 'FAILED' : 'LAUNCHED';
}

function edgeOf(phase: Phase, spread: number): number {
  switch (phase) {
    case 'SNAPSHOT':
      return SNAPSHOT_AT;
    case 'CONVERSION':
      return CONVERSION_AT + spread / 4;
    case 'LAUNCH':
      return LAUNCH_AT + spread;
    default:
      return LAUNCHED_AT + spread;
  }
}

function spansAt(passed: number, spread: number, instant: (minutes: number) => Instant): PhaseSpan[] {
  const edges: readonly (readonly [Phase, number, number])[] = [
    ['SNAPSHOT', SNAPSHOT_AT, CONVERSION_AT + spread / 4],
    ['CONVERSION', CONVERSION_AT + spread / 4, LAUNCH_AT + spread],
    ['LAUNCH', LAUNCH_AT + spread, LAUNCHED_AT + spread],
  ];
  return edges
    .filter(([, from]) => passed >= from)
    .map(([phase, from, to]) => ({ phase, startedAt: instant(from), endedAt: passed >= to ? instant(to) : null }));
}

export function countsOf(participants: readonly Participant[]): ServerCounts {
  const of = (...phases: Phase[]): number => participants.filter((one) => phases.includes(one.phase)).length;
  return {
    total: participants.length,
    waiting: of('WAITING'),
    inProgress: of('SNAPSHOT', 'CONVERSION', 'LAUNCH'),
    launched: of('LAUNCHED'),
    failed: of('FAILED'),
    terminated: of('TERMINATED'),
  };
}

function at(plan: DrillPlan, minutes: number): Instant {
  return instantOf(plan.startMs + minutes * 60_000);
}

/** 17 hexadecimal digits that follow from `text`. */
export function idOf(text: string): string {
  let hash = 0x811c9dc5;
  let digits = '';
  for (let round = 0; digits.length < 17; round += 1) {
    for (const character of `${text}${round}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
    digits += hash.toString(16).padStart(8, '0');
  }
  return digits.slice(0, 17);
}
