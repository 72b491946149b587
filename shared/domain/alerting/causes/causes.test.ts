import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../events';
import type { SecurityFinding } from '../../security/security-event';
import {
  before,
  e1Dies,
  e1Fails,
  e1Start,
  e1Wave0Ends,
  e1Wave1,
  e2Cancelled,
  e2Pauses,
  e2Start,
  e2Wave1Ends,
} from '../../testing/drill';
import { aServer, context, e1, job, jobSeen, line, logSeen, opening, server, serverSeen, t } from '../../testing/facts';
import { type AlertingConsole, aConsole } from '../testing/a-console';
import { CauseId } from './cause-ids';
import { launchCauseOf } from './launch-cause';
import { replicationCauseOf } from './replication-cause';
import { causeWords } from './words';

function causesIn(console: AlertingConsole): readonly string[] {
  return console.only().causes.map(({ causeId }) => causeId);
}

function drill(): AlertingConsole {
  const console = aConsole();
  console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1()]);
  return console;
}

function stalls(short: string, at: string, error: string | null): ConsoleEvent {
  return serverSeen(at, aServer(short, { replicationState: 'STALLED', replicationError: error }));
}

describe('a launch that failed', () => {
  test('is led by what AWS wrote, with job and server as evidence, before the execution that failed of it', () => {
    const console = drill();
    console.sees(e1Fails());
    const incident = console.only();
    expect(console.alertsOf(incident).map(({ name }) => name)).toEqual(['server-launch-failed', 'execution-failed']);
    const [cause, ...others] = incident.causes;
    expect(cause).toMatchObject({
      causeId: 'subnet-out-of-addresses',
      title: 'No free addresses in subnet-0123456789abcdef0',
      subject: { kind: 'subnet', id: 'subnet-0123456789abcdef0' },
      runbookId: 'subnet-out-of-addresses',
    });
    expect(cause?.evidence[0]?.text).toContain('InsufficientFreeAddressesInSubnet');
    expect(cause?.evidence.map(({ ref }) => ref?.kind)).toContain('job');
    expect(others.map(({ causeId }) => causeId)).toEqual(['orchestration-died']);
    expect(incident.nextStep).toContain('Free addresses');
    expect(incident.summary).toContain('no free addresses in subnet-0123456789abcdef0');
  });

  test('has no cause but that nobody knows it, until its log is read', () => {
    const console = drill();
    const [told, log] = e1Fails();
    if (told === undefined || log === undefined) throw new Error('the drill changed');
    console.sees([told]);
    expect(causesIn(console)).toEqual(['unknown']);
    console.sees([log]);
    expect(causesIn(console)).toEqual(['subnet-out-of-addresses']);
    expect(
      console.recorded.flatMap((event) => (event.type === 'incident.changed' ? event.entries : [])).map(({ kind }) => kind),
    ).toContain('cause');
  });

  test('is told by the step of DRS that failed where its error names nothing', () => {
    const console = drill();
    console.sees([
      logSeen('09:24:58', 'e2', [line('09:24:50', 'CONVERSION_FAIL', 'a03', { error: 'Something went wrong.' })]),
      jobSeen('09:24:59', {
        id: 'e2',
        servers: ['a01', 'a02', 'a03', 'a04', 'a05'],
        createdAt: '09:12:44',
        status: 'STARTED',
        rest: 'IN_PROGRESS',
        failed: ['a03'],
      }),
    ]);
    expect(causesIn(console)).toEqual(['conversion-failed']);
  });

  test.each([
    [
      'InsufficientInstanceCapacity: We do not have sufficient r6i.xlarge capacity in the zone (us-east-1a).',
      'instance-capacity',
      'us-east-1a/r6i.xlarge',
    ],
    ['VcpuLimitExceeded: You have requested more vCPU capacity than your limit of 32.', 'vcpu-quota', undefined],
    ['InvalidLaunchTemplateId.NotFound: lt-0123456789abcdef0 does not exist.', 'launch-template', 'lt-0123456789abcdef0'],
    [
      'UnauthorizedOperation: arn:aws:sts::444455556666:assumed-role/Drs/x is not authorized to perform: ec2:RunInstances.',
      'iam-denied',
      'Drs/ec2:RunInstances',
    ],
    [
      'KMS AccessDeniedException: not authorized to perform kms:CreateGrant on arn:aws:kms:us-east-1:444455556666:key/abc.',
      'kms-denied',
      'arn:aws:kms:us-east-1:444455556666:key/abc',
    ],
    ['Failed to take a snapshot of volume vol-0123456789abcdef0.', 'snapshot-failed', 'vol-0123456789abcdef0'],
    ['Conversion failed: no boot loader.', 'conversion-failed', undefined],
  ])('%s', (raw, causeId, subject) => {
    const found = launchCauseOf(raw, null);
    expect(found?.causeId).toBe(causeId);
    expect(found?.subject?.id).toBe(subject);
  });

  test('says nothing where the error is one nobody knows', () => {
    expect(launchCauseOf('Client.Whatever: no idea', 'LAUNCH_FAILED')).toBeNull();
  });
});

