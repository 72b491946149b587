import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { alertingOf, aWorld } from '../../../../shared/domain/alerting/escalate/testing/an-incident';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { Heartbeat } from '../../../../shared/domain/alerting/on-call/settings';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import { createOutgoingHttp } from '../../channels/http/create-outgoing-http';
import { type FaultReceiver, startFaultReceiver } from '../../channels/testing/fault-receiver';
import { faults } from '../../channels/testing/faults';
import { fakePorts } from '../../testing/fakes';
import { createHeartbeat } from './heartbeat';
import { standstillOf } from './self-audit';

let receiver: FaultReceiver;
beforeEach(async () => {
  receiver = await startFaultReceiver();
  onTestFinished(() => receiver.close());
});

function beating(rest: object = {}, incidents: readonly Incident[] = []) {
  const ports = fakePorts();
  const http = createOutgoingHttp({ wall: ports.wall, allowedPrivateHosts: () => [], onlyLoopback: true });
  const told: string[] = [];
  let settings = Heartbeat.parse({ enabled: true, everyMinutes: 5, secretUrl: receiver.url('/beat'), ...rest });
  let isRecording = true;
  const heartbeat = createHeartbeat({
    ports,
    http,
    settings: () => settings,
    value: async () => null,
    openIncidents: () => incidents,
    isRecording: () => isRecording,
    troubles: { tell: ({ key }, holds) => told.push(`${key} ${holds}`) },
  });
  heartbeat.start();
  onTestFinished(async () => {
    await heartbeat.stop();
    http.close();
  });
  return {
    heartbeat,
    ports,
    told,
    set: (next: object) => {
      settings = Heartbeat.parse({ ...settings, ...next });
    },
    record: (is: boolean) => {
      isRecording = is;
    },
  };
}

/** The answer to a real call comes when it comes. */
const settled = (heartbeat: ReturnType<typeof createHeartbeat>, problem: unknown) =>
  expect.poll(() => heartbeat.state().problem).toEqual(problem);

describe('a sign of life', () => {
  test('is sent at once, and then as often as it is set', async () => {
    const { ports } = beating();
    await receiver.received(1);
    await ports.time.advance(4 * 60_000);
    expect(receiver.requests).toHaveLength(1);
    await ports.time.advance(70_000);
    await receiver.received(2);
    expect(receiver.requests[0]).toMatchObject({ method: 'POST', path: '/beat' });
  });

  test('is not sent while the journal cannot be written: then the alarm is raised elsewhere', async () => {
    const { ports, heartbeat, record } = beating();
    await receiver.received(1);
    record(false);
    await ports.time.advance(11 * 60_000);
    expect(receiver.requests).toHaveLength(1);
    expect(heartbeat.state().problem).toContain('journal');
    record(true);
    await ports.time.advance(6 * 60_000);
    await receiver.received(2);
  });

  test('that is not taken twice is an alert, and over with the next that is', async () => {
    receiver.behave(faults.serverError);
    const { ports, heartbeat, told } = beating();
    await settled(heartbeat, '127.0.0.1 answered 500.');
    expect(told).toEqual([]);
    await ports.time.advance(5 * 60_000 + 5_000);
    await expect.poll(() => told.at(-1)).toBe('heartbeat true');
    receiver.behave(faults.ok);
    await ports.time.advance(5 * 60_000 + 5_000);
    await expect.poll(() => told.at(-1)).toBe('heartbeat false');
    await settled(heartbeat, null);
  });

  test('says good-bye where the receiver takes such a word, and only then', async () => {
    const { heartbeat } = beating({ stopSecretUrl: receiver.url('/paused') });
    await expect.poll(() => heartbeat.state().sentAt).not.toBeNull();
    await heartbeat.stop();
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/beat', '/paused']);
  });

  test('switched off is none', async () => {
    const { ports } = beating({ enabled: false });
    await ports.time.advance(60 * 60_000);
    expect(receiver.requests).toEqual([]);
  });
});

test('an escalation that is overdue is a standstill, one that is merely due is not', () => {
  const alerting = alertingOf(
    aWorld({
      people: [{ id: 'ada', name: 'ada', methods: [{ id: 'd', channel: { Type: 'DESKTOP', Configuration: {} } }] }],
      policies: [{ id: 'p', name: 'p', steps: [{ delayMinutes: 10, targets: [{ kind: 'person', personId: 'ada' }] }] }],
    }),
  );
  alerting.opens('a', 'HIGH');
  const incidents = [alerting.incident('a')];
  const dueAt = incidents[0]?.escalation?.nextAt;
  if (dueAt === null || dueAt === undefined) throw new Error('nothing is due');
  const after = (minutes: number) =>
    standstillOf({ incidents, now: instantOf(msOf(dueAt) + minutes * 60_000), isRecording: true });
  expect(after(4)).toBeNull();
  expect(after(6)).toContain('incident 1');
});
