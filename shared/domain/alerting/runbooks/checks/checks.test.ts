import { describe, expect, test } from 'vitest';
import { ContextId, ExecutionId, InstanceId, type Instant, instantOf, JobId, msOf, ServerId } from '../../../primitives';
import { viewOf } from '../../../reconcile/view-of';
import { emptyState } from '../../../state';
import type { Entity } from '../../../view';
import { anAlert, START } from '../../escalate/testing/an-incident';
import { newIncident } from '../../incident-form';
import type { CheckWorld } from './check';
import { runbookCheck, runbookChecks } from './checks';

const now = START;
const ago = (minutes: number): Instant => instantOf(msOf(now) - minutes * 60_000);
const context = ContextId.parse('prod');
const sighting = { observedAt: ago(1), source: 'drs-source-servers' as const };

const server = (rest: Partial<Entity<'servers'>> = {}): Entity<'servers'> => ({
  sourceServerId: ServerId.parse('s-1'),
  accountId: '111122223333',
  region: 'us-east-1',
  name: 'db-01',
  hostname: 'db-01.example',
  sourceIp: null,
  os: null,
  replicationState: 'CONTINUOUS',
  replicationError: null,
  lagSeconds: 60,
  backlogBytes: 0,
  lastSeenAt: ago(2),
  lastLaunchResult: null,
  lastLaunchJobId: null,
  recoveryInstanceId: null,
  tags: {},
  contextId: context,
  ...sighting,
  ...rest,
});
const source = (rest: Partial<Entity<'sources'>> = {}): Entity<'sources'> => ({
  id: 'prod/drs-jobs',
  contextId: context,
  source: 'drs-jobs',
  title: 'DRS jobs',
  chip: 'DRS',
  state: 'live',
  lastSuccessAt: ago(0),
  lastAttemptAt: ago(0),
  nextAttemptAt: null,
  latencyMs: 20,
  freshForSeconds: 60,
  recent: { attempts: 1, failures: 0 },
  error: null,
  ...rest,
});
const job = (status: string): Entity<'jobs'> => ({
  jobId: JobId.parse('drsjob-1'),
  accountId: '111122223333',
  region: 'us-east-1',
  type: 'LAUNCH',
  status,
  initiatedBy: null,
  createdAt: null,
  endedAt: null,
  servers: [{ sourceServerId: ServerId.parse('s-1'), launchStatus: 'PENDING', recoveryInstanceId: null }],
  contextId: context,
  executionId: null,
  waveNumber: null,
  lastLog: null,
  observedAt: ago(1),
  source: 'drs-jobs',
});
const participant = (rest: Partial<Entity<'participants'>>): Entity<'participants'> => ({
  id: 'e-1/s-1',
  executionId: ExecutionId.parse('e-1'),
  waveNumber: 0,
  sourceServerId: ServerId.parse('s-1'),
  serverName: 'db-01',
  launchStatus: 'FAILED',
  phase: 'FAILED',
  phases: [],
  phaseSince: null,
  attempt: null,
  recoveryInstanceId: null,
  instanceType: null,
  privateIp: null,
  error: null,
  rawError: null,
  lastEvent: null,
  observedAt: ago(1),
  source: 'drs-jobs',
  ...rest,
});
const possible = { allowed: true, why: null };
const execution = (rest: Partial<Entity<'executions'>>): Entity<'executions'> => ({
  executionId: ExecutionId.parse('e-1'),
  contextId: context,
  planId: null,
  planName: 'Payroll',
  executionType: 'DRILL',
  status: 'RUNNING',
  detail: [],
  summary: '',
  accountId: null,
  region: null,
  initiatedBy: null,
  startedAt: null,
  endedAt: null,
  durationSeconds: null,
  totalWaves: 1,
  currentWave: 0,
  pausedBeforeWave: null,
  pausedSince: null,
  errorMessage: null,
  errorCode: null,
  runArn: null,
  runStatus: 'RUNNING',
  itemStatus: null,
  waves: [],
  counts: { total: 0, waiting: 0, inProgress: 0, launched: 0, failed: 0, terminated: 0 },
  instancesRunning: [],
  actions: { resume: possible, cancel: possible, terminate: possible, stop: possible },
  observedAt: ago(1),
  source: 'dynamodb-executions',
  ...rest,
});

function answer(
  name: string,
  args: Record<string, string>,
  view: Partial<CheckWorld['view']>,
  more: Partial<CheckWorld> = {},
): string {
  const lead = anAlert('a', 'HIGH');
  const nothing = { ...viewOf(emptyState, null, now), sources: {} };
  const check = runbookCheck(name);
  if (check === null) throw new Error(`no check ${name}`);
  const all = Object.fromEntries(check.parameters.map((one) => [one.name, args[one.name] ?? one.usual ?? '']));
  const incident = newIncident({ incidentId: 'inc-a', number: 1, groupKey: 'g', lead, now });
  return check.check(all, { now, view: { ...nothing, ...view }, quotaLimits: {}, incident, alerts: [lead], ...more }).state;
}

test('each has a name of its own, and says what it asks', () => {
  expect(new Set(runbookChecks.map(({ name }) => name)).size).toBe(runbookChecks.length);
  for (const { name, says } of runbookChecks) {
    expect(name).toMatch(/^[a-z-]+$/);
    expect(says).not.toMatch(/[.!]$/);
  }
});

test('what the console does not know, none of them concludes anything from', () => {
  for (const { name, parameters } of runbookChecks) {
    if (name === 'alerts-are-over') continue;
    const args = Object.fromEntries(parameters.map((one) => [one.name, one.usual ?? 'nothing-of-that-name']));
    expect([name, answer(name, args, {})]).toEqual([name, 'unknown']);
  }
});