describe('a stalled server', () => {
  test.each([
    ['AGENT_NOT_SEEN', 'agent-disconnected'],
    ['UNSTABLE_NETWORK', 'network-blocked'],
    ['FAILED_TO_CONNECT_AGENT_TO_REPLICATION_SERVER', 'network-blocked'],
    ['SNAPSHOTS_FAILURE', 'snapshot-failed'],
    ['NOT_CONVERGING', 'replication-stalled'],
    ['A_NEW_ONE', 'replication-stalled'],
  ])('%s is %s', (error, causeId) => {
    expect(replicationCauseOf('STALLED', error).causeId).toBe(causeId);
  });

  test('is known better once DRS says why', () => {
    const console = aConsole();
    console.sees([...opening('08:59:00'), ...before(), stalls('w02', '09:04:10', null)]);
    expect(causesIn(console)).toEqual(['replication-stalled']);
    console.sees([stalls('w02', '09:05:10', 'AGENT_NOT_SEEN')]);
    expect(causesIn(console)).toEqual(['agent-disconnected']);
    expect(console.only().causes[0]).toMatchObject({
      subject: { kind: 'server', id: server('w02') },
      runbookId: 'agent-disconnected',
    });
  });

  test('with others of the same reason points at what they share', () => {
    const console = aConsole();
    console.sees([...opening('08:59:00'), ...before()]);
    console.sees([stalls('w01', '09:04:10', 'UNSTABLE_NETWORK'), stalls('w02', '09:05:10', 'UNSTABLE_NETWORK')]);
    expect(console.only().causes[0]).toMatchObject({ causeId: 'network-blocked', subject: { kind: 'staging area' } });
  });

  test('follows from whoever disconnected it', () => {
    const console = aConsole();
    console.sees([
      ...opening('08:59:00'),
      ...before(),
      deed('09:04:00', server('w02')),
      stalls('w02', '09:05:10', 'AGENT_NOT_SEEN'),
    ]);
    expect(causesIn(console)).toEqual(['security-event', 'agent-disconnected']);
  });
});

function deed(at: string, target: string): ConsoleEvent {
  const finding: SecurityFinding = {
    category: 'destroys-recovery',
    severity: 'CRITICAL',
    who: 'arn:aws:sts::444455556666:assumed-role/Admin/mallory',
    mfa: false,
    where: '198.51.100.7',
    what: 'drs:DisconnectSourceServer',
    targets: [target],
    account: '444455556666',
    region: 'us-east-1',
    errorCode: null,
    byPlatform: false,
  };
  return {
    at: t(at),
    type: 'message.security',
    contextId: context,
    source: 'sqs-messages',
    messageId: `sec-${at}`,
    occurredAt: t(at),
    finding,
  };
}

