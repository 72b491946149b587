import { describe, expect, test } from 'vitest';
import type { ConsoleEvent, EventOf } from '../../events';
import { ExecutionId, Instant } from '../../primitives';
import {
  before,
  e1Fails,
  e1RetriesA03,
  e1Start,
  e1Succeeds,
  e1Wave0Ends,
  e1Wave1,
  e2Start,
  e2Succeeds,
  subnetError,
} from '../../testing/drill';
import { anItem, e1, itemSeen, jobSeen, line, logSeen, opening, t } from '../../testing/facts';
import { tell } from '../../testing/tell';
import { NotificationSettings } from '../defaults';

/** Every page is closed by what overcomes it, and whoever heard of its beginning hears of its end. */

const start = [...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1()];
const job = { id: 'e2', servers: ['a01', 'a02', 'a03', 'a04', 'a05'], createdAt: '09:12:44', status: 'COMPLETED' };
const incomplete: ConsoleEvent[] = [
  ...start,
  logSeen('09:24:58', 'e2', [line('09:24:50', 'LAUNCH_FAILED', 'a03', { error: subnetError })]),
  jobSeen('09:27:00', { ...job, launched: ['a01', 'a02', 'a04', 'a05'], failed: ['a03'], endedAt: '09:27:00' }),
  ...e1Succeeds(),
];
const between = ExecutionId.parse('77777777-7d1e-4b8a-9c46-2e5b7a1d9f60');

function endsBetween(status: 'CANCELLED' | 'FAILED'): ConsoleEvent[] {
  const item = { startedAt: t('09:41:00') };
  return [
    itemSeen('09:41:05', anItem(between, { ...item, status: 'RUNNING' })),
    itemSeen('09:43:00', anItem(between, { ...item, status, endedAt: t('09:42:55') })),
  ];
}

const closed = (events: readonly ConsoleEvent[]) =>
  tell(events).told.flatMap(({ lifecycle, alertKey }) => (lifecycle === 'closes' ? [alertKey] : []));

describe('the page of an execution that completed with failures', () => {
  test.each(['CANCELLED', 'FAILED'] as const)('is closed by a later one that completes, whatever was %s between', (status) => {
    const keys = closed([...incomplete, ...endsBetween(status), ...e2Start(), ...e2Succeeds()]);
    expect(keys).toContain(`execution-incomplete:${e1}`);
    if (status === 'FAILED') expect(keys).toContain(`execution-failed:${between}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is closed once', () => {
    const third = ExecutionId.parse('88888888-7d1e-4b8a-9c46-2e5b7a1d9f60');
    const again = [
      itemSeen('10:41:05', anItem(third, { startedAt: t('10:41:00') })),
      itemSeen('10:43:00', anItem(third, { startedAt: t('10:41:00'), status: 'COMPLETED', endedAt: t('10:42:55') })),
    ];
    const keys = closed([...incomplete, ...e2Start(), ...e2Succeeds(), ...again]);
    expect(keys.filter((key) => key === `execution-incomplete:${e1}`)).toHaveLength(1);
  });
});

describe('a page that a script opened', () => {
  const settings = NotificationSettings.parse({
    Notifications: [
      {
        NotificationId: 'grave',
        Name: 'Grave',
        EventFilters: { Severities: ['CRITICAL'] },
        Channels: [{ Type: 'PAGERDUTY', Configuration: { ServiceKey: { SecretRef: 'notify/pd/1' } } }],
      },
    ],
  });
  const said = (at: string, severity: 'CRITICAL' | 'INFO', data: Record<string, unknown>): EventOf<'custom.received'> => ({
    at: Instant.parse(t(at)),
    type: 'custom.received',
    customId: at,
    contextId: null,
    executionId: null,
    source: 'checks',
    name: 'checks',
    severity,
    title: 'Checks',
    summary: '',
    data,
    actor: 'ci',
  });
  const opened = said('09:00:00', 'CRITICAL', { alertKey: 'payroll' });
  const over = said('09:05:00', 'INFO', { alertKey: 'payroll', resolved: true });

  test('is closed where it was heard, however mild the words of its end', () => {
    const { deliveries } = tell([...opening('08:59:00'), opened, over], undefined, { settings });
    expect(deliveries.map(({ severity, carrier }) => [severity, carrier])).toEqual([
      ['CRITICAL', 'pagerduty'],
      ['INFO', 'pagerduty'],
    ]);
  });

  test('is nobody’s where it was not heard', () => {
    const mild = said('09:00:00', 'INFO', { alertKey: 'payroll' });
    expect(tell([...opening('08:59:00'), mild, over], undefined, { settings }).deliveries).toEqual([]);
    expect(
      tell([...opening('08:59:00'), opened, over, { ...over, customId: 'again' }], undefined, { settings }).deliveries,
    ).toHaveLength(2);
  });
});

test('a failure that a retry overcomes stays closed', () => {
  expect(closed([...start, ...e1RetriesA03(), ...e1Succeeds()])).toEqual([]);
  expect(closed([...start, ...e1Fails()])).toEqual([]);
});
