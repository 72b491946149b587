import { Finding, type FoundSeries } from '../../shared/domain/detection/finding';
import { instantOf } from '../../shared/domain/primitives';
import type { View } from '../../shared/domain/view';
import { idOf } from './drill';
import { application, database, minutes, payroll, viewOf, web } from './payroll-drill';
import { contextId, keyed } from './world';

export const NOW_MIN = 25.4;
const MINUTE = 60_000;
const servers = [...database, ...application, ...web];

export function lagOf(name: string): FoundSeries {
  return { metric: 'ServerLag', contextId, labels: { server: `s-${idOf(name)}` } };
}

/** A lag that rises out of its band, of the `n`th server; in minutes before now. */
export function aFinding(n: number, change: Partial<Finding> = {}): Finding {
  const nowMs = minutes(NOW_MIN);
  const name = servers[n % servers.length] ?? 'app-01';
  const openedMs = nowMs - (6 + n * 3) * MINUTE;
  const since = openedMs - 4 * MINUTE;
  return Finding.parse({
    findingId: `series/ServerLag/${contextId}/server=${name}-${n}@${instantOf(since)}`,
    subject: `series/ServerLag/${contextId}/server=${name}-${n}`,
    family: 'replication-lag',
    method: 'stream',
    aspect: 'level',
    severity: 'MEDIUM',
    score: 0.962,
    peakScore: 0.981,
    title: `Replication lag of ${name} is far above what is usual`,
    summary: 'It rises since a quarter of an hour, and was never above 2 min in the last week.',
    nextStep: 'Open the server: look at its replication state, the network to the staging subnet, and the load on its disks.',
    openedAt: instantOf(openedMs),
    since: instantOf(since),
    lastAt: instantOf(nowMs - 20_000),
    endedAt: null,
    endedBecause: null,
    contextId,
    executionId: null,
    sourceServerId: `s-${idOf(name)}`,
    planName: 'Payroll DR',
    series: lagOf(name),
    members: [],
    memberCount: 0,
    evidence: {
      value: 862,
      unit: 'Seconds',
      expected: { low: 0, high: 118 },
      points: Array.from({ length: 60 }, (_, index) => {
        const atMs = openedMs + (index - 54) * MINUTE;
        const over = Math.max(0, atMs - since) / MINUTE;
        return {
          at: instantOf(atMs),
          value: 55 + 30 * Math.sin(index / 4) + 14 * ((index * 7) % 5) * 0.4 + over * 84,
          low: 0,
          high: 112 + 8 * Math.sin(index / 11),
        };
      }),
      facts: ['Its backlog grew by 3.1 GB in the same time.', 'No other server of its staging subnet deviates.'],
    },
    policy: { alerts: false, why: 'Replication lag becomes an alert once it has lasted 15 minutes.' },
    feedback: null,
    ...change,
  });
}

