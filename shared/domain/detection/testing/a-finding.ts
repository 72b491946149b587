import { type Instant, instantOf } from '../../primitives';
import type { Finding } from '../finding';

/** A server whose replication lags more than usual, as an alert or not. For tests. */
export function aFinding(given: Partial<Finding> = {}): Finding {
  const at: Instant = instantOf(Date.UTC(2026, 2, 14, 9));
  const subject = given.subject ?? 'stream:ServerLag:s-1';
  return {
    findingId: `${subject}@${given.openedAt ?? at}`,
    subject,
    family: 'replication-lag',
    method: 'stream',
    aspect: 'level',
    severity: 'MEDIUM',
    score: 0.95,
    peakScore: 0.95,
    title: 'Replication of s-1 lags more than usual',
    summary: 'Its lag is 900 s; usual are 20 to 60 s.',
    nextStep: 'Open the server.',
    openedAt: at,
    since: at,
    lastAt: at,
    endedAt: null,
    endedBecause: null,
    contextId: null,
    executionId: null,
    sourceServerId: null,
    planName: null,
    series: { metric: 'ServerLag', contextId: 'payroll@us-east-1', labels: { server: 's-1' } },
    members: [],
    memberCount: 0,
    evidence: { value: 900, unit: 'Seconds', expected: { low: 20, high: 60 }, points: [], facts: [] },
    policy: { alerts: true, why: 'It has been off for 15 min.' },
    feedback: null,
    ...given,
  };
}
