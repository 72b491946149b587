import { describe, expect, test } from 'vitest';
import type { Finding } from '../../detection/finding';
import { aFinding } from '../../detection/testing/a-finding';
import type { ConsoleEvent } from '../../events';
import { before, e1Start } from '../../testing/drill';
import { aServer, e1, opening, serverSeen, t } from '../../testing/facts';
import { aConsole } from '../testing/a-console';

const stalled = aServer('a03', { replicationState: 'STALLED', replicationError: 'AGENT_NOT_SEEN' });
const id = stalled.sourceServerId;

function found(at: string, given: Partial<Finding> = {}): ConsoleEvent {
  return { type: 'findings.changed', at: t(at), findings: [lag(given)] };
}

function lag(given: Partial<Finding>): Finding {
  return aFinding({
    sourceServerId: id,
    subject: `stream:ServerLag:${id}`,
    series: { metric: 'ServerLag', contextId: 'payroll@us-east-1', labels: { server: id } },
    ...given,
  });
}

function watching() {
  const console = aConsole();
  console.sees([...opening('08:59:00'), ...before()]);
  return console;
}

describe('findings as alerts', () => {
  test('fire and are over with their finding, in words and labels of it', () => {
    const console = watching();
    console.sees([found('09:20:00')]);
    const [alert] = console.alertsOf(console.only());
    expect(alert).toMatchObject({ origin: 'finding', name: 'replication-lag', severity: 'MEDIUM', value: 900, threshold: 60 });
    expect(alert?.labels).toMatchObject({
      source: 'finding',
      kind: 'replication-lag.level',
      metric: 'ServerLag',
      server: id,
      method: 'stream',
    });
    expect(console.only().causes).toMatchObject([{ causeId: 'unusual', subject: { kind: 'server', id } }]);
    console.sees([found('09:40:00', { endedAt: t('09:40:00'), endedBecause: 'It is usual again.' })]);
    const [over] = console.book.incidents();
    expect(over).toMatchObject({ status: 'RESOLVED', firing: 0 });
  });

  test('are none where policy makes none of them, and cease to be where policy changed', () => {
    const console = watching();
    console.sees([found('09:20:00', { policy: { alerts: false, why: 'No.' } })]);
    expect(console.incidents()).toEqual([]);
    console.sees([found('09:21:00')]);
    expect(console.only().firing).toBe(1);
    console.sees([found('09:22:00', { policy: { alerts: false, why: 'Findings about replication lag become no alerts.' } })]);
    const [over] = console.book.incidents();
    expect(over).toMatchObject({ status: 'RESOLVED', firing: 0 });
  });

  test('and the stall of the same server are one incident, whichever comes first and however late', () => {
    const lagFirst = watching();
    lagFirst.sees([found('09:20:00')]);
    lagFirst.sees([serverSeen('13:20:00', stalled)]);
    expect(lagFirst.only()).toMatchObject({ alerts: 2 });

    const stallFirst = watching();
    stallFirst.sees([serverSeen('09:20:00', stalled)]);
    stallFirst.sees([found('13:20:00')]);
    expect(stallFirst.only()).toMatchObject({ alerts: 2 });
    const lags = stallFirst.alertsOf(stallFirst.only()).find(({ origin }) => origin === 'finding');
    expect(lags?.suppression).toMatchObject({ by: 'inhibition' });
    expect(stallFirst.only().causes[0]).toMatchObject({ causeId: 'agent-disconnected' });
  });

  test('of many servers take in the stall of one of them', () => {
    const console = watching();
    const member = { series: { metric: 'ServerLag', contextId: 'payroll@us-east-1', labels: { server: id } }, score: 0.95 };
    console.sees([
      found('09:20:00', {
        subject: 'fleet:ServerLag',
        method: 'fleet',
        series: null,
        sourceServerId: null,
        members: [member],
        memberCount: 40,
      }),
    ]);
    console.sees([serverSeen('11:20:00', stalled)]);
    expect(console.only()).toMatchObject({ alerts: 2 });
  });

  test('of other servers stay apart', () => {
    const console = watching();
    console.sees([serverSeen('09:20:00', stalled)]);
    const other = aServer('w01').sourceServerId;
    const series = { metric: 'ServerLag', contextId: 'payroll@us-east-1', labels: { server: other } };
    console.sees([found('09:21:00', { subject: `stream:ServerLag:${other}`, sourceServerId: other, series })]);
    expect(console.incidents()).toHaveLength(2);
  });

  test('about an execution belong to its incident', () => {
    const console = watching();
    console.sees(e1Start());
    const foreseen = {
      family: 'objective-at-risk',
      aspect: 'outlook',
      method: 'forecast',
      series: null,
      severity: 'HIGH',
    } as const;
    console.sees([
      found('09:30:00', { ...foreseen, subject: `forecast:${e1}:rto`, executionId: e1, sourceServerId: null }),
      found('09:30:00', { ...foreseen, subject: `forecast:${e1}:rpo`, executionId: e1, sourceServerId: null }),
    ]);
    expect(console.only()).toMatchObject({ executionId: e1, alerts: 2 });
  });
});
