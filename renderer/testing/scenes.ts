import { type Instant, instantOf, ServerId } from '../../shared/domain/primitives';
import type { Execution, Participant, View } from '../../shared/domain/view';
import { aDrill, type DrillPlan, idOf } from './drill';
import { history } from './history';
import {
  aContext,
  aJob,
  allTheSources,
  aNotice,
  anEngine,
  anInstance,
  aPlan,
  aServer,
  aSource,
  contextId,
  emptyView,
  keyed,
  otherContextId,
} from './world';

/** Moments of drills worth looking at. Each is a whole view at one standing moment. */

const START_MS = Date.parse('2026-03-14T09:00:01.000Z');
const database = ['db-01', 'db-02', 'db-03'];
const application = ['app-01', 'app-02', 'app-03', 'app-04', 'app-05'];
const web = ['web-01', 'web-02', 'web-03', 'web-04'];
const E1 = '7b1f6e0a-7f42-4a52-9c39-5e1f0f4e7a01';

function minutes(n: number): number {
  return START_MS + n * 60_000;
}

const threeWaves: DrillPlan['waves'] = [
  { name: 'Database', servers: database, startsAtMin: 0.1 },
  { name: 'Application', servers: application, startsAtMin: 12.6 },
  { name: 'Web', servers: web, startsAtMin: 1000, pause: true },
];

function payroll(nowMin: number, change: Partial<DrillPlan>): ReturnType<typeof aDrill> {
  return aDrill({
    executionId: E1,
    contextId,
    planName: 'Payroll DR',
    executionType: 'DRILL',
    startMs: START_MS,
    nowMs: minutes(nowMin),
    waves: threeWaves,
    status: 'RUNNING',
    ...change,
  });
}

function viewOf(
  nowMs: number,
  wallMs: number,
  drills: readonly { execution: Execution; participants: Participant[] }[],
  change: Partial<View> = {},
): View {
  const servers = [...database, ...application, ...web].map((name) => aServer(name, nowMs));
  return {
    ...emptyView,
    engine: { engine: anEngine(nowMs, wallMs) },
    contexts: keyed([aContext(contextId, 'Payroll rehearsal')], (one) => one.contextId),
    sources: keyed(allTheSources(nowMs), (one) => one.id),
    servers: keyed(servers, (one) => one.sourceServerId),
    plans: keyed(
      [
        aPlan(
          'Payroll DR',
          servers.map((one) => one.sourceServerId),
          nowMs,
        ),
      ],
      (one) => one.planId,
    ),
    executions: keyed(
      drills.map((one) => one.execution),
      (one) => one.executionId,
    ),
    participants: keyed(
      drills.flatMap((one) => one.participants),
      (one) => one.id,
    ),
    ...change,
  };
}

const launchFailed = (nowMs: number, ago: number) =>
  aNotice('n-a03', 'CRITICAL', 'app-03 failed to launch', nowMs, ago, { sourceServerId: ServerId.parse(`s-${idOf('app-03')}`) });

function running(wallMs: number): View {
  return viewOf(minutes(20.9), wallMs, [payroll(20.9, {})]);
}

function failed(wallMs: number): View {
  const now = minutes(25.4);
  const drill = payroll(25.4, {
    failing: 'app-03',
    status: 'FAILED',
    endedAtMin: 25.2,
    patch: {
      detail: ['siblings-still-launching'],
      summary: 'Wave 2 Application failed: app-03 did not launch. Its siblings are still launching.',
      errorCode: 'WAVE_LAUNCH_FAILED',
    },
  });
  const notices = [
    launchFailed(now, 0.6),
    aNotice('n-e1', 'CRITICAL', 'Payroll DR failed at wave 2 Application', now, 0.2, {
      kind: 'execution-failed',
      body: '1 server failed to launch.',
    }),
  ];
  return viewOf(now, wallMs, [drill], { notices: keyed(notices, (one) => one.noticeId) });
}

function paused(wallMs: number): View {
  const now = minutes(29.9);
  const drill = payroll(29.9, { status: 'PAUSED', pausedBeforeWave: 2, patch: { summary: 'Wave 3 Web waits for approval.' } });
  const waits = aNotice('n-pause', 'HIGH', 'Wave 3 Web waits for approval', now, 4.6, {
    kind: 'execution-paused',
    body: 'Waves 1 and 2 have launched 8 servers.',
    nextStep: 'Check the launched servers, then resume.',
  });
  const done = aNotice('n-old', 'CRITICAL', 'app-03 failed to launch', now, 44, {
    resolvedAt: instantOf(now - 60_000),
    resolvedBecause: 'app-03 launched in a later execution.',
  });
  return viewOf(now, wallMs, [drill], { notices: keyed([waits, done], (one) => one.noticeId) });
}

