import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../events';
import type { Severity } from '../../notice';
import { before, e1Fails, e1Start, e1Wave0Ends, e1Wave1, e2Start } from '../../testing/drill';
import { aServer, e1, jobSeen, line, logSeen, opening, serverSeen, t } from '../../testing/facts';
import { type AlertingConsole, aConsole } from '../testing/a-console';
import { textKey } from './text-key';

function drill(): AlertingConsole {
  const console = aConsole();
  console.sees([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1()]);
  return console;
}

function said(
  at: string,
  labels: Record<string, string>,
  more: { title?: string; severity?: Severity; key?: string } = {},
): ConsoleEvent {
  return {
    at: t(at),
    type: 'custom.received',
    customId: `${at}${more.key ?? ''}`,
    contextId: null,
    executionId: null,
    source: 'script',
    name: 'check',
    severity: more.severity ?? 'HIGH',
    title: more.title ?? 'Something is wrong here',
    summary: '',
    data: { alertKey: more.key ?? `${at}`, labels },
    actor: 'script',
  };
}

describe('alerts of one execution', () => {
  test('are one incident: servers, execution, whatever the order', () => {
    const console = drill();
    console.sees(e1Fails());
    expect(console.only()).toMatchObject({ executionId: e1, planName: 'Payroll DR', alerts: 2 });
  });

  test('take in the stall of a server that then could not be launched', () => {
    const console = drill();
    console.sees([serverSeen('09:20:00', aServer('a03', { replicationState: 'STALLED', replicationError: 'AGENT_NOT_SEEN' }))]);
    const [told] = e1Fails();
    if (told === undefined) throw new Error('the drill changed');
    console.sees([told]);
    expect(console.alertsOf(console.only()).map(({ name }) => name)).toEqual(['replication-stalled', 'server-launch-failed']);
  });

  test('leave alone the stall of another server, and of one whose launch failed for a reason of its own', () => {
    const console = drill();
    console.sees([serverSeen('09:20:00', aServer('w01', { replicationState: 'STALLED', replicationError: 'AGENT_NOT_SEEN' }))]);
    console.sees(e1Fails());
    expect(console.incidents()).toHaveLength(2);
  });
});

describe('the same cause in two executions', () => {
  test('is one incident: the younger becomes part of the older', () => {
    const console = aConsole();
    console.sees([...opening('09:40:00'), ...before(), ...e2Start()]);
    console.sees([said('09:47:00', { subnet: 'subnet-1' }, { key: 'one' })]);
    console.sees([said('09:49:00', { server: 's-1' }, { key: 'two' })]);
    expect(console.incidents()).toHaveLength(2);
    console.sees([said('09:50:00', { server: 's-1', subnet: 'subnet-1' }, { key: 'both' })]);
    const incident = console.only();
    expect(incident).toMatchObject({ number: 1, alerts: 3, firing: 3 });
    const away = [...console.book.incidents()].find(({ status }) => status === 'MERGED');
    expect(away).toMatchObject({ number: 2, mergedInto: incident.incidentId, alerts: 0, firing: 0 });
    console.sees([said('09:51:00', { server: 's-1' }, { key: 'more' })]);
    expect(console.only().alerts).toBe(4);
  });

  test('is found when the logs of both are read at once', () => {
    const console = drill();
    const failing: ConsoleEvent[] = [
      jobSeen('09:24:59', {
        id: 'e2',
        servers: ['a01', 'a02', 'a03', 'a04', 'a05'],
        createdAt: '09:12:44',
        status: 'STARTED',
        rest: 'IN_PROGRESS',
        failed: ['a01', 'a03'],
      }),
    ];
    console.sees(failing);
    console.sees([said('09:25:00', { subnet: 'subnet-0123456789abcdef0' }, { key: 'pool' })]);
    expect(console.incidents()).toHaveLength(2);
    const log = ['a01', 'a03'].map((short) =>
      line('09:24:50', 'LAUNCH_FAILED', short, { error: "InsufficientFreeAddressesInSubnet: subnet 'subnet-0123456789abcdef0'" }),
    );
    console.seesTogether([logSeen('09:25:30', 'e2', log)], t('09:25:30'));
    // The subnet that a script told of is the one that both launches name.
    expect(console.only()).toMatchObject({ number: 1, alerts: 3 });
  });

  test('is two incidents where it is far apart in time', () => {
    const console = aConsole();
    console.sees([said('09:00:00', { server: 's-1' }, { key: 'one' }), said('09:16:00', { server: 's-1' }, { key: 'two' })]);
    expect(console.incidents()).toHaveLength(2);
  });

  test('slides: what is near the newest joins', () => {
    const console = aConsole();
    console.sees(['09:00:00', '09:14:00', '09:28:00', '09:42:00'].map((at) => said(at, { server: 's-1' })));
    expect(console.only().alerts).toBe(4);
  });
});

describe('people’s own grouping', () => {
  test('is left as it is: nothing is drawn into it, and it draws nothing', () => {
    const console = aConsole({
      alerting: { grouping: { rules: [{ id: 'own', matchers: [{ label: 'team', op: '=', value: 'db' }], by: ['team'] }] } },
    });
    console.sees([
      said('09:00:00', { server: 's-1' }, { key: 'one' }),
      said('09:00:10', { server: 's-1', team: 'db' }, { key: 'two' }),
      said('09:00:20', { server: 's-2', team: 'db' }, { key: 'three' }),
    ]);
    expect(console.incidents().map(({ alerts }) => alerts)).toEqual([1, 2]);
  });
});

describe('words', () => {
  test.each([
    ['Disk of db-01 is 91 % full', 'Disk of db-02 is 97 % full', false],
    ['Disk nearly full on volume data', 'Volume data: disk nearly full', true],
    ['Too short', 'Too short', false],
  ])('%s / %s', (one, other, isAlike) => {
    const [first, second] = [textKey(one), textKey(other)];
    expect(first !== null && first === second).toBe(isAlike);
  });

  test('alike make one incident only about the same place', () => {
    const console = aConsole();
    const title = 'Backup job did not finish';
    console.sees([
      said('09:00:00', { plan: 'Payroll DR' }, { title, key: 'one' }),
      said('09:01:00', { plan: 'Payroll DR' }, { title: 'Backup job did not finish: attempt 2', key: 'two' }),
      said('09:02:00', { plan: 'Orders DR' }, { title, key: 'three' }),
      said('09:03:00', {}, { title, key: 'four' }),
    ]);
    expect(console.incidents().length).toBeGreaterThanOrEqual(3);
  });
});
