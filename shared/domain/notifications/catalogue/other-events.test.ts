import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../events';
import { NoticeId } from '../../primitives';
import type { SecurityFinding } from '../../security/security-event';
import { before } from '../../testing/drill';
import { aServer, context, instanceSeen, opening, server, serverSeen, t } from '../../testing/facts';
import { type Telling, tell } from '../../testing/tell';

const start = tell([...opening('08:59:00'), ...before()]);
const since = ({ told }: Telling) => told.slice(start.told.length);

test('replication that stalls is told with the plan it blocks, and that it goes on', () => {
  const stalled = tell([serverSeen('09:10:00', aServer('w02', { replicationState: 'STALLED', lagSeconds: 900 }))], start);
  const told = since(tell([serverSeen('09:20:00', aServer('w02'))], stalled));
  const key = `replication-stalled:${server('w02')}:${t('09:10:00')}`;
  expect(told).toMatchObject([
    {
      type: 'drs.replication-stalled',
      eventId: `drs.replication-stalled:${server('w02')}:${t('09:10:00')}`,
      alertKey: key,
      planName: 'Payroll DR',
      threadKey: `server:${server('w02')}`,
      server: { name: 'web-02', replicationState: 'STALLED', lagSeconds: 900 },
    },
    { type: 'drs.replication-resumed', lifecycle: 'closes', alertKey: key },
  ]);
  expect(told[0]?.summary).toContain('Payroll DR cannot start');
});

test('a failback that goes on is told; where it starts from is no news', () => {
  const told = since(
    tell(
      [
        instanceSeen('09:20:00', 'e1', 'd01', { failbackState: 'FAILBACK_NOT_STARTED' }),
        instanceSeen('09:30:00', 'e1', 'd01', { failbackState: 'FAILBACK_IN_PROGRESS' }),
        instanceSeen('09:31:00', 'e1', 'd01', { failbackState: 'FAILBACK_IN_PROGRESS' }),
      ],
      start,
    ),
  );
  expect(told.map(({ type, title }) => `${type} ${title}`)).toEqual([
    'drs.failback-state Failback of db-01: FAILBACK_IN_PROGRESS',
  ]);
});

describe('security', () => {
  const finding = (change: Partial<SecurityFinding> = {}): SecurityFinding => ({
    category: 'failed-sign-in',
    severity: 'MEDIUM',
    who: 'dana',
    mfa: false,
    where: '198.51.100.23',
    what: 'signin:ConsoleLogin',
    targets: [],
    account: '111122223333',
    region: 'us-east-1',
    errorCode: 'Failed authentication',
    byPlatform: false,
    ...change,
  });
  const seen = (at: string, change: Partial<SecurityFinding> = {}): ConsoleEvent => ({
    at: t(at),
    type: 'message.security',
    contextId: context,
    source: 'sqs-messages',
    messageId: `trail-${at}`,
    occurredAt: t(at),
    finding: finding(change),
  });

  test('failed sign-ins of an hour are told with the first, and when they become an alert', () => {
    const told = since(
      tell(
        ['09:01:00', '09:02:00', '09:03:00', '09:04:00'].map((at) => seen(at)),
        start,
      ),
    );
    expect(told.map(({ type, severity, lifecycle }) => [type, severity, lifecycle])).toEqual([
      ['security.failed-sign-in', 'MEDIUM', 'informs'],
      ['security.failed-sign-in', 'HIGH', 'opens'],
    ]);
    expect(told[1]?.title).toBe('3 failed sign-ins to account 111122223333');
  });

  test.each([
    ['denied-call', 'security.denied-call'],
    ['destroys-recovery', 'security.destructive-call'],
    ['real-failover', 'security.destructive-call'],
    ['blinds-monitoring', 'security.tampering'],
    ['orchestration-tampering', 'security.tampering'],
  ] as const)('%s is %s', (category, type) => {
    const told = since(tell([seen('09:01:00', { category, severity: 'HIGH', what: 'drs:DeleteSourceServer' })], start));
    expect(told).toMatchObject([{ type, severity: 'HIGH', lifecycle: 'opens', security: { category, who: 'dana' } }]);
  });

  test('what the platform does itself in every drill is told to nobody', () => {
    const own = { category: 'destroys-recovery', severity: 'LOW', byPlatform: true } as const;
    expect(since(tell([seen('09:01:00', own)], start))).toEqual([]);
  });

  test('who knocks at the console without a token is told as the console’s own', () => {
    const knock: ConsoleEvent = {
      at: t('09:01:00'),
      type: 'access.refused',
      host: '127.0.0.1:7717',
      reason: 'no token',
      count: 4,
    };
    expect(since(tell([knock], start))).toMatchObject([
      { type: 'security.refused-access', environment: null, contextId: null, summary: 'Refused 4 times: no token.' },
    ]);
  });
});

test('what another system tells is told in its words', () => {
  const custom: ConsoleEvent = {
    at: t('09:01:00'),
    type: 'custom.received',
    customId: 'checks-1',
    contextId: context,
    executionId: null,
    source: 'checks',
    name: 'checks.failed',
    severity: 'HIGH',
    title: 'Checks failed',
    summary: '3 of 14.',
    data: { failed: 3 },
    actor: 'ci',
  };
  expect(since(tell([custom], start))).toMatchObject([
    {
      type: 'custom.event',
      eventId: 'custom.event:checks-1',
      severity: 'HIGH',
      title: 'Checks failed',
      environment: 'production',
      custom: { source: 'checks', name: 'checks.failed', data: { failed: 3 } },
    },
  ]);
});

test('the console’s own alerts open and close their page', () => {
  const noticeId = NoticeId.parse('session-ends:prod:2026-03-14T10:00:00.000Z');
  const raised: ConsoleEvent = {
    at: t('09:50:00'),
    type: 'notice.raised',
    notice: {
      noticeId,
      kind: 'our-own-trouble',
      severity: 'MEDIUM',
      title: 'The session of payroll ends at 10:00 UTC',
      body: 'After that nothing new is read.',
      nextStep: 'Sign in.',
      contextId: context,
      executionId: null,
      sourceServerId: null,
      raisedAt: t('09:50:00'),
      needsAnswer: true,
      acknowledgedAt: null,
      acknowledgedBy: null,
      note: null,
      resolvedAt: null,
      resolvedBecause: null,
      rehearsal: false,
      deliveries: [],
    },
  };
  const resolved: ConsoleEvent = { at: t('09:55:00'), type: 'notice.resolved', noticeId, because: 'The session was renewed.' };
  expect(since(tell([raised, resolved], start))).toMatchObject([
    { type: 'health.own-error', lifecycle: 'opens', severity: 'MEDIUM', alertKey: noticeId, nextSteps: ['Sign in.'] },
    { type: 'alert.resolved', lifecycle: 'closes', alertKey: noticeId, summary: 'The session was renewed.' },
  ]);
});