function completed(wallMs: number): View {
  const drill = payroll(60, {
    waves: [...threeWaves.slice(0, 2), { name: 'Web', servers: web, startsAtMin: 40, pause: true }],
    status: 'COMPLETED',
    endedAtMin: 51.9,
    patch: { summary: 'All 12 servers launched.', runStatus: 'SUCCEEDED' },
  });
  const view = viewOf(minutes(60), wallMs, [drill]);
  return {
    ...view,
    engine: {
      engine: anEngine(minutes(60), wallMs, {
        busy: false,
        rehearsal: { scenario: 'payroll-drill', variant: null, operator: 'script', ended: true },
      }),
    },
  };
}

function recovery(wallMs: number): View {
  const now = minutes(20.9);
  const real = payroll(20.9, { executionType: 'RECOVERY', contextId: otherContextId });
  const view = viewOf(now, wallMs, [real]);
  return {
    ...view,
    engine: { engine: anEngine(now, wallMs, { rehearsal: null }) },
    contexts: keyed(
      [
        aContext(otherContextId, 'payroll-prod', {
          environment: 'production',
          colour: 'orange',
          rehearsal: false,
          region: 'eu-west-1',
          profile: 'payroll-prod',
        }),
      ],
      (one) => one.contextId,
    ),
  };
}

function many(wallMs: number): View {
  const fleet = (prefix: string, n: number) =>
    Array.from(
      { length: n },
      (_, index) => `${prefix}-${String(index + 1).padStart(3, '0')}-eu-frankfurt-payments-clearing.internal`,
    );
  const big = payroll(23.9, {
    planName: 'Payments clearing and settlement, Frankfurt region, including all of the archive',
    waves: [
      { name: 'Database', servers: fleet('db', 30), startsAtMin: 0.1 },
      { name: 'Application servers of settlement', servers: fleet('app', 50), startsAtMin: 12.6 },
      { name: 'Web', servers: fleet('web', 20), startsAtMin: 1000, pause: true },
    ],
    failing: 'app-006-eu-frankfurt-payments-clearing.internal',
  });
  const second = payroll(20, {
    executionId: '0c9d3f51-1111-4a52-9c39-5e1f0f4e7a02',
    planName: 'Ledger DR',
    contextId: otherContextId,
    executionType: 'DRILL',
  });
  const view = viewOf(minutes(23.9), wallMs, [big, second]);
  return {
    ...view,
    contexts: keyed(
      [aContext(contextId, 'Payroll rehearsal'), aContext(otherContextId, 'Ledger rehearsal', { colour: 'grape' })],
      (one) => one.contextId,
    ),
    notices: keyed(
      [aNotice('n-long', 'CRITICAL', 'app-006-eu-frankfurt-payments-clearing.internal failed to launch', minutes(23.9), 0.4)],
      (one) => one.noticeId,
    ),
  };
}

function troubled(wallMs: number): View {
  const view = running(wallMs);
  const now = minutes(20.9);
  const denied = {
    code: 'not-permitted',
    message: 'The policy of this profile does not allow it.',
    next: 'Add drs:DescribeRecoveryInstances to the role, or go on without it.',
    action: 'drs:DescribeRecoveryInstances',
    resource: '*',
  } as const;
  const gone = {
    code: 'unreachable',
    message: 'states.us-east-1.amazonaws.com does not answer.',
    next: 'Check the network; the next attempt follows by itself.',
    action: null,
    resource: null,
  } as const;
  const sources = [
    ...Object.values(view.sources),
    aSource('drs-recovery-instances', 'DRS', 'DRS recovery instances', now, null, { state: 'not-permitted', error: denied }),
    aSource('sfn-runs', 'SFN', 'Step Functions runs', now, 312, { state: 'failing', error: gone, latencyMs: null }),
  ];
  const w02 = aServer('web-02', now, {
    replicationState: 'STALLED',
    replicationError: 'AGENT_NOT_SEEN',
    lagSeconds: 2044,
    backlogBytes: 48_300_000,
  });
  const noticed = aNotice('n-stall', 'HIGH', 'Replication of web-02 stalled', now, 12, {
    kind: 'replication-stalled',
    executionId: null,
    body: 'Payroll DR cannot start: 1 server.',
    nextStep: 'Check the agent on web-02.',
  });
  return {
    ...view,
    engine: {
      engine: anEngine(now, wallMs, {
        warnings: [
          {
            code: 'key-file',
            message: 'Secrets are kept in a key file.',
            next: 'Set TOCSIN_PASSPHRASE or run where a key store answers.',
          },
        ],
      }),
    },
    sources: keyed(sources, (one) => one.id),
    servers: { ...view.servers, [w02.sourceServerId]: w02 },
    plans: keyed(
      Object.values(view.plans).map((plan) => ({
        ...plan,
        ready: false,
        readiness: 'cannot start: 1 server',
        blockingServerIds: [w02.sourceServerId],
        obstacles: [
          {
            code: 'server-not-ready' as const,
            short: '1 server',
            message: '1 server cannot be recovered: replication is stalled. Repair replication first.',
            serverIds: [w02.sourceServerId],
          },
        ],
      })),
      (one) => one.planId,
    ),
    notices: keyed([noticed], (one) => one.noticeId),
    malformed: {
      m1: {
        id: 'm1',
        contextId,
        receivedAt: before(now, 2),
        reason: 'Not JSON.',
        sizeBytes: 48_211,
        excerpt: '<html><body>502 Bad Gateway</body></html>',
      },
    },
  };
}