describe('checks read live state', () => {
  const servers = (rest: Partial<Entity<'servers'>> = {}) => ({ servers: { 's-1': server(rest) } });
  const sources = (rest: Partial<Entity<'sources'>> = {}) => ({ sources: { a: source(rest) } });
  const executions = (rest: Partial<Entity<'executions'>>) => ({ executions: { 'e-1': execution(rest) } });
  const participants = (rest: Partial<Entity<'participants'>>) => ({ participants: { 'e-1/s-1': participant(rest) } });
  const denied = {
    state: 'not-permitted' as const,
    error: { code: 'not-permitted' as const, message: 'No.', next: 'Ask.', action: 'drs:DescribeJobs', resource: null },
  };
  const expired = {
    code: 'expired-session' as const,
    message: 'It has expired.',
    next: 'Sign in.',
    action: null,
    resource: null,
  };
  const full = 'InsufficientFreeAddressesInSubnet: subnet-0abc has none';

  test.each<[string, Record<string, string>, Partial<CheckWorld['view']>, string]>([
    ['agent-was-seen', { server: 'db-01' }, servers(), 'passes'],
    ['agent-was-seen', { server: 'DB-01.example', minutes: '1' }, servers(), 'fails'],
    ['agent-was-seen', { server: 's-1' }, servers({ lastSeenAt: null }), 'unknown'],
    ['server-replicates', { server: 's-1' }, servers(), 'passes'],
    ['server-replicates', { server: 's-1' }, servers({ replicationError: 'AGENT_NOT_SEEN' }), 'fails'],
    ['server-replicates', { server: 's-1' }, servers({ replicationState: 'STALLED' }), 'fails'],
    ['lag-is-within', { server: 's-1' }, servers(), 'passes'],
    ['lag-is-within', { server: 's-1', minutes: '0.5' }, servers(), 'fails'],
    ['lag-is-within', { server: 's-1' }, servers({ lagSeconds: null }), 'unknown'],
    ['job-is-over', { job: 'drsjob-1' }, { jobs: { 'drsjob-1': job('COMPLETED') } }, 'passes'],
    ['job-is-over', { job: 'drsjob-1' }, { jobs: { 'drsjob-1': job('STARTED') } }, 'fails'],
    ['source-answers', { context: 'prod' }, sources(), 'passes'],
    ['source-answers', {}, sources({ lastSuccessAt: ago(5) }), 'fails'],
    ['source-answers', { source: 'drs' }, sources({ state: 'failing' }), 'fails'],
    ['source-answers', { context: 'other' }, sources(), 'unknown'],
    ['nothing-is-denied', {}, sources(), 'passes'],
    ['nothing-is-denied', { context: 'prod' }, sources(denied), 'fails'],
    ['credentials-work', {}, sources(), 'passes'],
    ['credentials-work', {}, sources({ state: 'failing', error: expired }), 'fails'],
    ['execution-goes-on', { execution: 'e-1' }, executions({}), 'passes'],
    ['execution-goes-on', { execution: 'e-1' }, executions({ status: 'PAUSED', pausedBeforeWave: 1 }), 'fails'],
    ['orchestration-is-alive', { execution: 'e-1' }, executions({}), 'passes'],
    ['orchestration-is-alive', { execution: 'e-1' }, executions({ detail: ['orchestration-died'] }), 'fails'],
    ['no-instances-left-running', { execution: 'e-1' }, executions({}), 'passes'],
    ['no-instances-left-running', { execution: 'e-1' }, executions({ instancesRunning: [InstanceId.parse('i-1')] }), 'fails'],
    ['server-was-launched', { server: 's-1', execution: 'e-1' }, participants({ launchStatus: 'LAUNCHED' }), 'passes'],
    ['server-was-launched', { server: 'db-01', execution: 'e-1' }, { ...servers(), ...participants({}) }, 'fails'],
    [
      'subnet-has-free-addresses',
      { subnet: 'subnet-0abc' },
      participants({ rawError: full, lastEvent: { at: ago(5), event: 'x' } }),
      'fails',
    ],
    [
      'subnet-has-free-addresses',
      { subnet: 'subnet-0abc' },
      participants({ rawError: full, lastEvent: { at: ago(20), event: 'x' } }),
      'unknown',
    ],
    [
      'subnet-has-free-addresses',
      { subnet: 'subnet-0def' },
      participants({ rawError: full, lastEvent: { at: ago(5), event: 'x' } }),
      'unknown',
    ],
    ['quota-has-headroom', { quota: 'L-D88FAC3A' }, { jobs: { 'drsjob-1': job('STARTED') } }, 'passes'],
    [
      'quota-has-headroom',
      { quota: 'Concurrent jobs in progress' },
      { jobs: Object.fromEntries(Array.from({ length: 18 }, (_, n) => [`j${n}`, job('STARTED')])) },
      'fails',
    ],
    ['quota-has-headroom', { quota: 'L-NOTHING' }, { jobs: { 'drsjob-1': job('STARTED') } }, 'unknown'],
    ['alerts-are-over', {}, {}, 'fails'],
  ])('%s(%j): %#', (name, args, view, state) => {
    expect(answer(name, args, view)).toBe(state);
  });

  test('alerts that are over are over', () => {
    expect(answer('alerts-are-over', {}, {}, { alerts: [anAlert('a', 'HIGH', { status: 'RESOLVED' })] })).toBe('passes');
  });
});