describe('an execution', () => {
  test('whose orchestration died says of what', () => {
    const console = aConsole();
    console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Dies()]);
    expect(console.only().causes[0]).toMatchObject({ causeId: 'orchestration-died', runbookId: 'orchestration-died' });
  });

  test('that fails while its item cannot be read is not called dead, and says why once it can be', () => {
    const console = aConsole();
    const table = { contextId: context, sourceKey: `${context}/dynamodb-executions`, source: 'dynamodb-executions' } as const;
    const error = { code: 'throttled', message: 'slow down', next: 'Wait.', action: null, resource: null } as const;
    const unread = e1Fails().filter(({ type }) => type === 'message.run-status');
    console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends()]);
    console.sees([{ ...table, at: t('09:12:40'), type: 'source.failed', error }, ...unread]);
    console.passes(t('09:40:00'));
    const failure = console.incidents().find(({ executionId }) => executionId === e1);
    expect(console.played().view.executions[e1]).toMatchObject({ status: 'FAILED', detail: [] });
    expect(failure === undefined ? [] : console.alertsOf(failure).map(({ labels }) => labels.cause)).toEqual([undefined]);
    const at = t('09:41:00');
    const known = [...e1Wave1(), ...e1Fails()].filter(({ type }) => type !== 'message.run-status');
    console.sees([...known.map((event) => ({ ...event, at })), { ...table, at, type: 'source.recovered', silentSeconds: 1_700 }]);
    console.passes(t('09:42:00'));
    const explained = console.incidents().find(({ executionId }) => executionId === e1);
    expect(explained).toMatchObject({ incidentId: failure?.incidentId, alerts: 2 });
    expect(explained?.causes[0]?.causeId).toBe('subnet-out-of-addresses');
  });

  test('that waits asks for an approval', () => {
    const console = aConsole();
    console.sees([...opening('09:40:00'), ...before(), ...e2Start(), ...e2Wave1Ends(), ...e2Pauses()]);
    expect(causesIn(console)).toEqual(['waits-for-approval']);
  });

  test('that somebody cancelled is nobody’s fault', () => {
    const console = aConsole();
    console.sees([...opening('09:40:00'), ...before(), ...e2Start(), ...e2Wave1Ends(), ...e2Pauses(), ...e2Cancelled()]);
    const leading = console.incidents().map(({ causes: [first] }) => first?.causeId);
    expect(leading.every((id) => id === 'waits-for-approval' || id === 'cancelled-by-operator')).toBe(true);
  });
});

describe('a source', () => {
  const failed = (
    at: string,
    code: 'throttled' | 'unreachable' | 'not-permitted' | 'expired-session',
    source = 'drs-jobs',
  ): ConsoleEvent => ({
    at: t(at),
    type: 'source.failed',
    contextId: context,
    sourceKey: `${context}/${source}`,
    source: source === 'drs-jobs' ? 'drs-jobs' : 'sfn-runs',
    error: {
      code,
      message: 'no',
      next: 'Do something.',
      action: code === 'not-permitted' ? 'drs:DescribeJobs' : null,
      resource: null,
    },
  });

  test('that hiccups for less than our patience is no alert, and one that goes on is', () => {
    const console = aConsole();
    console.sees([...opening('09:00:00'), failed('09:01:00', 'throttled')]);
    console.passes(t('09:15:00'));
    expect(console.incidents()).toEqual([]);
    console.passes(t('09:16:01'));
    expect(causesIn(console)).toEqual(['source-throttled']);
    expect(console.only().severity).toBe('MEDIUM');
    console.passes(t('09:17:01'));
    expect(console.alertsOf(console.only())[0]?.count).toBe(1);
    console.sees([
      {
        at: t('09:20:00'),
        type: 'source.recovered',
        contextId: context,
        sourceKey: `${context}/drs-jobs`,
        source: 'drs-jobs',
        silentSeconds: 60,
      },
    ]);
    expect(console.only().status).toBe('RESOLVED');
  });

  test('that is refused is said at once, with the action', () => {
    const console = aConsole();
    console.sees([...opening('09:00:00'), failed('09:01:00', 'not-permitted')]);
    expect(console.only().causes[0]).toMatchObject({
      causeId: 'permission-missing',
      title: 'The console may not call drs:DescribeJobs',
    });
  });

  test('is one of all where the sign-in has ended', () => {
    const console = aConsole();
    console.sees([
      ...opening('09:00:00'),
      failed('09:01:00', 'expired-session'),
      failed('09:01:05', 'expired-session', 'sfn-runs'),
    ]);
    console.passes(t('09:16:06'));
    expect(causesIn(console)).toEqual(['credentials-expired']);
    expect(console.alertsOf(console.only())).toHaveLength(1);
  });
});

test('every cause has its words, and every runbook it names exists', () => {
  for (const causeId of CauseId.options) {
    const { title, nextStep, runbookId } = causeWords[causeId];
    expect(title).not.toBe('');
    expect(nextStep).not.toBe('');
    if (runbookId !== null) expect(existsSync(`resources/runbooks/${runbookId}.md`), runbookId).toBe(true);
  }
});

test('evidence leads somewhere', () => {
  const console = drill();
  console.sees(e1Fails());
  const refs = console.only().causes.flatMap(({ evidence }) => evidence.flatMap(({ ref }) => ref ?? []));
  expect(refs).toContainEqual({ kind: 'job', id: job('e2') });
  expect(refs).toContainEqual({ kind: 'execution', id: e1 });
});