function idle(wallMs: number): View {
  const view = viewOf(minutes(0), wallMs, []);
  return { ...view, engine: { engine: anEngine(minutes(0), wallMs, { busy: false, rehearsal: null }) } };
}

/** The running drill with three earlier ones of its plan, its jobs and what it launched so far. */
function compared(wallMs: number): View {
  const now = minutes(20.9);
  const earlier = (id: string, daysAgo: number, slowerMin: number) =>
    aDrill({
      executionId: id,
      contextId,
      planName: 'Payroll DR',
      executionType: 'DRILL',
      startMs: START_MS - daysAgo * 86_400_000,
      nowMs: START_MS - daysAgo * 86_400_000 + 90 * 60_000,
      waves: [
        { name: 'Database', servers: database, startsAtMin: 0.1 },
        { name: 'Application', servers: application, startsAtMin: 13 + slowerMin },
        { name: 'Web', servers: web, startsAtMin: 30 + 2 * slowerMin, pause: true },
      ],
      status: 'COMPLETED',
      endedAtMin: 44 + 2 * slowerMin,
    });
  const drill = payroll(20.9, {});
  const view = viewOf(now, wallMs, [drill, earlier('past-1', 30, 0), earlier('past-2', 60, 1.5), earlier('past-3', 90, 0.5)]);
  const jobs = drill.execution.waves.flatMap((wave) =>
    wave.jobId === null
      ? []
      : [
          aJob(
            wave.jobId,
            drill,
            wave,
            drill.participants.filter((one) => one.waveNumber === wave.waveNumber),
          ),
        ],
  );
  const instances = drill.participants.flatMap((one) => (one.recoveryInstanceId === null ? [] : [anInstance(one, now)]));
  return {
    ...view,
    jobs: keyed(jobs, (one) => one.jobId),
    instances: keyed(instances, (one) => one.recoveryInstanceId),
    notices: keyed([launchFailed(now, 0.6)], (one) => one.noticeId),
  };
}

function load(wallMs: number): View {
  const drills = Array.from({ length: 100 }, (_, n) =>
    payroll(23.9, {
      executionId: `load-${n}`,
      planName: `Plan ${n}`,
      waves: [{ name: 'All', servers: Array.from({ length: 40 }, (_, index) => `srv-${n}-${index}`), startsAtMin: 0.1 + n / 10 }],
      status: n < 20 ? 'RUNNING' : 'COMPLETED',
      ...(n < 20 ? {} : { endedAtMin: 23 }),
    }),
  );
  const servers = Array.from({ length: 4000 }, (_, n) => aServer(`srv-${n}`, minutes(23.9), { lagSeconds: n % 90 }));
  return viewOf(minutes(23.9), wallMs, drills, { servers: keyed(servers, (one) => one.sourceServerId) });
}

/** One execution with 4,000 servers in three waves, in the midst of the second. */
function fleet(wallMs: number): View {
  const names = (prefix: string, n: number): string[] => Array.from({ length: n }, (_, index) => `${prefix}-${index + 1}`);
  const drill = payroll(20.9, {
    waves: [
      { name: 'Database', servers: names('db', 1000), startsAtMin: 0.1 },
      { name: 'Application', servers: names('app', 2000), startsAtMin: 12.6 },
      { name: 'Web', servers: names('web', 1000), startsAtMin: 1000, pause: true },
    ],
  });
  const servers = drill.participants.map((one) => aServer(one.serverName, minutes(20.9)));
  return viewOf(minutes(20.9), wallMs, [drill], { servers: keyed(servers, (one) => one.sourceServerId) });
}

function before(nowMs: number, min: number): Instant {
  return instantOf(nowMs - min * 60_000);
}

export const scenes: Readonly<Record<string, (wallMs: number) => View>> = {
  running,
  failed,
  paused,
  completed,
  recovery,
  many,
  troubled,
  idle,
  load,
  fleet,
  compared,
  history,
};