/** Findings of each family and method, open and ended. */
export function someFindings(): readonly Finding[] {
  const now = minutes(NOW_MIN);
  const at = (minutesAgo: number) => instantOf(now - minutesAgo * MINUTE);
  const plain = { series: null, sourceServerId: null, members: [], memberCount: 0 };
  return [
    aFinding(0, {
      severity: 'HIGH',
      score: 0.993,
      policy: { alerts: true, why: 'Replication lag of db-01 has lasted 18 minutes; from 15 on it is an alert.' },
    }),
    aFinding(5, {
      subject: 'fleet/replication-lag/staging-subnet',
      findingId: `fleet/replication-lag/staging-subnet@${at(14)}`,
      method: 'fleet',
      title: '9 of 12 servers replicate later than usual since 09:11',
      summary: 'They share the staging subnet subnet-0a1b; the others do not deviate.',
      sourceServerId: null,
      series: null,
      memberCount: 9,
      members: servers.slice(0, 9).map((name, index) => ({ series: lagOf(name), score: 0.99 - index * 0.006 })),
      evidence: { value: 9, unit: 'Count', expected: null, points: [], facts: ['Staging subnet subnet-0a1b', 'us-east-1a'] },
    }),
    aFinding(20, {
      ...plain,
      findingId: `execution/rto@${at(4)}`,
      subject: 'execution/rto',
      family: 'objective-at-risk',
      method: 'forecast',
      aspect: 'outlook',
      severity: 'HIGH',
      score: 0.72,
      executionId: payroll(NOW_MIN, {}).execution.executionId,
      title: 'Payroll DR will probably miss its objective of 60 min',
      summary: 'Expected end 10:04 (09:58–10:15); the deadline is 10:00.',
      nextStep: 'Resume wave 3 at once: its approval costs more than anything else.',
      policy: { alerts: true, why: 'An objective at risk is always an alert.' },
      evidence: {
        value: 0.72,
        unit: 'Share',
        expected: null,
        points: [],
        facts: ['Rests on 14 drills of this plan.', 'Wave 3 waits for approval since 6 min.'],
      },
    }),
    aFinding(21, {
      ...plain,
      findingId: `pattern/subnet@${at(120)}`,
      subject: 'pattern/subnet',
      family: 'recurring-failure',
      method: 'pattern',
      aspect: 'recurrence',
      severity: 'LOW',
      score: 0.94,
      title: 'Launches in subnet-0a1b2c3d fail for lack of addresses, 4 times in 6 drills',
      summary: 'LAUNCH_START is followed by InsufficientFreeAddressesInSubnet within 2 min.',
      nextStep: 'Enlarge the subnet or choose another in the launch settings.',
      evidence: { value: 4, unit: 'Count', expected: null, points: [], facts: ['10 Nov: app-03', '17 Nov: app-03, app-04'] },
      policy: { alerts: false, why: 'Recurring failures never become alerts.' },
      feedback: { verdict: 'useful', note: 'Ticket NET-2291', actor: 'Dana Whitfield', at: at(60) },
    }),
    aFinding(22, {
      ...plain,
      findingId: `series/ApiLatency/drs@${at(95)}`,
      subject: 'series/ApiLatency/drs',
      family: 'api-latency',
      severity: 'LOW',
      score: 0.91,
      contextId: null,
      planName: null,
      series: { metric: 'ApiLatency', contextId: 'console', labels: { service: 'drs', region: 'us-east-1' } },
      title: 'Calls of drs in us-east-1 take longer than usual',
      summary: 'Mean of a minute 1.9 s.',
      evidence: { ...aFinding(1).evidence, value: 1.9, expected: { low: 0.12, high: 0.42 }, facts: [] },
      endedAt: at(70),
      endedBecause: 'It was back within what is usual for 10 minutes.',
      feedback: { verdict: 'not-useful', note: null, actor: 'desktop', at: at(66) },
    }),
    aFinding(23, {
      ...plain,
      findingId: `series/EventsPerSecond@${at(200)}`,
      subject: 'series/EventsPerSecond',
      family: 'event-rate',
      aspect: 'gap',
      score: 0.9,
      planName: null,
      series: { metric: 'EventsPerSecond', contextId, labels: {} },
      title: 'No event arrived for 11 min, where there is one every 20 s',
      summary: 'All sources answer.',
      evidence: { ...aFinding(1).evidence, value: 0, unit: 'Per minute', expected: { low: 1.4, high: 6 }, points: [], facts: [] },
      endedAt: at(180),
      endedBecause: 'Events arrive again.',
    }),
  ];
}

export function unusual(wallMs: number): View {
  const view = viewOf(minutes(NOW_MIN), wallMs, [payroll(NOW_MIN, {})]);
  return {
    ...view,
    findings: keyed(
      someFindings().filter(({ endedAt }) => endedAt === null),
      (one) => one.findingId,
    ),
  };
}

/** Five hundred of them, with names far longer than any table would like. */
export function manyFindings(wallMs: number): View {
  const view = viewOf(minutes(NOW_MIN), wallMs, [payroll(NOW_MIN, {})]);
  const all = Array.from({ length: 500 }, (_, n) =>
    aFinding(n, {
      title: `Replication lag of app-${String(n).padStart(3, '0')}-eu-frankfurt-payments-clearing-and-settlement.internal is far above what is usual`,
      severity: n % 9 === 0 ? 'HIGH' : n % 3 === 0 ? 'LOW' : 'MEDIUM',
      score: 0.999 - (n % 100) / 1_000,
    }),
  );
  return { ...view, findings: keyed(all, (one) => one.findingId) };
}
