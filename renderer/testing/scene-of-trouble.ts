import { type Instant, instantOf } from '../../shared/domain/primitives';
import type { View } from '../../shared/domain/view';
import { minutes } from './payroll-drill';
import { running } from './scenes-of-a-drill';
import { aNotice, anEngine, aServer, aSource, contextId, keyed } from './world';

/** Everything that can be wrong beside a drill, at once. */
export function troubled(wallMs: number): View {
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

function before(nowMs: number, min: number): Instant {
  return instantOf(nowMs - min * 60_000);
}
