import type { View } from '../../shared/domain/view';
import { aDrill } from './drill';
import { application, database, launchFailed, minutes, payroll, START_MS, viewOf, web } from './payroll-drill';
import { aContext, aJob, aNotice, anInstance, aServer, contextId, keyed, otherContextId } from './world';

/** More than fits: long names, many servers, many executions. */

export function many(wallMs: number): View {
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

/** The running drill with three earlier ones of its plan, its jobs and what it launched so far. */
export function compared(wallMs: number): View {
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

export function load(wallMs: number): View {
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
export function fleet(wallMs: number): View {
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
