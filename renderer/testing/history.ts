import { InstanceId, instantOf, PlanId, ServerId } from '../../shared/domain/primitives';
import type { InstanceView, View } from '../../shared/domain/view';
import { aDrill, idOf } from './drill';
import { aContext, allTheSources, aNotice, anEngine, aPlan, aServer, contextId, emptyView, keyed } from './world';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-03-14T09:24:00.000Z');
const plans = ['Payroll DR', 'Ledger DR', 'Payments clearing and settlement, Frankfurt region'];
const regions = ['us-east-1', 'eu-central-1', 'ap-southeast-2'];
const tiers = ['db', 'app', 'web'];

/** A quarter of a year of drills of three plans: some slow, one failed, one runs; what dashboards are made for. */
export function history(wallMs: number): View {
  const drills = plans.flatMap((planName, plan) =>
    Array.from({ length: 6 - plan }, (_, back) => {
      const startMs = NOW_MS - (back === 0 && plan === 0 ? 0 : (back * 14 + plan * 3 + 1) * DAY_MS) - 22 * 60_000;
      const runs = back === 0 && plan === 0;
      const slow = back === 0 || (plan === 0 && back === 1) ? 9 : back % 3;
      const fails = plan === 1 && back === 2;
      return aDrill({
        executionId: `history-${plan}-${back}`,
        contextId,
        planName,
        executionType: back === 5 ? 'RECOVERY' : 'DRILL',
        startMs,
        nowMs: runs ? NOW_MS : startMs + 90 * 60_000,
        waves: tiers.map((tier, wave) => ({
          name: tier === 'db' ? 'Database' : tier === 'app' ? 'Application' : 'Web',
          servers: Array.from({ length: 3 + wave }, (__, n) => `${tier}-${plan}${n}`),
          startsAtMin: wave * (13 + slow),
        })),
        ...(fails ? { failing: 'app-11' } : {}),
        status: runs ? 'RUNNING' : fails ? 'FAILED' : 'COMPLETED',
        ...(runs ? {} : { endedAtMin: 36 + slow * 2 + plan * 9 + (back % 2) * 3 }),
        patch: {
          planId: PlanId.parse(`plan-${idOf(planName)}`),
          region: regions[plan] ?? 'us-east-1',
          ...(runs ? {} : { runStatus: 'SUCCEEDED' }),
        },
      });
    }),
  );
  const servers = plans.flatMap((_, plan) =>
    tiers.flatMap((tier, wave) =>
      Array.from({ length: 3 + wave }, (__, n) =>
        aServer(`${tier}-${plan}${n}`, NOW_MS, {
          region: regions[plan] ?? 'us-east-1',
          lagSeconds: plan === 1 && n === 2 ? 940 : n * 4,
          ...(plan === 2 && n === 0 && wave === 0 ? { replicationState: 'STALLED', lagSeconds: null } : {}),
        }),
      ),
    ),
  );
  const notices = Array.from({ length: 18 }, (_, n) =>
    aNotice(
      `n-${n}`,
      n % 5 === 0 ? 'CRITICAL' : n % 2 === 0 ? 'HIGH' : 'MEDIUM',
      `Replication of app-${n} stalled`,
      NOW_MS,
      n * 61 + 2,
      {
        ...(n > 2 ? { resolvedAt: instantOf(NOW_MS - n * 3_000_000), resolvedBecause: 'It goes on.' } : {}),
      },
    ),
  );
  const left = Array.from(
    { length: 4 },
    (_, n): InstanceView => ({
      recoveryInstanceId: InstanceId.parse(`i-0${idOf(`left-${n}`).slice(0, 16)}`),
      sourceServerId: ServerId.parse(`s-${idOf(`app-1${n}`)}`),
      jobId: null,
      accountId: '123456789012',
      region: 'eu-central-1',
      isDrill: true,
      ec2State: 'RUNNING',
      failbackState: null,
      pointInTimeAt: null,
      contextId,
      executionId: drills[6]?.execution.executionId ?? null,
      serverName: `app-1${n}`,
      observedAt: instantOf(NOW_MS),
      source: 'drs-recovery-instances',
    }),
  );
  return {
    ...emptyView,
    engine: { engine: anEngine(NOW_MS, wallMs) },
    contexts: keyed([aContext(contextId, 'Payroll rehearsal')], (one) => one.contextId),
    sources: keyed(allTheSources(NOW_MS), (one) => one.id),
    servers: keyed(servers, (one) => one.sourceServerId),
    instances: keyed(left, (one) => one.recoveryInstanceId),
    notices: keyed(notices, (one) => one.noticeId),
    plans: keyed(
      plans.map((name, plan) =>
        aPlan(
          name,
          servers.filter(({ region }) => region === regions[plan]).map((one) => one.sourceServerId),
          NOW_MS,
          plan === 2 ? { ready: false, readiness: 'cannot start: 1 server' } : {},
        ),
      ),
      (one) => one.planId,
    ),
    executions: keyed(
      drills.map(({ execution }) => execution),
      (one) => one.executionId,
    ),
    participants: keyed(
      drills.flatMap(({ participants }) => participants),
      (one) => one.id,
    ),
  };
}
